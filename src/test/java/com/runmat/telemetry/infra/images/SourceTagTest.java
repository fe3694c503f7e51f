package com.runmat.telemetry.infra.images;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTagTest {
    /** What the small tree's worker has hashed to on every machine so far; a change here rebuilds every image. */
    private static final String GOLDEN = "179a7f048ee11658069f";

    @TempDir
    Path folder;

    private SourceTree tree;
    private String before;

    @BeforeEach
    void hashOnce() {
        tree = SourceTree.in(folder.resolve("here"));
        before = worker();
    }

    @Test
    void of_knownTree_isWhatItWasOnOtherMachines() {
        assertEquals(GOLDEN, before);
    }

    @Test
    void of_otherPathLineEndsTimesAndModes_isTheSame() throws IOException {
        var elsewhere = SourceTree.in(folder.resolve("some/where else")).asOnAnotherMachine();

        assertEquals(before, tag(elsewhere, DeployedService.WORKER, Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services/worker/src/test/java/MainTest.java",
                "services/worker/target/classes/Main.class",
                "services/worker/README.md",
                "services/worker/src/main/java/Main.java~",
                "services/worker/src/main/resources/.DS_Store",
                "services/local/src/main/java/Main.java",
                "services/udp-forwarder/src/main/java/Main.java",
                "docs/README.md",
                "pom.xml"
            })
    void of_changeThatDoesNotReachTheImage_isTheSame(String file) {
        tree.write(file, "changed");

        assertEquals(before, worker());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "services/worker/src/main/java/Main.java",
                "services/worker/src/main/java/New.java",
                "services/worker/src/main/resources/settings",
                "services/contract/src/main/java/Main.java",
                "services/ops/src/main/java/Main.java",
                ".mvn/wrapper/maven-wrapper.properties"
            })
    void of_changeThatReachesTheImage_isAnother(String file) {
        tree.write(file, "changed");

        assertNotEquals(before, worker());
    }

    @ParameterizedTest
    @ValueSource(strings = {"services/pom.xml", "services/worker/pom.xml", "services/contract/pom.xml"})
    void of_changedPom_isAnother(String pom) throws IOException {
        var path = tree.root().resolve(pom);
        tree.write(pom, Files.readString(path).replace("</project>", "<x/></project>"));

        assertNotEquals(before, worker());
    }

    @Test
    void of_movedFile_isAnother() throws IOException {
        var sources = tree.root().resolve("services/worker/src/main/java");
        Files.move(sources.resolve("Main.java"), sources.resolve("Start.java"));

        assertNotEquals(before, worker());
    }

    @Test
    void of_otherBaseImage_isAnother() {
        assertNotEquals(before, tag(tree, DeployedService.WORKER, Optional.of("localhost:5000/base@sha256:0")));
    }

    @Test
    void of_otherKindOfMachine_isAnother() {
        var mac = new SourceTag(tree.root(), ImageKind.of("Mac OS X", "aarch64"));

        assertEquals(before + "-plain", mac.of(DeployedService.WORKER, Optional.empty()));
        assertEquals(ImageKind.PLAIN, ImageKind.of("Linux", "aarch64"));
        assertEquals(ImageKind.WHOLE, ImageKind.of("Linux", "amd64"));
    }

    @Test
    void of_changeInOneService_leavesTheOtherAlone() {
        var forwarder = tag(tree, DeployedService.FORWARDER, Optional.empty());
        tree.write("services/worker/src/main/java/Main.java", "changed");

        assertEquals(forwarder, tag(tree, DeployedService.FORWARDER, Optional.empty()));
    }

    @Test
    void of_newDependencyOnAModule_countsItsSources() {
        tree.write("services/worker/pom.xml", "<project>" + SourceTree.dependency("extra", "") + "</project>")
                .write("services/extra/pom.xml", "<project/>");
        var empty = worker();
        tree.write("services/extra/src/main/java/Extra.java", "class Extra {}");

        assertNotEquals(empty, worker());
    }

    @Test
    void of_modulesThatOnlyTestsUse_areNotCounted() {
        tree.write(
                "services/worker/pom.xml",
                "<project>" + SourceTree.dependency("local", "<scope>test</scope>") + "</project>");
        var withLocal = worker();
        tree.write("services/local/src/main/java/Main.java", "changed");

        assertEquals(withLocal, worker());
    }

    @Test
    void of_folderThatIsNotTheProject_namesTheFix() {
        var elsewhere = new SourceTag(folder, ImageKind.WHOLE);

        var failure =
                assertThrows(UncheckedIOException.class, () -> elsewhere.of(DeployedService.WORKER, Optional.empty()));

        assertTrue(failure.toString().contains("run the program from the top folder"), failure::toString);
    }

    private String worker() {
        return tag(tree, DeployedService.WORKER, Optional.empty());
    }

    private static String tag(SourceTree tree, DeployedService service, Optional<String> base) {
        return new SourceTag(tree.root(), ImageKind.WHOLE).of(service, base);
    }
}
