package com.runmat.telemetry.contract;

import static com.runmat.telemetry.contract.Samples.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityTest {
    private static final String SHA256_OF_S = "043a718774c572bd8a25adbeb1bfcd5c0256ae11cecf9f9c3f925d0e52beaf89";

    @Test
    void distinctId_clientId() {
        assertEquals("1764000000-12345", install("\"cid\":\"1764000000-12345\"").distinctId());
    }

    @Test
    void distinctId_sessionsHash() {
        assertEquals(SHA256_OF_S, install("\"session_id\":\"s\"").distinctId());
    }

    @Test
    void distinctId_neither() {
        Event event = install("\"os\":\"linux\"");
        assertEquals(event.uuid().toString(), event.distinctId());
        assertNotEquals(event.uuid(), install("\"os\":\"linux\"").uuid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anonymous",
                "anonymous-user",
                "user",
                "system",
                "backend",
                "NULL",
                "undefined",
                "0",
                "None",
                "guest",
                "[object Object]",
                "NaN",
                "true",
                "'null'",
                "00000000-0000-0000-0000-000000000000",
                "not_authenticated",
                "email",
                "id",
                "distinct_id"
            })
    void distinctId_refusedByPostHog(String cid) {
        assertTrue(install("\"cid\":\"" + cid + "\"").distinctId().matches("[0-9a-f]{64}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"alice@example.com", "/home/alice/thesis", "my own", "abc", "1764000000", "0123456789abcde"})
    void distinctId_noIdsShape_isItsHash(String cid) throws Exception {
        Event event = install("\"cid\":\" " + cid + "\\n\",\"session_id\":\"" + cid + "\"");
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(cid.getBytes(StandardCharsets.UTF_8));
        assertEquals(HexFormat.of().formatHex(hash), event.distinctId());
        assertEquals(event.distinctId(), event.value(Field.CID));
        assertEquals(event.distinctId(), event.value(Field.SESSION_ID));
    }

    /** However a client writes it: as it is, which is read in one look, or with each character escaped. */
    @ParameterizedTest
    @ValueSource(strings = {"s", " s", "s ", " ", "s\u007f", "\u0085s", "s\u00e9", "s\u00a0"})
    void value_id_isTheSameWrittenPlainOrEscaped(String id) {
        String escaped = id.chars().mapToObj("\\u%04x"::formatted).collect(Collectors.joining());
        Event plain = install("\"cid\":\"" + id + "\",\"session_id\":\"" + id + "\"");
        Event same = install("\"cid\":\"" + escaped + "\",\"session_id\":\"" + escaped + "\"");
        assertEquals(same.value(Field.CID), plain.value(Field.CID));
        assertEquals(same.value(Field.SESSION_ID), plain.value(Field.SESSION_ID));
        assertEquals(id.isBlank(), plain.value(Field.CID) == null);
    }

    @Test
    void distinctId_nilUuid_isHashedThoughItHasAnIdsShape() {
        Event event = install("\"cid\":\"00000000-0000-0000-0000-000000000000\"");
        assertTrue(event.distinctId().matches("[0-9a-f]{64}"));
    }

    @Test
    void distinctId_longHex_isHashedNotCut() {
        String key = "0123456789abcdef".repeat(5);
        assertFalse(key.startsWith(install("\"cid\":\"" + key + "\"").distinctId()));
    }

    @Test
    void uuid_noIdsShape_bothPathsGiveTheSame() {
        byte[] datagram = "{\"event_label\":\"install_start\",\"session_id\":\"my run\",\"cid\":\"jane doe\"}"
                .getBytes(StandardCharsets.UTF_8);
        byte[] line = new byte[datagram.length + Framer.STAMP_BYTES];
        int length = new Framer("udp").frame(datagram, 0, datagram.length, Samples.NOW, line, 0);
        assertEquals(
                event(new String(datagram, StandardCharsets.UTF_8)),
                event(new String(line, 0, length, StandardCharsets.UTF_8)));
    }

    @Test
    void uuid_clientsOwn() {
        String uuid = "0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f10";
        assertEquals(
                UUID.fromString(uuid),
                install("\"uuid\":\"" + uuid + "\",\"session_id\":\"s\"").uuid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "00000000-0000-0000-0000-000000000000",
                "1-2-3-4-5",
                "0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f1g"
            })
    void uuid_notOne(String uuid) {
        assertEquals(
                install("\"session_id\":\"s\"").uuid(),
                install("\"session_id\":\"s\",\"uuid\":\"" + uuid + "\"").uuid());
    }

    @Test
    void uuid_isKeptOnlyWhereItIsOne() {
        String uuid = "0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f10";
        assertEquals(uuid, install("\"uuid\":\"" + uuid + "\"").value(Field.UUID));
        assertNull(install("\"uuid\":\"nonsense\"").value(Field.UUID));
    }

    @Test
    void uuid_derived() {
        Event event = install("\"session_id\":\"s\",\"cid\":\"c\"");
        assertEquals(5, event.uuid().version());
        assertEquals(2, event.uuid().variant());
        Event copy = install("\"cid\":\"c\",\"os\":\"linux\",\"session_id\":\"s\"");
        assertEquals(event, copy);
        assertEquals(event.hashCode(), copy.hashCode());
        assertNotEquals(event.hashCode(), install("\"session_id\":\"t\"").hashCode());
        assertNotEquals(
                event.uuid(), install("\"session_id\":\"s\",\"cid\":\"d\"").uuid());
        assertNotEquals(
                event.uuid(), install("\"session_id\":\"t\",\"cid\":\"c\"").uuid());
    }

    @Test
    void uuid_stampedEventWithoutSession_repeatsWithItsBytes() {
        String stamped = "\"received_at_ms\":1795350000000,\"uuid\":\"none\",\"cid\":\"c\"";
        assertEquals(install(stamped).uuid(), install(stamped).uuid());
        assertNotEquals(
                install(stamped).uuid(),
                install(stamped.replace("0000,", "0001,")).uuid());
    }

    /** A reader of lines may leave blanks or take them away. */
    @Test
    void uuid_stampedEventWithoutSession_isThatOfTheObjectAlone() {
        String stamped = "{\"event_label\":\"install_start\",\"received_at_ms\":1795350000000}";
        assertEquals(event(stamped).uuid(), event(" \t" + stamped + "\r").uuid());
        assertEquals(event(stamped).uuid(), event("\uFEFF" + stamped).uuid());
        assertNotEquals(event(stamped).uuid(), event(stamped.replace("{", "{ ")).uuid());
    }

    private static Event install(String members) {
        return event("{\"event_label\":\"install_start\"," + members + "}");
    }
}
