package com.runmat.telemetry.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests for {@link Settings} and {@link Setting}. */
class SettingsTest {
    static final Setting<Integer> PORT = Setting.wholeNumber("PORT", 8080, 1, 65535, "TCP port");
    static final Setting<List<URI>> ENDPOINT = Setting.requiredUrls("ENDPOINT", "/ingest", "where to post");
    static final Setting<Optional<Secret>> KEY = Setting.secret("KEY", "the key");
    static final Setting<Duration> LINGER =
            Setting.duration("LINGER", Duration.ofMillis(50), Duration.ZERO, Duration.ofMinutes(1), "how long to wait");
    static final Setting<List<String>> ORIGINS = Setting.list("ORIGINS", "", "pages that may call");
    static final Setting<List<InetAddress>> BIND = Setting.listenAddresses("BIND", "where to listen");
    static final Setting<String> HOST = Setting.hostAndPort("HOST", "localhost", "who to ask");
    static final Setting<String> STREAM =
            Setting.text("STREAM", "", Pattern.compile("G-[A-Z0-9]+"), "stream id such as G-ABC123", "the GA4 stream");

    @Test
    void read_nothingSet_usesDefaults() {
        assertEquals(8080, value(PORT, Map.of()));
        assertEquals(Duration.ofMillis(50), value(LINGER, Map.of("LINGER", "  ")));
        assertEquals(List.of(), value(ORIGINS, Map.of()));
        assertEquals(Optional.empty(), value(KEY, Map.of()));
        assertEquals("", value(STREAM, Map.of()));
    }

    @Test
    void read_valuesSet_parsesThem() {
        assertEquals(9000, value(PORT, Map.of("PORT", " 9000\n")));
        assertEquals(
                List.of(URI.create("https://host/ingest")), value(ENDPOINT, Map.of("ENDPOINT", "https://host/ingest")));
        assertEquals(Optional.of(new Secret("k")), value(KEY, Map.of("KEY", "k\n")));
        assertEquals(List.of("a", "b"), value(ORIGINS, Map.of("ORIGINS", "a, ,b,")));
        assertEquals("G-A1", value(STREAM, Map.of("STREAM", "G-A1")));
    }

    @Test
    void read_listenAddresses_areLiteral() {
        assertEquals(
                List.of(InetAddress.ofLiteral("10.0.0.5"), InetAddress.ofLiteral("::1")),
                value(BIND, Map.of("BIND", "10.0.0.5, ::1, 10.0.0.5")));
        assertTrue(value(BIND, Map.of()).getFirst().isAnyLocalAddress());
        assertEquals(value(BIND, Map.of()), value(BIND, Map.of("BIND", "all")));
    }

    @Test
    void read_listenAddressesLoopback_areThoseOfThisMachine() throws IOException {
        List<InetAddress> loopback = value(BIND, Map.of("BIND", "Loopback"));
        assertEquals(InetAddress.ofLiteral("127.0.0.1"), loopback.getFirst());
        for (InetAddress address : loopback) {
            assertTrue(address.isLoopbackAddress());
            new ServerSocket(0, 1, address).close();
        }
    }

    /** A name could mean any address, and which one is known only when the service is running. */
    @ParameterizedTest
    @ValueSource(strings = {"localhost", "*", "127.0.0.1:80", "127.0.0.1;::1", ",", "256.0.0.1", "127.1 ::1"})
    void read_listenAddresses_refusesWhatIsNoAddress(String text) {
        WrongSettings wrong = assertThrows(WrongSettings.class, () -> value(BIND, Map.of("BIND", text)));
        assertEquals(
                List.of("BIND: is none of: all, loopback, or IP addresses with commas such as 127.0.0.1,::1"),
                wrong.mistakes());
    }

    @ParameterizedTest
    @CsvSource({"0ms,0", "250ms,250", "5s,5000", "1m,60000", "5 s,5000"})
    void read_duration_knowsUnits(String text, long millis) {
        assertEquals(Duration.ofMillis(millis), value(LINGER, Map.of("LINGER", text)));
    }

    @ParameterizedTest
    @CsvSource({"0,0ms", "250,250ms", "1500,1500ms", "60000,1m", "61000,61s", "7200000,2h"})
    void duration_default_isPrintedAsItIsRead(long millis, String text) {
        Setting<Duration> setting =
                Setting.duration("D", Duration.ofMillis(millis), Duration.ZERO, Duration.ofHours(3), "");
        assertEquals(text, setting.fallback());
        assertEquals(Duration.ofMillis(millis), value(setting, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host/ingest",
                "ftp://host/",
                "https:///x",
                "https://u:p@host/",
                "https://h/?a",
                "https://h/#a",
                "http://h:x/",
                "http://h:0/x",
                "http://h:65536/x"
            })
    void read_url_refusesWithoutRepeatingIt(String text) {
        String mistake = mistakes(Map.of("ENDPOINT", text)).getFirst();
        assertTrue(mistake.startsWith("ENDPOINT: "), mistake);
        assertTrue(!mistake.contains(text), mistake);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://host", "https://host/", "https://host:8080//"})
    void read_requiredUrlWithoutAPath_namesThePath(String text) {
        assertEquals(
                "ENDPOINT: has no path: end it with /ingest",
                mistakes(Map.of("ENDPOINT", text)).getFirst());
    }

    @Test
    void read_requiredUrls_keepTheirOrder_andAMistakeTellsWhere() {
        assertEquals(
                List.of(URI.create("https://b/x"), URI.create("http://a:1/ingest")),
                value(ENDPOINT, Map.of("ENDPOINT", "https://b/x , http://a:1/ingest")));
        assertEquals(
                "ENDPOINT: number 2 of the list has no path: end it with /ingest",
                mistakes(Map.of("ENDPOINT", "https://b/x,https://a")).getFirst());
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "host.example:1", "10.0.0.1:65535"})
    void read_hostAndPort(String text) {
        assertEquals(text, value(HOST, Map.of("HOST", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"host:65536", "host:0", "host:", ":1", "a..b", "-", "a b", "http://host", "u@host", "host/x"})
    void read_hostAndPort_thatCannotBeReached_isRefused(String text) {
        WrongSettings wrong = assertThrows(WrongSettings.class, () -> value(HOST, Map.of("HOST", text)));
        assertEquals(List.of("HOST: is not a host or host:port"), wrong.mistakes());
    }

    @Test
    void read_manyMistakes_reportsAllAtOnce() {
        Map<String, String> environment = Map.of("PORT", "abc", "LINGER", "2m", "KEY", "top secret", "STREAM", "UA-1");
        assertEquals(
                List.of(
                        "PORT: is not a whole number from 1 to 65535",
                        "ENDPOINT: is required: set it to an http or https URL",
                        "KEY: must be visible ASCII without blanks and line breaks",
                        "LINGER: '2m' is not a time from 0ms to 1m, written like 250ms, 5s, 2m or 1h",
                        "STREAM: is not a stream id such as G-ABC123"),
                mistakes(environment));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-4f9a", "4f9a2c", "00000000000", "12345678901s", "7 abc", "hunter2"})
    void read_aKeyInAnySetting_isNotRepeated(String key) {
        for (String name : List.of("PORT", "ENDPOINT", "LINGER", "STREAM")) {
            String mistakes = String.join("\n", mistakes(Map.of(name, key)));
            assertTrue(mistakes.contains(name + ": is n"), mistakes);
            assertFalse(mistakes.contains(key), mistakes);
        }
    }

    @ParameterizedTest
    @CsvSource({"PORT,0", "PORT,-1", "PORT,70000", "PORT,80 s", "LINGER,1d", "LINGER,61 s", "LINGER,100"})
    void read_figureRefused_isShown(String name, String figure) {
        String mistakes = String.join("\n", mistakes(Map.of(name, figure)));
        assertTrue(mistakes.contains(name + ": '" + figure + "' is not a "), mistakes);
    }

    @Test
    void mistake_ofTwoSettings_isReportedWithTheOthers() {
        WrongSettings wrong = assertThrows(
                WrongSettings.class,
                () -> Settings.read(Map.of("PORT", "0"), settings -> {
                    settings.mistake(KEY, settings.isSet(KEY) ? "is set" : "goes with PORT");
                    return settings.get(PORT);
                }));
        assertEquals(
                List.of("KEY: goes with PORT", "PORT: '0' is not a whole number from 1 to 65535"), wrong.mistakes());
    }

    @Test
    void secret_toString_hidesIt() {
        assertEquals("Optional[(secret)]", value(KEY, Map.of("KEY", "abc")).toString());
        assertEquals("abc", value(KEY, Map.of("KEY", "abc")).orElseThrow().reveal());
    }

    private static <T> T value(Setting<T> setting, Map<String, String> environment) {
        return Settings.read(environment, settings -> settings.get(setting));
    }

    private static List<String> mistakes(Map<String, String> environment) {
        return assertThrows(WrongSettings.class, () -> Settings.read(environment, SettingsTest::readAll))
                .mistakes();
    }

    static String readAll(Settings settings) {
        return "" + settings.get(PORT) + settings.get(ENDPOINT) + settings.get(KEY) + settings.get(LINGER)
                + settings.get(ORIGINS) + settings.get(STREAM);
    }
}
