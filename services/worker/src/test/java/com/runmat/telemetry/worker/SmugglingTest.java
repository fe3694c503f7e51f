package com.runmat.telemetry.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.worker.kit.PostHogServer;
import com.runmat.telemetry.worker.kit.RawConnection;
import com.runmat.telemetry.worker.kit.Samples;
import com.runmat.telemetry.worker.kit.TestWorker;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table {@code smuggling.txt}: no byte of a body is ever taken for a request, and what is read in two ways ends its connection. */
class SmugglingTest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([0-9]{3}) ");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(r|n|t|0|x([0-9a-f]{2}))");
    private static final String KEY = "x-telemetry-key: " + TestWorker.KEY + "\r\n";
    private static final String POST = "POST /ingest HTTP/1.1\r\nHost: x\r\n" + KEY;
    private static final String EVENT = Samples.started(1);
    private static final String HIDDEN = "1764009999-9";
    private static final String NEXT = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

    private static PostHogServer posthog;
    private static TestWorker worker;

    /** A line of the table. */
    record Shape(String answers, String what, String bytes) {
        boolean endsTheConnection() {
            return answers.endsWith(".");
        }

        String statuses() {
            return endsTheConnection() ? answers.substring(0, answers.length() - 1) : answers + " 200";
        }

        @Override
        public String toString() {
            return what;
        }
    }

    @BeforeAll
    static void start() {
        posthog = new PostHogServer();
        worker = TestWorker.start(posthog);
    }

    @AfterAll
    static void stop() {
        worker.close();
        posthog.close();
    }

    static List<Shape> shapes() {
        try (InputStream table = Objects.requireNonNull(SmugglingTest.class.getResourceAsStream("/smuggling.txt"))) {
            return new String(table.readAllBytes(), ISO_8859_1)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split(" \\| ", 3))
                    .map(cells -> new Shape(cells[0], cells[1], cells[2]))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Test
    void table_holdsAtLeast40Shapes() {
        assertTrue(shapes().stream().map(Shape::bytes).distinct().count() >= 40);
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void shape_getsItsAnswersAndHidesNothing(Shape shape) throws IOException {
        String hidden = hidden();
        String behind = shape.endsTheConnection() ? hidden : NEXT;
        try (RawConnection connection = new RawConnection(worker)) {
            connection.write(bytes(shape.bytes(), hidden) + behind);
            String answers = STATUS.matcher(connection.readToItsEnd())
                    .results()
                    .map(status -> status.group(1))
                    .collect(Collectors.joining(" "));
            assertEquals(shape.statuses(), answers);
        }
        assertFalse(hiddenArrived(posthog), shape.bytes());
    }

    /** Or the table would show nothing. */
    @Test
    void hidden_onItsOwn_arrives() throws IOException {
        try (PostHogServer other = new PostHogServer();
                TestWorker open = TestWorker.start(other);
                RawConnection connection = new RawConnection(open)) {
            connection.write(hidden());
            assertEquals(200, connection.status());
            assertTrue(hiddenArrived(other));
        }
    }

    private static boolean hiddenArrived(PostHogServer posthog) {
        return posthog.events().toString().contains(HIDDEN);
    }

    private static String hidden() {
        String event = Samples.started(HIDDEN, 9);
        return POST + "Content-Length: " + event.length() + "\r\n\r\n" + event;
    }

    private static String bytes(String cell, String hidden) {
        return ESCAPE.matcher(cell)
                .replaceAll(SmugglingTest::unescaped)
                .replace("{POST}", POST)
                .replace("{key}", KEY)
                .replace("{event}", EVENT)
                .replace("{length}", String.valueOf(EVENT.length()))
                .replace("{hex}", Integer.toHexString(EVENT.length()))
                .replace("{hiddenlength}", String.valueOf(hidden.length()))
                .replace("{hiddenhex}", Integer.toHexString(hidden.length()))
                .replace("{hidden}", hidden);
    }

    private static String unescaped(MatchResult escape) {
        return switch (escape.group(1).charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            default -> String.valueOf((char) Integer.parseInt(escape.group(2), 16));
        };
    }
}
