package com.runmat.telemetry.plan.drill;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.commandline.Program;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DrillCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        return Program.ofOne(new DrillCommand(Path.of("")))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Stream.concat(Stream.of("drill"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void run_day_showsItsStepsAndWhatHolds() {
        assertEquals(0, run("region-loss"), err::toString);

        assertSays("     $ pulumi up --exclude '**::us-central1-*'\n", out.toString());
        assertSays("create Service us-east4-service\n", out.toString());
        assertSays("kept: what stands in us-central1 is left alone", out.toString());
        assertSilent("BROKEN", out.toString());
    }

    @Test
    void run_unknownDay_namesThoseThatThereAre() {
        assertEquals(2, run("region-lost"));
        assertSays("there is no drill \"region-lost\"; choose one of region-loss, ", err.toString());
    }

    @Test
    void run_forRealWithoutAHook_isRefused() {
        assertEquals(2, run("region-loss", "--for-real"));
        assertSays("--hook", err.toString());
    }

    @Test
    void run_forRealWithoutADay_isRefused() {
        assertEquals(2, run("--for-real", "--hook", "true"));
        assertSays("one day's name", err.toString());
    }

    @Test
    void run_forRealWithoutItsKey_saysWhatToSet() {
        assertEquals(2, run("rotation", "--for-real", "--hook", "true"));
        assertSays("rotation types NEW_KEY: set it in the environment", err.toString());
    }
}
