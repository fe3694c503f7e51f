package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.client.Installation.Method;
import com.runmat.telemetry.contract.Arrival;
import com.runmat.telemetry.contract.EventReader;
import com.runmat.telemetry.contract.Field;
import com.runmat.telemetry.contract.FieldType;
import com.runmat.telemetry.contract.Scope;
import com.runmat.telemetry.corpus.Corpus;
import com.runmat.telemetry.corpus.PrivateText;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the builders make is read by the contract's own reader, which tells of everything that it leaves out. */
class EventContractTest {
    private static final String UUID = "0b7f0c1e-52a0-4d0f-9f0a-5b9a3c3a2f10";

    /** Stamped by the services, made by them from other fields, or a ratio of two figures that are sent. */
    private static final Set<Field> NOT_SENT = EnumSet.of(
            Field.RECEIVED_AT,
            Field.TRANSPORT,
            Field.GPU_RATIO,
            Field.FUSION_HIT_RATIO,
            Field.STATUS,
            Field.GPU_USED,
            Field.SUMMARY,
            Field.SOURCE);

    private final List<String> omissions = new ArrayList<>();

    static Stream<Event> events() {
        Installation installation = new Installation(Method.POWERSHELL, "0.6.2");
        Run run = new Run(RunKind.KERNEL, "0.6.2", true, false);
        return Stream.of(
                installation.start(),
                installation.complete(),
                installation.failed(),
                run.started(),
                run.finished().build(),
                fullyFinished());
    }

    @ParameterizedTest
    @MethodSource("events")
    void payload_anyEvent_isReadWithoutOmission(Event event) {
        var read = read(event);
        assertEquals(List.of(), omissions);
        assertEquals(event.label().wireName(), read.label().canonical());
        assertEquals(UUID, read.uuid().toString());
        assertEquals("1764000000-12345", read.distinctId());
    }

    @Test
    void payload_allEventsTogether_fillEveryFieldOfTheContract() {
        Set<Field> sent = EnumSet.noneOf(Field.class);
        events().map(this::read)
                .forEach(read -> Stream.of(Field.values())
                        .filter(field -> read.value(field) != null)
                        .forEach(sent::add));
        Set<Field> expected = EnumSet.complementOf(EnumSet.copyOf(NOT_SENT));
        sent.removeAll(NOT_SENT);
        assertEquals(expected, sent);
    }

    @Test
    void payload_fullRun_carriesItsFigures() {
        var read = read(fullyFinished());
        assertEquals(1_850_000L, read.value(Field.GPU_WALL_NS));
        assertEquals(4_412L, read.value(Field.DURATION_US));
        assertEquals("MATLAB:UndefinedFunction", read.value(Field.ERROR_CLASS));
        assertEquals(false, read.value(Field.SUCCESS));
        assertEquals("NVIDIA RTX 4090", read.value(Field.DEVICE_NAME));
    }

    @ParameterizedTest
    @MethodSource("com.runmat.telemetry.corpus.Corpus#privateTexts")
    void payload_privateTextInEveryTextField_leavesNoneOfIt(PrivateText secret) {
        String text = secret.text();
        Event event = new Run(RunKind.SCRIPT, text, true, true)
                .finished()
                .failed(text)
                .failure(new FinishedRun.Failure(text, text, true, text, text))
                .device(text, text, text)
                .build();
        String ordinary = text(fullyFinished()).toLowerCase(Locale.ROOT);
        assertEquals("", secret.traceIn(text(event), ordinary));
        assertEquals(
                "", secret.traceIn(text(new Installation(Method.SHELL, text).start()), ordinary + "install_start"));
        assertEquals("other", read(event).value(Field.ERROR_CLASS));
        assertEquals(List.of(), omissions, "the collector leaves nothing out of what the sender keeps");
    }

    @ParameterizedTest
    @MethodSource("com.runmat.telemetry.corpus.Corpus#realValues")
    void payload_realValue_isSentAsTheCollectorKeepsIt(Corpus.RealValue real) {
        Field field = Field.valueOf(real.field());
        if (field.type() instanceof FieldType.Text type && field.scope() == Scope.FINISHED) {
            String text = real.text();
            var read = read(new Run(RunKind.SCRIPT, "0.6.2", true, true)
                    .finished()
                    .failed(text)
                    .failure(new FinishedRun.Failure(text, text, true, text, text))
                    .device(text, text, text)
                    .build());
            assertEquals(type.shape().keep(text), read.value(field));
            assertEquals(List.of(), omissions);
        }
    }

    @Test
    void payload_numbersOutOfRange_areLeftOut() {
        Event event = new Run(RunKind.SCRIPT, "1.0", true, true)
                .finished()
                .duration(Duration.ofDays(4_000_000))
                .executions(-1, Long.MAX_VALUE, 0)
                .gpu(new GpuFigures(-1, Duration.ofSeconds(Long.MAX_VALUE), -1, Long.MIN_VALUE, 2, 3))
                .build();
        read(event);
        assertEquals(List.of(), omissions);
        assertTrue(text(event).contains("{\"interpreter_fallback\":0}"), text(event));
        assertTrue(text(event).contains("{\"fusion_cache_hits\":2,\"fusion_cache_misses\":3}"), text(event));
    }

    @Test
    void payload_quotesAndControlsInClientId_staysOneJsonText() {
        byte[] bytes = fullyFinished().payload(UUID, "a\"b\\c\u0001é\uD800");
        assertInstanceOf(com.runmat.telemetry.contract.Event.class, reading(bytes));
    }

    static Event fullyFinished() {
        return new Run(RunKind.SCRIPT, "0.6.2", true, true)
                .finished()
                .duration(Duration.ofNanos(4_412_900))
                .failed("MATLAB:UndefinedFunction")
                .failure(new FinishedRun.Failure("execute", "undefined_function", true, "cli", "interpreter"))
                .jitUsed(true)
                .executions(14, 0, 14)
                .device("NVIDIA RTX 4090", "NVIDIA", "cuda")
                .gpu(new GpuFigures(12, Duration.ofNanos(1_850_000), 262_144, 0, 8, 1))
                .build();
    }

    private com.runmat.telemetry.contract.Event read(Event event) {
        return assertInstanceOf(
                com.runmat.telemetry.contract.Event.class, reading(event.payload(UUID, "1764000000-12345")));
    }

    private com.runmat.telemetry.contract.Reading reading(byte[] bytes) {
        EventReader reader = new EventReader((why, name) -> omissions.add(why + " " + name));
        return reader.read(bytes, 0, bytes.length, new Arrival(System.currentTimeMillis(), "https"));
    }

    private static String text(Event event) {
        return new String(event.payload(UUID, null), StandardCharsets.US_ASCII);
    }
}
