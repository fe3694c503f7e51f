package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ImageBuildTest {
    private static final Map<String, String> PATH = Map.of("PATH", "/usr/bin:/bin");
    private static final SourceRevision REVISION = new SourceRevision("0123456789abcdef", false);
    private static final Map<DeployedService, String> WORKER = Map.of(DeployedService.WORKER, "abc");

    @TempDir
    Path folder;

    private final List<String> progress = new ArrayList<>();
    private SourceTree tree;

    @BeforeEach
    void plant() {
        tree = SourceTree.in(folder);
    }

    @Test
    void run_namesModuleTagAndRepository() {
        var maven = FakeMaven.in(tree, "");

        build(PATH).run("registry.example.com/telemetry", WORKER, REVISION);

        var arguments = maven.arguments();
        assertEquals(List.of("-f", "services/pom.xml"), arguments.subList(0, 2));
        assertEquals("worker", arguments.get(arguments.indexOf("-pl") + 1));
        assertTrue(arguments.contains("-Dimage.repository=registry.example.com/telemetry"));
        assertTrue(arguments.contains("-Dworker.tag=abc"));
        assertTrue(arguments.contains("-Dimage.revision=0123456789abcdef"));
        assertTrue(arguments.contains("-Dimage.tree=dirty"));
        assertTrue(arguments.contains("-Dchecks.skip"), "a warning must not stop a redeployment");
        assertEquals("jib:build", arguments.get(arguments.size() - 1));
        assertFalse(arguments.contains("-Djib.allowInsecureRegistries=true"));
    }

    @Test
    void run_twoServices_areOneBuild() {
        var maven = FakeMaven.in(tree, "");

        build(PATH)
                .run(
                        "localhost:5000/telemetry",
                        Map.of(DeployedService.WORKER, "abc", DeployedService.FORWARDER, "def"),
                        REVISION);

        var arguments = maven.arguments();
        assertEquals("udp-forwarder,worker", arguments.get(arguments.indexOf("-pl") + 1));
        assertTrue(arguments.containsAll(List.of("-Dworker.tag=abc", "-Dudp-forwarder.tag=def")));
        assertTrue(arguments.contains("-Djib.allowInsecureRegistries=true"));
    }

    @Test
    void run_otherBase_isPassedOn() {
        var maven = FakeMaven.in(tree, "");
        var base = Optional.of("registry.example.com/jre@sha256:0");

        new ImageBuild(folder, ImageKind.WHOLE, base, PATH, Duration.ofMinutes(1), progress::add)
                .run("registry.example.com/telemetry", WORKER, REVISION);

        assertTrue(maven.arguments().contains("-Dbase.image=registry.example.com/jre@sha256:0"));
    }

    @Test
    void run_otherMachine_buildsThePlainKind() {
        var maven = FakeMaven.in(tree, "");

        new ImageBuild(folder, ImageKind.PLAIN, Optional.empty(), PATH, Duration.ofMinutes(1), progress::add)
                .run("registry.example.com/telemetry", WORKER, REVISION);

        assertTrue(maven.arguments().containsAll(List.of("-Pimage", "-Dimage.kind=plain")));
    }

    @Test
    void run_accessToken_goesByTheEnvironmentToGoogleAlone() {
        var maven = FakeMaven.in(tree, "");
        var environment = Map.of("PATH", PATH.get("PATH"), "GOOGLE_OAUTH_ACCESS_TOKEN", "ya29.secret");

        build(environment).run("us-central1-docker.pkg.dev/some-project/telemetry", WORKER, REVISION);

        assertTrue(maven.environment().contains("TELEMETRY_REGISTRY_TOKEN=ya29.secret"));
        assertFalse(String.join(" ", maven.arguments()).contains("ya29"));

        build(environment).run("registry.example.com/telemetry", WORKER, REVISION);

        assertFalse(String.join(" ", maven.environment()).contains("TELEMETRY_REGISTRY_TOKEN"));
    }

    @Test
    void run_pulumisVariables_areKeptFromTheChild() {
        var maven = FakeMaven.in(tree, "");

        build(Map.of("PATH", PATH.get("PATH"), "PULUMI_CONFIG", "{\"telemetry:ingestionKey\":\"0123456789\"}"))
                .run("registry.example.com/telemetry", WORKER, REVISION);

        assertFalse(String.join(" ", maven.environment()).contains("0123456789"));
    }

    @Test
    void run_failedBuild_saysTheCompilersWords() {
        FakeMaven.in(tree, "echo '[ERROR] /x/Main.java:[7,9] cannot find symbol'; echo '[INFO] done'; exit 1");

        var failure =
                assertThrows(ImagesFailed.class, () -> build(PATH).run("localhost:5000/telemetry", WORKER, REVISION));

        assertTrue(failure.toString().endsWith("/x/Main.java:[7,9] cannot find symbol"), failure::toString);
    }

    @Test
    void run_noMaven_saysWhichIsMissing() {
        var failure =
                assertThrows(ImagesFailed.class, () -> build(PATH).run("localhost:5000/telemetry", WORKER, REVISION));

        assertTrue(failure.toString().contains(folder.resolve("mvnw").toString()), failure::toString);
    }

    @Test
    void run_beyondItsLimit_isEnded() {
        FakeMaven.in(tree, "echo 'waiting for Godot'; exec sleep 600");
        var impatient =
                new ImageBuild(folder, ImageKind.WHOLE, Optional.empty(), PATH, Duration.ofSeconds(1), progress::add);

        var failure =
                assertThrows(ImagesFailed.class, () -> impatient.run("localhost:5000/telemetry", WORKER, REVISION));

        assertTrue(failure.toString().contains("was ended"), failure::toString);
        assertTrue(failure.toString().contains("waiting for Godot"), failure::toString);
    }

    private ImageBuild build(Map<String, String> environment) {
        return new ImageBuild(
                folder, ImageKind.WHOLE, Optional.empty(), environment, Duration.ofMinutes(1), progress::add);
    }
}
