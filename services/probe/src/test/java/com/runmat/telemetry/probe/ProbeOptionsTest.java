package com.runmat.telemetry.probe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.commandline.Program;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeOptionsTest {
    @Test
    void of_namedEndpoints_leaveStandardInputAlone() throws IOException {
        InputStream closed = InputStream.nullInputStream(); // reading it would throw
        closed.close();
        Asked options = asked(
                List.of("--https", "https://a.example/ingest", "--udp", "[2001:db8::1]:7846", "--udp", "b:1"),
                Map.of("RUNMAT_TELEMETRY_KEY", " secret\n"),
                closed);
        assertEquals("secret", options.key());
        assertEquals("[[2001:db8::1]:7846, b:1]", options.targets().udp().toString());
        assertFalse(options.toString().contains("secret"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --https            | Missing required parameter
                    --https nonsense   | an HTTPS endpoint is an address
                    --udp host         | a UDP endpoint is host:port
                    --udp host:99999   | a UDP endpoint is host:port
                    --https https://a.example:99999/ingest | an HTTPS endpoint is an address
                    --https http://telemetry.example/ingest | plain http:// only to this machine
                    --https http://127.0.0.1.evil.example/ingest | plain http:// only to this machine
                    --https http://user@localhost/ingest | an HTTPS endpoint is an address
                    --https ftp://localhost/ingest | an HTTPS endpoint is an address
                    --timeout 0        | --timeout is a whole number of seconds from 1 to 3600
                    --datagram-timeout soon | --datagram-timeout is a whole number
                    --deadline 3601    | --deadline is a whole number
                    --key abc          | Unknown option
                    --outputs /no/file | cannot read the outputs
                    --https https://a.example/ingest --resolver 192.0.2.1:99999 | --resolver is a host
                    --https https://a.example/ingest --resolver 192.0.2.1:0 | --resolver is a host
                    --https https://a.example/ingest --resolver ::1 | --resolver is a host
                    --https https://a.example/ingest --key-file /no/file | cannot read the key
                    """)
    void of_mistake_isToldInASentence(String arguments, String sentence) {
        RuntimeException wrong =
                assertThrows(RuntimeException.class, () -> asked(List.of(arguments.split(" ", -1)), Map.of(), in("")));
        assertTrue(String.valueOf(wrong.getMessage()).contains(sentence), wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "ns.example, ns.example:53",
        "192.0.2.1:5353, 192.0.2.1:5353",
        "[2001:db8::1], [2001:db8::1]:53",
        "[2001:db8::1]:5353, [2001:db8::1]:5353"
    })
    void of_resolver_isTakenWithThePortOfDns(String resolver, String address) {
        List<String> arguments = List.of("--https", "https://a.example/ingest", "--resolver", resolver);
        assertEquals(address, asked(arguments, Map.of(), in("")).server().address());
    }

    /** An address of a deployment that came by its outputs is refused as one that was typed. */
    @Test
    void of_outputsWithPlainAddress_areRefused() {
        String outputs = "{\"telemetry_https_endpoints\":[\"http://telemetry.example/ingest\"]}";
        RuntimeException wrong = assertThrows(RuntimeException.class, () -> asked(List.of(), Map.of(), in(outputs)));
        assertTrue(String.valueOf(wrong.getMessage()).contains("plain http:// only to this machine"));
    }

    @Test
    void of_limitsAndThisMachine_areTaken() {
        Asked options = asked(
                List.of(
                        "--https",
                        "http://[::1]:7841/ingest",
                        "--timeout",
                        "3",
                        "--datagram-timeout",
                        "4",
                        "--deadline",
                        "5"),
                Map.of(),
                in(""));
        assertEquals(new Limits(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(5)), options.limits());
    }

    @Test
    void of_keyThatCannotStandInAHeader_isToldAndNotShown() {
        List<String> arguments = List.of("--https", "https://a.example/ingest");
        for (String key : List.of("secret\nsecond line", "secret key", "secr\u00e9t")) {
            RuntimeException wrong = assertThrows(
                    RuntimeException.class, () -> asked(arguments, Map.of("RUNMAT_TELEMETRY_KEY", key), in("")));
            assertEquals("the key must be one line of printable ASCII without blanks", wrong.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''             | nothing to probe
                    not json       | the outputs are not JSON
                    {"other":1}    | the outputs name no endpoint
                    """)
    void of_standardInput_mistakeIsTold(String input, String sentence) {
        RuntimeException wrong = assertThrows(RuntimeException.class, () -> asked(List.of(), Map.of(), in(input)));
        assertTrue(String.valueOf(wrong.getMessage()).contains(sentence), wrong.getMessage());
    }

    private static Asked asked(List<String> arguments, Map<String, String> environment, InputStream in) {
        ProbeCommand command = new ProbeCommand(environment, in);
        Program.ofOne(command)
                .parseArgs(Stream.concat(Stream.of("probe"), arguments.stream()).toArray(String[]::new));
        return command.asked();
    }

    private static InputStream in(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
