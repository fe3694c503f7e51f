package com.runmat.telemetry.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a reader guesses by what it has read, and that an event is read the same whatever was read before. */
class OrderTest {
    private static final int OS = WireTree.ROOT.number("os");
    private static final int ARCH = WireTree.ROOT.number("arch");
    private static final int CID = WireTree.ROOT.number("cid");
    private static final int PAYLOAD = WireTree.ROOT.number("payload");

    private final Order order = new Order(WireTree.ROOT);

    @Test
    void guess_oneOfTwoThatCame() {
        assertEquals(WireTree.UNKNOWN, guess(Order.START, "\"os\":1"));
        order.came(Order.START, OS);
        assertEquals(OS, guess(Order.START, "\"os\":1"));
        order.came(Order.START, ARCH);
        for (int time = 0; time < 3; time++) {
            assertEquals(ARCH, guess(Order.START, "\"arch\":1"));
            assertEquals(OS, guess(Order.START, "\"os\":1"));
        }
        assertEquals(WireTree.UNKNOWN, guess(Order.START, "\"cid\":1"));
    }

    @Test
    void guess_theUsualOne_staysWhateverCameOnce() {
        order.came(Order.START, OS);
        assertEquals(OS, guess(Order.START, "\"os\":1"));
        order.came(Order.START, ARCH);
        order.came(Order.START, CID);
        assertEquals(WireTree.UNKNOWN, guess(Order.START, "\"arch\":1"));
        assertEquals(OS, guess(Order.START, "\"os\":1"));
        assertEquals(CID, guess(Order.START, "\"cid\":1"));
        order.came(Order.START, ARCH);
        assertEquals(CID, guess(Order.START, "\"cid\":1"), "came last of those that came again");
        assertEquals(WireTree.UNKNOWN, guess(Order.START, "\"os\":1"));
    }

    @Test
    void guess_eachNameHasItsOwn() {
        order.came(OS, ARCH);
        order.came(ARCH, CID);
        assertEquals(ARCH, guess(OS, "\"arch\":1"));
        assertEquals(CID, guess(ARCH, "\"cid\":1"));
        assertEquals(WireTree.UNKNOWN, guess(OS, "\"cid\":1"));
        assertEquals(WireTree.UNKNOWN, guess(Order.START, "\"arch\":1"));
    }

    @Test
    void guess_theNameWithItsColonAlone() {
        order.came(Order.START, OS);
        for (String other :
                List.of("\"os\" :1", "os\":1", "\"os", "\"o\\u0073\":1", "\"OS\":1", "\"oss\":1", " \"os\":1", "")) {
            assertEquals(WireTree.UNKNOWN, guess(Order.START, other), other);
        }
    }

    @Test
    void deeper_isThatOfTheObject() {
        Order payload = order.deeper(PAYLOAD);
        assertSame(WireTree.ROOT, order.tree());
        assertSame(WireTree.ROOT.member(PAYLOAD), payload.tree());
        assertNotSame(payload, payload.deeper(payload.tree().number("provider")));
        payload.came(Order.START, payload.tree().number("success"));
        assertEquals(WireTree.UNKNOWN, guess(Order.START, "\"success\":1"));
    }

    private int guess(int before, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return order.guess(before, 0, bytes, bytes.length);
    }

    /** Each behind each other: with other orders, written otherwise, repeated, broken off, and with names of no field between. */
    @Test
    void read_afterAnyOther_isAsIfItWereTheFirst() {
        EventReader one = new EventReader(Omission.Observer.NONE);
        Set<String> texts = texts();
        for (String before : texts) {
            for (String text : texts) {
                read(one, before);
                List<String> heard = new ArrayList<>();
                EventReader fresh = new EventReader((why, name) -> heard.add(why + name));
                assertEquals(told(read(fresh, text)), told(read(one, text)), () -> text + " after " + before);
            }
        }
    }

    @Test
    void read_guessedNames_areHeardOfTheSame() {
        List<String> heard = new ArrayList<>();
        EventReader reader = new EventReader((why, name) -> heard.add(why + " " + name));
        String event = "{'event_label':'install_start','x':1,'os':7,'y':2,'payload':{'z':1,'success':8,'w':2}}"
                .replace('\'', '"');
        read(reader, event);
        List<String> first = List.copyOf(heard);
        assertEquals(6, first.size());
        heard.clear();
        read(reader, event);
        assertEquals(first, heard);
    }

    @Test
    void read_repeatedNameThatIsGuessed_isBroken() {
        EventReader reader = new EventReader(Omission.Observer.NONE);
        String turned = "{\"arch\":\"arm64\",\"os\":\"linux\",\"event_label\":\"install_start\"}";
        assertEquals("linux", ((Event) read(reader, turned)).value(Field.OS));
        String repeated = "{\"os\":\"linux\",\"arch\":\"arm64\",\"os\":\"linux\",\"event_label\":\"install_start\"}";
        assertSame(Refusal.INVALID_JSON, read(reader, repeated));
    }

    /** A name that ends where the bytes do. */
    @Test
    void read_brokenOffAnywhere_isBroken() {
        for (String sample : Samples.accepted()) {
            EventReader reader = new EventReader(Omission.Observer.NONE);
            read(reader, sample);
            byte[] bytes = sample.getBytes(StandardCharsets.UTF_8);
            for (int length = 0; length < bytes.length; length++) {
                assertSame(
                        Refusal.INVALID_JSON,
                        reader.read(Arrays.copyOf(bytes, length), 0, length, Samples.HTTPS),
                        "of " + length + " bytes");
                assertSame(
                        Refusal.INVALID_JSON,
                        reader.read(bytes, 0, length, Samples.HTTPS),
                        "of the first " + length + " bytes");
            }
        }
    }

    private static Set<String> texts() {
        Set<String> texts = new LinkedHashSet<>();
        for (String sample : Samples.accepted()) {
            texts.add(sample);
            texts.add(sample.replace("\":", "\" : "));
            texts.add(sample.replace("\",\"", "\" , \""));
            texts.add(sample.replace("\"os\"", "\"\\u006fs\""));
            texts.add(sample.replace("\"os\"", "\"os_\""));
            texts.add(sample.replace("\"arch\"", "\"os\""));
            texts.add(sample.replace("\"success\":", "\"x\":{\"success\":1},\"success\":"));
            texts.add(sample.replace("\"payload\":{", "\"payload\":{\"payload\":{},"));
        }
        return texts;
    }

    private static Reading read(EventReader reader, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return reader.read(bytes, 0, bytes.length, Samples.HTTPS);
    }

    /** All that an event holds but for an id that was minted. */
    private static String told(Reading reading) {
        return reading instanceof Event event
                ? event + " " + Field.ALL.stream().map(event::value).toList()
                : reading.toString();
    }
}
