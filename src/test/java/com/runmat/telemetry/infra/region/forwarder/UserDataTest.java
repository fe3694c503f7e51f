package com.runmat.telemetry.infra.region.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine is told, judged by the programs that will read it. */
class UserDataTest {
    private static final Pattern PROGRAM = Pattern.compile("^Exec\\w+=-?(/\\S+)", Pattern.MULTILINE);

    @TempDir
    private Path folder;

    @Test
    void text_isWhatCloudInitReads() throws IOException {
        Tool.require("User data cannot be judged here", "cloud-init");
        Path file = Files.writeString(folder.resolve("user-data"), CloudInitTest.text());
        String said = Tool.run("cloud-init", "schema", "--config-file", file.toString());
        assertTrue(said.contains("Valid cloud-config"), said);
    }

    /** In a root that has the programs and targets of Container-Optimized OS by name; any word of systemd's is a complaint. */
    @Test
    void unit_isWhatSystemdReads() throws IOException {
        Tool.require("The forwarder's unit cannot be judged here", "systemd-analyze:systemd");
        String unit = CloudInitTest.service();
        Path units = Files.createDirectories(folder.resolve("etc/systemd/system"));
        Files.writeString(units.resolve("telemetry-udp.service"), unit);
        for (String target : List.of("sysinit", "basic", "shutdown", "gcr-online")) {
            Files.writeString(units.resolve(target + ".target"), "[Unit]\nDescription=" + target + "\n");
        }
        for (String program :
                PROGRAM.matcher(unit).results().map(found -> found.group(1)).toList()) {
            Path file = folder.resolve(program.substring(1));
            Files.createDirectories(file.getParent());
            assertTrue(Files.writeString(file, "#!/bin/sh\n").toFile().setExecutable(true), program);
        }
        assertEquals(
                "", Tool.run("systemd-analyze", "verify", "--man=no", "--root=" + folder, "telemetry-udp.service"));
    }
}
