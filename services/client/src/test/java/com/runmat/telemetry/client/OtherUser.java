package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs programs as somebody who has no rights of root: no file is closed to root, so root becomes the user nobody, and owns what is made
 * for it no more.
 */
final class OtherUser {
    private static final int NOBODY = 65_534;

    private final boolean root;
    private final Path snippet;

    /** Opens the folder to the user, and gives it what is in it. */
    OtherUser(Path folder) throws IOException {
        root = "root".equals(System.getProperty("user.name"));
        assumeTrue(!root || InstallerShell.find("setpriv") != null, "setpriv is not installed");
        snippet = Files.copy(Path.of("installers/telemetry.sh"), folder.resolve("telemetry.sh"));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        if (root) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path one : all.toList()) {
                    Files.setAttribute(one, "unix:uid", NOBODY, java.nio.file.LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    /** Runs a script below the snippet, with this home. */
    String run(String script, Path home) throws IOException, InterruptedException {
        return run(home, List.of("sh", "-c", ". " + snippet + "; " + script));
    }

    String run(Path home, List<String> program) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (root) {
            command.addAll(List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups"));
        }
        command.addAll(program);
        Map<String, String> environment =
                Map.of("PATH", System.getenv("PATH"), "HOME", home.toString(), "RUNMAT_TELEMETRY_KEY", "key");
        Child child = Child.run(environment, command);
        assertEquals(0, child.code(), child.out());
        return child.out();
    }
}
