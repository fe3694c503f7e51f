package com.runmat.telemetry.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README tells a newcomer to type: {@code ./telemetry local} in one terminal, the lines of "Watch a real client" in
 * another, and the events on the page; and what docs/see-for-yourself.md tells a user. Only the ports and the file of the trace are
 * others, RunMat itself is left out or {@code ./telemetry send} stands for it, and this machine's worker for the hosted one.
 */
class ReadmeCommandsIT {
    private static final Duration LONGEST_BUILD = Duration.ofMinutes(5);
    private static final Duration LONGEST_WALK = Duration.ofMinutes(8);

    /** Some three a second: a minute. */
    private static final int MOST_LINES = 200;

    @TempDir
    private Path home;

    /** To where JDKs and Maven are found below a home. */
    private final List<Path> links = new ArrayList<>();

    private Process local;
    private Map<String, String> places;

    @BeforeEach
    void startLocal() throws Exception {
        for (var found : List.of(".m2", ".sdkman", ".jdks")) {
            var kept = Path.of(System.getProperty("user.home"), found);
            if (Files.exists(kept)) {
                links.add(Files.createSymbolicLink(home.resolve(found), kept));
            }
        }
        var output = home.resolve("local.out");
        local = start("exec ./telemetry local --port 0 --udp-port 0", output);
        var end = System.nanoTime() + LONGEST_BUILD.toNanos();
        while (local.isAlive()
                && System.nanoTime() < end
                && !Files.readString(output).contains("Ctrl-C ends it.")) {
            local.waitFor(200, TimeUnit.MILLISECONDS);
        }
        places = Pattern.compile("(?m)^(page|HTTPS|UDP) +(\\S+)$")
                .matcher(Files.readString(output))
                .results()
                .collect(Collectors.toMap(found -> found.group(1), found -> found.group(2)));
        assertEquals(3, places.size(), Files.readString(output));
    }

    @AfterEach
    void endLocal() throws Exception {
        for (var link : links) {
            Files.delete(link);
        }
        local.destroy();
        assertTrue(local.waitFor(30, TimeUnit.SECONDS), "./telemetry local must end when it is told to");
        assertThrows(
                IOException.class,
                () -> HttpClient.newHttpClient()
                        .send(HttpRequest.newBuilder(URI.create(place("page"))).build(), BodyHandlers.discarding()),
                "and take the page with it");
    }

    @Test
    void watchARealClient_asWritten_showsTheEventsOfEachPathOnThePage() throws Exception {
        var there = present("curl") && present("nc");
        assumeTrue(
                there || "true".equals(System.getenv("CI")),
                "curl or nc is not installed, so the README's lines were not tried");
        var said = client(section("README.md", "Watch a real client").replace("runmat script.m\n", ""));
        assertTrue(said.contains("HTTPS  2 of 2 accepted") && said.contains("UDP    2 of 2 sent"), said);
        assertTrue(said.contains("counted at the worker") && said.contains(" 0 warn, 0 fail"), said);
        var expected = Stream.of("https", "udp")
                .flatMap(path -> Stream.of("install_start", "runtime_started", "runtime_finished")
                        .map(label -> path + " " + label))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(expected, shown(expected.size()));
    }

    @Test
    void seeForYourself_asWritten_showsWhatItSays() throws Exception {
        var there = present("curl") && present("strace");
        assumeTrue(
                there || "true".equals(System.getenv("CI")),
                "curl or strace is not installed, so the lines of see-for-yourself.md were not tried");
        client("./telemetry send --help"); // which builds it

        var off = seeForYourself("Off is off");
        assertTrue(off.contains("off: no connection, no telemetry_id"), off);
        var on = seeForYourself("Off is off", "RUNMAT_NO_TELEMETRY=1", "RUNMAT_NO_TELEMETRY=0");
        assertTrue(on.contains("AF_INET") && on.contains("telemetry_id") && !on.contains("off: no"), on);

        var sent = seeForYourself("What is sent");
        assertEquals(2, occurrences(sent, "\"event_label\":\"runtime_started\""), sent);
        assertEquals(2, occurrences(sent, "\"event_label\":\"runtime_finished\""), sent);

        var kept = seeForYourself("What is kept");
        assertTrue(kept.contains("| event_label | every event |") && kept.contains("\"$schema\""), kept);

        var way = seeForYourself("The whole way, on your machine");
        assertTrue(way.contains("HTTPS  2 of 2 accepted"), way);
    }

    /** What the commands below a heading say, with a key as released programs have one. */
    private String seeForYourself(String heading, String... replacement) throws Exception {
        var commands = section("docs/see-for-yourself.md", heading)
                .replace("runmat script.m", "sh -c './telemetry send || :'") // which ends with 3 where telemetry is off
                .replace("runmat.trace", home.resolve("runmat.trace").toString())
                .replace("https://telemetry.runmat.com/", place("HTTPS").replace("/ingest", "/"));
        for (var i = 0; i < replacement.length; i += 2) {
            commands = commands.replace(replacement[i], replacement[i + 1]);
        }
        return client("export RUNMAT_TELEMETRY_KEY=local-key RUNMAT_TELEMETRY_ENDPOINT=" + place("HTTPS")
                + " RUNMAT_TELEMETRY_UDP_ENDPOINT=" + place("UDP") + "\n" + commands);
    }

    private String client(String commands) throws Exception {
        var output = home.resolve("client.out");
        var client = start("set -eu\n" + commands, output);
        assertTrue(client.waitFor(LONGEST_WALK.toSeconds(), TimeUnit.SECONDS));
        var said = Files.readString(output);
        assertEquals(0, client.exitValue(), said);
        return said;
    }

    private static int occurrences(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    /** What the page's stream has shown once it has shown so many. */
    private Set<String> shown(int many) throws IOException, InterruptedException {
        var shown = new TreeSet<String>();
        var event = Pattern.compile("\"path\":\"(\\w+)\",.*?\"label\":\"(\\w+)\"");
        var request = HttpRequest.newBuilder(URI.create(place("page") + "api/stream"))
                .timeout(Duration.ofSeconds(30))
                .build();
        try (var lines =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            var left = lines.limit(MOST_LINES).iterator();
            while (shown.size() < many && left.hasNext()) {
                event.matcher(left.next()).results().map(this::words).forEach(shown::add);
            }
        }
        return shown;
    }

    private String words(MatchResult event) {
        return event.group(1) + " " + event.group(2);
    }

    /** The commands below a heading, for where everything listens here. */
    private String section(String page, String heading) throws IOException {
        var text = Files.readString(Path.of(page));
        var start = text.indexOf("\n## " + heading + "\n");
        assertTrue(start >= 0, heading);
        var next = text.indexOf("\n## ", start + 1);
        var section = text.substring(start, next < 0 ? text.length() : next);
        return Pattern.compile("(?s)```sh\n(.*?)```")
                .matcher(section)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("http://127.0.0.1:7841/ingest", place("HTTPS"))
                .replace("127.0.0.1:7846", place("UDP"))
                .replace("127.0.0.1 7846", place("UDP").replace(':', ' '));
    }

    private String place(String name) {
        return Objects.requireNonNull(places.get(name));
    }

    private Process start(String script, Path output) throws IOException {
        var builder =
                new ProcessBuilder("sh", "-c", script).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RUNMAT_") || name.equals("DO_NOT_TRACK"));
        builder.environment().put("HOME", home.toString());
        return builder.start();
    }

    private static boolean present(String program) {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
