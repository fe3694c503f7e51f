package com.runmat.telemetry.probe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The arguments of {@code probe}. */
final class ProbeOptions {
    @Option(
            names = "--outputs",
            paramLabel = "FILE",
            description = "the stack's outputs; else standard input, unless --https or --udp is given")
    private String outputs = "";

    @Option(names = "--https", paramLabel = "URL", description = "an address for events; may be repeated")
    private List<String> https = new ArrayList<>();

    @Option(names = "--udp", paramLabel = "HOST:PORT", description = "a UDP endpoint; may be repeated")
    private List<String> udp = new ArrayList<>();

    @Option(
            names = "--delegation",
            description =
                    "look at the domains' delegation, signature and ownership alone, and say what is to be done next")
    private boolean delegation;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "the ingestion key; else the environment's RUNMAT_TELEMETRY_KEY. Never an argument, never printed")
    private String keyFile = "";

    @Option(
            names = "--resolver",
            paramLabel = "HOST",
            description = "the name server to ask, with :PORT where it is not 53; else the machine's own")
    private String resolver = "";

    @Option(names = "--timeout", paramLabel = "S", description = "seconds for each check (default ${DEFAULT-VALUE})")
    private String timeout = "10";

    @Option(
            names = "--datagram-timeout",
            paramLabel = "S",
            description = "seconds for a datagram to be counted at the worker (default ${DEFAULT-VALUE})")
    private String datagramTimeout = "20";

    @Option(
            names = "--deadline",
            paramLabel = "S",
            description = "seconds for all checks; those left then count as failed (default ${DEFAULT-VALUE})")
    private String deadline = "120";

    /**
     * What to look at, and how.
     *
     * @param in is read only where no address is given
     * @throws WrongArguments for a mistake in them or in what they point to
     */
    Asked asked(Map<String, String> environment, InputStream in) {
        Targets named = new Targets(
                https.stream().map(Targets::https).toList(),
                udp.stream().map(HostAndPort::of).toList(),
                Map.of(),
                Map.of(),
                List.of());
        Limits limits = Limits.read(timeout, datagramTimeout, deadline);
        Targets targets = !outputs.isEmpty() || named.isEmpty() ? outputs(in) : named;
        if (targets.isEmpty()) {
            throw new WrongArguments(
                    "the outputs name no endpoint (telemetry_https_endpoints, telemetry_udp_endpoints)");
        }
        if (delegation && targets.nameServers().isEmpty()) {
            throw new WrongArguments(
                    "--delegation needs the stack's outputs, and these name no telemetry_name_servers");
        }
        return new Asked(targets, delegation, printable(key(environment)), new NameServer(resolver), limits);
    }

    private Targets outputs(InputStream in) {
        try {
            boolean piped = outputs.isEmpty() || outputs.equals("-");
            byte[] bytes = piped ? in.readAllBytes() : Files.readAllBytes(Path.of(outputs));
            if (piped && bytes.length == 0) {
                throw new WrongArguments(
                        "nothing to probe: pipe in `pulumi stack output --json`, or give --https and --udp");
            }
            return Targets.ofOutputs(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new WrongArguments("cannot read the outputs from " + outputs);
        }
    }

    private String key(Map<String, String> environment) {
        try {
            return keyFile.isEmpty()
                    ? environment.getOrDefault("RUNMAT_TELEMETRY_KEY", "").strip()
                    : Files.readString(Path.of(keyFile)).strip();
        } catch (IOException unreadable) {
            throw new WrongArguments("cannot read the key from " + keyFile);
        }
    }

    /** What cannot stand in a header is told of without being shown. */
    private static String printable(String key) {
        if (!key.matches("[!-~]*")) {
            throw new WrongArguments("the key must be one line of printable ASCII without blanks");
        }
        return key;
    }
}
