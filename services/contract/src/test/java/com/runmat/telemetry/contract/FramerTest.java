package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FramerTest {
    private static final long AT = 1_795_350_000_123L;

    private static final String STAMP = "\\{\"received_at_ms\":1795350000123,\"transport\":\"udp\"";
    private static final String ID = "\"uuid\":\"[0-9a-f-]{36}\"";

    private final Framer framer = new Framer("udp");

    static List<String> accepted() {
        return Samples.accepted();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void frame_realEvent(String sample) {
        String line = frame(sample);
        String members = sample.substring(1, sample.lastIndexOf('}'));
        assertTrue(line.matches(STAMP + "," + Pattern.quote(members) + "(," + ID + ")?}\n"), line);
        assertTrue(line.length() - sample.length() <= Framer.STAMP_BYTES);
        Event byUdp = assertInstanceOf(Event.class, Samples.read(line.strip()));
        assertEquals("udp", byUdp.value(Field.TRANSPORT));
        if (byUdp.value(Field.SESSION_ID) != null) {
            assertEquals(Samples.event(sample), byUdp, "both copies are one event");
        }
        assertEquals(byUdp, Samples.event(line.strip()), "a repeated line is the same event");
    }

    @Test
    void frame_arrivalIsTheTimeOfAnEventWithoutOne() {
        assertEquals(
                AT, Samples.event(frame("{\"event_label\":\"install_start\"}")).atMillis());
    }

    @Test
    void frame_emptyObject() {
        assertTrue(frame("{}").matches(STAMP + "," + ID + "}\n"));
        assertTrue(frame(" { } ").matches(STAMP + "," + ID + "}\n"));
        assertEquals(Refusal.INVALID_EVENT, Samples.read(frame(" { } ").strip()));
    }

    @Test
    void frame_linesAndMark() {
        String line = frame("\uFEFF\r\n{\r\n\"event_label\":\n\"install_start\"\n}\n");
        assertEquals(line.length() - 1, line.indexOf('\n'));
        assertEquals(-1, line.indexOf('\r'));
        assertInstanceOf(Event.class, Samples.read(line.strip()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"received_at_ms\":1,\"transport\":\"https\",\"uuid\":null,\"event_label\":\"install_start\"}",
                "{\"event_label\":\"install_start\",\"received_at_ms\":null,\"transport\":{\"a\":[1,{}]},\"uuid\":\"x\"}",
                " {\n\"transport\" : 1.5e3 , \"event_label\" :\"install_start\" , \"received_at_ms\":\"\" }\n",
                "\uFEFF{\"uuid\":[],\"event_label\":\"install_start\",\"transport\":true\t}",
                "{\"\\u0075uid\":null,\"event_label\":\"install_start\",\"received\\u005fat_ms\":1}",
                "{\"uuid\":\"00000000-0000-0000-0000-000000000000\",\"event_label\":\"install_start\"}",
            })
    void frame_claimsOfTheDatagram_areOverruled(String datagram) {
        String line = frame(datagram);
        assertTrue(line.matches(STAMP + ",\"event_label\"\\s*:\\s*\"install_start\"\\s*," + ID + "}\n"), line);
        Event first = Samples.event(line.strip());
        assertEquals("udp", first.value(Field.TRANSPORT));
        assertEquals(AT, first.atMillis());
        assertEquals(first, Samples.event(line.strip()), "a repeated line is the same event");
    }

    @Test
    void frame_ofNothingButClaims_isTheStamp() {
        assertTrue(frame("{\"uuid\":null, \"transport\":\"udp\" ,\"received_at_ms\":2 }")
                .matches(STAMP + "," + ID + "}\n"));
    }

    @Test
    void frame_sameNamesDeeperDown_stay() {
        String payload = "\"payload\":{\"uuid\":1,\"transport\":\"x\",\"received_at_ms\":[{\"uuid\":null}]}";
        assertTrue(frame("{" + payload + ",\"transport\":1}")
                .matches(STAMP + "," + Pattern.quote(payload) + "," + ID + "}\n"));
    }

    @Test
    void frame_namesThatBeginAlike_stay() {
        String members =
                "\"uuids\":1,\"u\":2,\"\":3,\"transports\":4,\"t\":5,\"received_at\":6,\"Transport\":7,\"none\":8,\"\\u0075\":9";
        assertTrue(frame("{" + members + "}").matches(STAMP + "," + Pattern.quote(members) + "," + ID + "}\n"));
    }

    /** Only where the worker cannot derive an id is one made up: with one, the copy on the other path would be another event. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"session_id\":\"s\"                        | false",
                "\"session_id\" : \"é\"                      | false",
                "\"session_id\":\"\\u0073\"                  | false",
                "\"session\\u005fid\":\"s\"                  | false",
                "\"session_id\":\" s \"                      | false",
                "\"session_id\":\"\"                         | true",
                "\"session_id\":\"  \"                       | true",
                "\"session_id\":\"\\u0020\\u200b\"           | true",
                "\"session_id\":\"\u200B\u2028\"             | true",
                "\"session_id\":\"\u007f\"                 | true",
                "\"session_id\":7                            | true",
                "\"session_id\":null                         | true",
                "\"session_id\":{\"session_id\":\"s\"}       | true",
                "\"payload\":{\"session_id\":\"s\"}          | true",
                "\" session_id\":\"s\"                       | true",
            })
    void frame_idIsMintedWhereNoneCanBeDerived(String member, boolean minted) {
        String datagram = "{\"event_label\":\"install_start\"," + member + "}";
        String line = frame(datagram);
        assertEquals(minted, line.contains("\"uuid\":\""), line);
        assertEquals(!minted, Samples.event(datagram).equals(Samples.event(line.strip())));
    }

    @Test
    void frame_uuidOfTheDatagram_stays() {
        String uuid = "\"uuid\":\"0190f5b0-7f4e-7c5a-8b1a-2f5a3c9d1e00\"";
        assertEquals(
                "{\"received_at_ms\":1795350000123,\"transport\":\"udp\"," + uuid + ",\"a\":1}\n",
                frame("{" + uuid + ",\"transport\":\"https\",\"a\":1}"));
    }

    /** A session has the same id on both paths, whatever stood in its place. */
    @Test
    void frame_unusableUuid_getsTheIdOfTheOtherPath() {
        String event = "{\"uuid\":7,\"event_label\":\"runtime_started\",\"session_id\":\"s\",\"run_kind\":\"script\"}";
        assertEquals(
                Samples.event(event).uuid(), Samples.event(frame(event).strip()).uuid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "[]",
                "[{}]",
                "1",
                "\"x\"",
                "null",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":NaN}",
                "\uFEFF",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":[1,]}",
                "{\"a\":[1}}",
                "{\"a\":{\"b\":1]}",
                "{\"a\":01}",
                "{\"a\":1.}",
                "{\"a\":.5}",
                "{\"a\":-}",
                "{\"a\":1e}",
                "{\"a\":+1}",
                "{\"a\":tru}",
                "{\"a\":nulls}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"b}",
                "{'a':1}",
                "{a:1}",
                "{\"\\u0075uid"
            })
    void frame_notOneObject(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        assertEquals(-1, framer.frame(bytes, 0, bytes.length, AT, new byte[1000], 0));
    }

    @Test
    void frame_deeperThanTheReaderReads_isRefused() {
        assertTrue(frame(nested(JsonScan.MAX_DEPTH)).endsWith("}\n"));
        byte[] deeper = nested(JsonScan.MAX_DEPTH + 1).getBytes(StandardCharsets.UTF_8);
        assertEquals(-1, framer.frame(deeper, 0, deeper.length, AT, new byte[1000], 0));
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    @Test
    void frame_betweenOtherBytes() {
        byte[] bytes = "xx{\"event_label\":\"install_start\"}yy".getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[500];
        int length = framer.frame(bytes, 2, bytes.length - 4, AT, out, 7);
        assertEquals(0, out[6]);
        assertEquals(0, out[7 + length]);
        assertInstanceOf(Event.class, Samples.read(new String(out, 7, length, StandardCharsets.UTF_8)));
    }

    @Test
    void frame_halfAMarkAtTheEndOfTheBuffer_isRefused() {
        byte[] bytes = {'{', '}', (byte) 0xEF, (byte) 0xBB};
        assertEquals(-1, framer.frame(bytes, 2, 2, AT, new byte[500], 0));
    }

    private String frame(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        byte[] out = new byte[bytes.length + Framer.STAMP_BYTES];
        int length = framer.frame(bytes, 0, bytes.length, AT, out, 0);
        return new String(out, 0, length, StandardCharsets.UTF_8);
    }
}
