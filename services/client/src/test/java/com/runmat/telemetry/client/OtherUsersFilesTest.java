package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may not read the configuration does not know what it says: off, in the client and in the installer. */
class OtherUsersFilesTest {
    private static final String ASK = "if _runmat_allowed key https://localhost/; then echo on; else echo off; fi";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "home/.runmat/config.toml, ---------, off",
        "home/.runmat/config.toml, -wx-wx-wx, off",
        "home/.runmat, ---------, off",
        "home/.runmat, rw-rw-rw-, off",
        "home, ---------, off",
        "elsewhere, ---------, off",
        "home/.runmat, -wx-wx-wx, on",
        "home/.runmat/config.toml, r--------, on"
    })
    void configuration_rightsOfOneFile_decide(String which, String rights, String expected) throws Exception {
        Path home = folder.resolve("home");
        Files.createDirectories(home.resolve(".runmat"));
        Path config = home.resolve(".runmat/config.toml");
        if (which.equals("elsewhere")) {
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Files.createSymbolicLink(config, Files.writeString(elsewhere.resolve("config.toml"), "x = 1\n"));
        } else {
            Files.writeString(config, "x = 1\n");
        }
        Path classes = copy(Path.of("target/classes"), folder.resolve("classes"));
        String program = AskingProgram.class.getName().replace('.', '/') + ".class";
        Files.copy(Path.of("target/test-classes", program), classes.resolve(program));
        OtherUser other = new OtherUser(folder);
        Path closed = folder.resolve(which);
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString(rights));
        try {
            assertEquals(expected + "\n", other.run(ASK, home));
            assertEquals(expected + "\n", other.run(home, Child.java(classes.toString(), AskingProgram.class)));
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(one -> {
                try {
                    Files.copy(one, to.resolve(from.relativize(one).toString()));
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
        return to;
    }
}
