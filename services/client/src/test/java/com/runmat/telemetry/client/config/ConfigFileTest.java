package com.runmat.telemetry.client.config;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''                                        | [telemetry]~enabled = false~
                    x = 1                                     | x = 1~~[telemetry]~enabled = false~
                    x = 1~                                    | x = 1~~[telemetry]~enabled = false~
                    telemetry.enabled = true # mine~x = 1     | telemetry.enabled = false # mine~x = 1
                    [telemetry]~enabled=true~~[jit]~on = true | [telemetry]~enabled=false~~[jit]~on = true
                    [telemetry] # t~level = 1                 | [telemetry] # t~enabled = false~level = 1
                    [telemetry]                               | [telemetry]~enabled = false~
                    telemetry.level = 1~x = 2                 | telemetry.enabled = false~telemetry.level = 1~x = 2
                    telemetry = { level = 1 }                 | telemetry = { enabled = false,  level = 1 }
                    telemetry = {}                            | telemetry = { enabled = false }
                    telemetry = { enabled = true, l = 1 }     | telemetry = { enabled = false, l = 1 }
                    [telemetry]~enabled = "true"              | [telemetry]~enabled = false
                    """)
    void set_false_changesOnlyTheSwitch(String before, String after) throws IOException {
        for (String newline : new String[] {"\n", "\r\n"}) {
            Path file = Files.writeString(folder.resolve("config.toml"), before.replace("~", newline));
            new ConfigFile(file).set(false);
            String expected = after.replace("~", before.contains("~") ? newline : "\n");
            assertEquals(expected, Files.readString(file));
            new ConfigFile(file).set(true);
            assertEquals(
                    expected.replace("enabled = false", "enabled = true").replace("enabled=false", "enabled=true"),
                    Files.readString(file));
        }
    }

    @Test
    void set_noFileYet_makesIt() throws IOException {
        Path file = folder.resolve("new/config.toml");
        new ConfigFile(file).set(false);
        assertEquals(Consent.DISABLED, new ConfigFile(file).consent());
    }

    @Test
    void set_linkWithPermissions_keepsBoth() throws IOException {
        Path real = Files.writeString(folder.resolve("dotfiles.toml"), "x = 1\n");
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-r-----"));
        Path link = Files.createSymbolicLink(folder.resolve("config.toml"), real);
        new ConfigFile(link).set(false);
        assertTrue(Files.isSymbolicLink(link));
        assertEquals(Consent.DISABLED, new ConfigFile(real).consent());
        assertEquals("rw-r-----", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
        assertEquals(2, requireNonNull(folder.toFile().list()).length, "nothing is left beside them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[telemetry\nenabled = true", "x = \"\ntelemetry.enabled = true\n"})
    void set_notSafelyChangeable_changesNothing(String broken) throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), broken);
        assertThrows(IOException.class, () -> new ConfigFile(file).set(true));
        assertEquals(broken, Files.readString(file));
    }

    @Test
    void set_falseInWhatIsNoToml_isStillWritten() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), "foo\n[x]\na=1\n");
        new ConfigFile(file).set(false);
        assertEquals("foo\n[x]\na=1\n\n[telemetry]\nenabled = false\n", Files.readString(file));
        assertThrows(IOException.class, () -> new ConfigFile(file).set(true));
    }

    @Test
    void consent_utf16WithMark_isReadAndWrittenBackAsSuch() throws IOException {
        Path file = folder.resolve("config.toml");
        Files.write(file, "\uFEFFtelemetry.enabled = true\r\n".getBytes(UTF_16LE));
        assertEquals(Consent.ENABLED, new ConfigFile(file).consent());
        new ConfigFile(file).set(false);
        assertArrayEquals("\uFEFFtelemetry.enabled = false\r\n".getBytes(UTF_16LE), Files.readAllBytes(file));
    }

    @Test
    void consent_utf8WithMark_isRead() throws IOException {
        Path file = Files.writeString(folder.resolve("config.toml"), "\uFEFFtelemetry.enabled = false\n");
        assertEquals(Consent.DISABLED, new ConfigFile(file).consent());
    }

    @Test
    void consent_unreadable_isUnclear() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("directory"));
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28, 0, 1});
        Path large = Files.writeString(folder.resolve("large"), "#".repeat(1 + (1 << 20)));
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        Path endless = Path.of("/dev/zero");
        Path unmarked = Files.write(folder.resolve("unmarked"), "telemetry.enabled = false".getBytes(UTF_16LE));
        for (Path file : new Path[] {directory, binary, large, dangling, endless, unmarked}) {
            assertEquals(Consent.UNCLEAR, new ConfigFile(file).consent(), file.toString());
        }
    }

    @Test
    void consent_noFile_isUnsaid() throws IOException {
        assertEquals(Consent.UNSAID, new ConfigFile(folder.resolve("none")).consent());
        Path file = Files.writeString(folder.resolve("file"), "");
        assertEquals(Consent.UNSAID, new ConfigFile(file.resolve("config.toml")).consent());
    }
}
