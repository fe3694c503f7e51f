package com.runmat.telemetry.plan.drill;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a program called pulumi that writes down what it is told. */
class RealDrillTest {
    private static final StackSettings PROD = StackSettingsReader.read(Path.of(""), "prod");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void pulumi() throws IOException {
        script("pulumi", "echo Resources: 1 unchanged");
    }

    private void script(String name, String does) throws IOException {
        var script = Files.writeString(
                folder.resolve(name), "#!/bin/sh\necho \"" + name + " $*\" >>" + folder + "/typed\n" + does + "\n");
        assertTrue(script.toFile().setExecutable(true));
    }

    private boolean run(Drill drill) throws IOException {
        script("hook", ":");
        var environment = Map.of(
                "PATH", folder + File.pathSeparator + System.getenv("PATH"),
                "GOOD_WORKER", "host/worker:1",
                "GOOD_FORWARDER", "host/forwarder:1");
        return new RealDrill(folder, "hook", false, environment, new PrintWriter(out)).run(drill, PROD);
    }

    private List<String> typed() throws IOException {
        return Files.readAllLines(folder.resolve("typed"));
    }

    @Test
    void run_regionLoss_typesThePagesLinesAndCallsTheHook() throws IOException {
        assertTrue(run(RegionLoss.of(PROD)), out::toString);

        var typed = typed();
        assertTrue(typed.indexOf("hook dead us-central1") < typed.indexOf("pulumi up --exclude **::us-central1-*"));
        assertTrue(typed.indexOf("pulumi up --exclude **::us-central1-*") < typed.indexOf("hook alive us-central1"));
        assertTrue(typed.contains("pulumi config set --path drained[0] us-east4"));
        assertTrue(
                typed.indexOf("pulumi preview --expect-no-changes") < typed.indexOf("hook dead us-central1"),
                "the stack stands before it is hurt");
    }

    /** Prod has the load balancer: names are led to the mapping before the balancer goes. */
    @Test
    void run_edgeChangeFromTheOtherSide_takesTheOldEdgeAwayInAnUpdateOfItsOwn() throws IOException {
        assertTrue(run(EdgeChange.of(PROD)), out::toString);

        assertEquals(
                List.of(
                        "pulumi config rm edges",
                        "pulumi config set --path edges[0] domain-mapping",
                        "pulumi config set --path edges[1] load-balancer",
                        "pulumi up",
                        "pulumi config rm edges",
                        "pulumi config set --path edges[0] domain-mapping",
                        "pulumi up",
                        "pulumi preview --expect-no-changes"),
                typed().subList(0, 8));
    }

    @Test
    void run_eachStep_isTimed() throws IOException {
        assertTrue(run(Rollback.of(PROD)), out::toString);

        assertEquals(
                1 + Rollback.of(PROD).steps().size(),
                out.toString()
                        .lines()
                        .filter(line -> line.matches(" *\\d+\\. .* \\d+\\.\\d s"))
                        .count());
        assertSays("rollback: ", out.toString());
        assertTrue(typed().contains("pulumi config set workerImage host/worker:1"));
    }

    @Test
    void run_commandFails_stopsThereAndTellsWhatItSaid() throws IOException {
        script("pulumi", "case \"$*\" in up*) echo 'error: no quota'; exit 255;; esac; echo Resources:");

        assertFalse(run(Rollback.of(PROD)));
        assertSays("     failed\n     | error: no quota\n", out.toString());
        assertEquals(1, typed().stream().filter("pulumi up"::equals).count());
        assertSilent("in all", out.toString());
    }

    @Test
    void run_commandPrintsSomethingElse_stopsThere() throws IOException {
        script("pulumi", "echo nothing of note");

        assertFalse(run(Rollback.of(PROD)));
        assertSays("did not print Resources:", out.toString());
    }

    @Test
    void run_probe_isLeftOutUnlessItIsWanted() throws IOException {
        assertTrue(run(EdgeChange.of(PROD)), out::toString);

        assertTrue(typed().stream().noneMatch(line -> line.contains("stack output")));
    }
}
