package com.runmat.telemetry.probe;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the operator asked for. Mistakes throw {@link WrongArguments}.
 *
 * @param key the ingestion key, empty when none was given; never printed
 * @param resolver the name server to ask, empty for the machine's own
 * @param limits how long to wait
 * @param progress whether someone watches standard error
 */
record Options(Targets targets, String key, String resolver, Limits limits, boolean json, boolean progress) {
    static final String HELP = """
            usage: pulumi stack output --json | ./telemetry probe [options]
                   ./telemetry probe --https https://telemetry.example/ingest --udp udp.telemetry.example:7846

            Looks at a deployment from outside: DNS (A, AAAA, delegation as this machine sees it), TLS (name, days left), /health, 401 without
            the key, 200 with it for a marked test event, and for UDP whether the marked event is counted at the worker. Of a stack's outputs, also
            whether each edge is ready for each domain, asked at the edge's own addresses whatever the name leads to.

              --outputs FILE      the stack's outputs; else standard input, unless --https or --udp is given
              --https URL         an address for events; may be repeated
              --udp HOST:PORT     a UDP endpoint; may be repeated
              --key-file FILE     the ingestion key; else the environment's RUNMAT_TELEMETRY_KEY. Never an argument, never printed
              --resolver HOST     the name server to ask, with :PORT where it is not 53; else the machine's own
              --timeout S         seconds for each check (default 10)
              --datagram-timeout S  seconds for a datagram to be counted at the worker (default 20)
              --deadline S        seconds for all checks; those left then count as failed (default 120)
              --json              the findings as JSON
              --progress          name each check on standard error while it runs, as on a terminal

            The marked event is a runtime_started of release "probe" and passes on to the analytics services as every other.
            Exit code: 0 no check failed, 1 one did, 2 wrong arguments.
            """;

    private static final List<String> WITH_VALUE = List.of(
            "--outputs",
            "--https",
            "--udp",
            "--key-file",
            "--resolver",
            "--timeout",
            "--datagram-timeout",
            "--deadline");

    static Options of(List<String> arguments, Map<String, String> environment, InputStream in) {
        List<URI> https = new ArrayList<>();
        List<HostAndPort> udp = new ArrayList<>();
        String outputs = "";
        String keyFile = "";
        String resolver = "";
        Limits limits = Limits.USUAL;
        boolean json = false;
        boolean progress = false;
        for (int i = 0; i < arguments.size(); i++) {
            String name = arguments.get(i);
            String value = WITH_VALUE.contains(name) ? value(arguments, ++i) : "";
            switch (name) {
                case "--https" -> https.add(Targets.https(value));
                case "--udp" -> udp.add(HostAndPort.of(value));
                case "--outputs" -> outputs = value;
                case "--key-file" -> keyFile = value;
                case "--resolver" -> resolver = value;
                case "--timeout" -> limits = limits.withCheck(value);
                case "--datagram-timeout" -> limits = limits.withDatagram(value);
                case "--deadline" -> limits = limits.withAll(value);
                case "--json" -> json = true;
                case "--progress" -> progress = true;
                default -> throw new WrongArguments("unknown argument " + name + "; --help lists them");
            }
        }
        Targets named = new Targets(https, udp, Map.of(), List.of());
        Targets targets = !outputs.isEmpty() || named.isEmpty() ? outputs(outputs, in) : named;
        if (targets.isEmpty()) {
            throw new WrongArguments(
                    "the outputs name no endpoint (telemetry_https_endpoints, telemetry_udp_endpoints)");
        }
        return new Options(targets, printable(key(keyFile, environment)), resolver, limits, json, progress);
    }

    private static Targets outputs(String file, InputStream in) {
        try {
            boolean piped = file.isEmpty() || file.equals("-");
            byte[] bytes = piped ? in.readAllBytes() : Files.readAllBytes(Path.of(file));
            if (piped && bytes.length == 0) {
                throw new WrongArguments(
                        "nothing to probe: pipe in `pulumi stack output --json`, or give --https and --udp");
            }
            return Targets.ofOutputs(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new WrongArguments("cannot read the outputs from " + file);
        }
    }

    private static String key(String file, Map<String, String> environment) {
        try {
            return file.isEmpty()
                    ? environment.getOrDefault("RUNMAT_TELEMETRY_KEY", "").strip()
                    : Files.readString(Path.of(file)).strip();
        } catch (IOException unreadable) {
            throw new WrongArguments("cannot read the key from " + file);
        }
    }

    /** What cannot stand in a header is told of without being shown. */
    private static String printable(String key) {
        if (!key.matches("[!-~]*")) {
            throw new WrongArguments("the key must be one line of printable ASCII without blanks");
        }
        return key;
    }

    private static String value(List<String> arguments, int at) {
        if (at >= arguments.size()) {
            throw new WrongArguments(arguments.get(at - 1) + " needs a value");
        }
        return arguments.get(at);
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "Options[" + targets + "]";
    }
}
