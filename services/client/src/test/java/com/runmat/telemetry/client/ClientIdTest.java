package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientIdTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "1764000000-12345, 1764000000-12345",
        "'  eac98648-3b42-41c7-a887-7452dd08cbf0\r\n\r\n', eac98648-3b42-41c7-a887-7452dd08cbf0",
        "'\uFEFFabc\nsecond line', abc",
        "my own, my own",
    })
    void obtain_present_isKeptWhateverItsForm(String content, String id) throws IOException {
        Path file = Files.writeString(home.resolve("telemetry_id"), content);
        assertEquals(id, new ClientId(file).obtain());
        assertEquals(content, Files.readString(file));
    }

    @Test
    void obtain_writtenByWindowsShell_isReadAsText() throws IOException {
        Path file = home.resolve("telemetry_id");
        for (Charset utf16 : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Files.write(file, "\uFEFF1764000000-12345\r\n".getBytes(utf16));
            assertEquals("1764000000-12345", new ClientId(file).obtain());
        }
    }

    @Test
    void obtain_overlong_isCutWhereTheContractCuts() throws IOException {
        Path file = Files.writeString(home.resolve("telemetry_id"), "x".repeat(10_000));
        assertEquals("x".repeat(64), new ClientId(file).obtain());
    }

    @Test
    void obtain_absent_makesOneThatStays() throws IOException {
        Path file = home.resolve(".runmat/telemetry_id");
        String id = Objects.requireNonNull(new ClientId(file).obtain());
        assertEquals(id, UUID.fromString(id).toString());
        assertEquals(id, new ClientId(file).obtain());
        assertArrayEquals(
                new String[] {"telemetry_id"}, home.resolve(".runmat").toFile().list());
    }

    @Test
    void obtain_afterDeletionOrBlank_makesAnother() throws IOException {
        Path file = home.resolve("telemetry_id");
        String first = Objects.requireNonNull(new ClientId(file).obtain());
        Files.delete(file);
        String second = Objects.requireNonNull(new ClientId(file).obtain());
        assertNotEquals(first, second);
        Files.writeString(file, " \n");
        assertNotEquals(second, Objects.requireNonNull(new ClientId(file).obtain()));
    }

    @Test
    void obtain_folderCannotBe_isNull() throws IOException {
        Path inTheWay = Files.writeString(home.resolve(".runmat"), "");
        assertNull(new ClientId(inTheWay.resolve("telemetry_id")).obtain());
        Path directory = Files.createDirectory(home.resolve("telemetry_id"));
        assertNull(new ClientId(directory).obtain());
    }

    /** A link's target may be anybody's file, and who opens a pipe waits for ever. */
    @Test
    void obtain_noPlainFile_isNotReadAndStays() throws Exception {
        Path secret = Files.writeString(home.resolve("secret"), "eac98648-3b42-41c7-a887-7452dd08cbf0\n");
        Path link = Files.createSymbolicLink(home.resolve("link"), secret);
        Path dangling = Files.createSymbolicLink(home.resolve("dangling"), home.resolve("none"));
        Path pipe = home.resolve("pipe");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        for (Path file : List.of(link, dangling, pipe, Path.of("/dev/zero"))) {
            assertNull(new ClientId(file).obtain(), file.toString());
            assertFalse(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS), file.toString());
        }
    }

    @Test
    void obtain_manyAtOnce_agree() throws Exception {
        int many = 8;
        CyclicBarrier together = new CyclicBarrier(many);
        try (var threads = Executors.newFixedThreadPool(many)) {
            for (int round = 0; round < 20; round++) {
                Path file = home.resolve("round" + round + "/telemetry_id");
                List<Future<String>> ids = java.util.stream.IntStream.range(0, many)
                        .mapToObj(i -> threads.submit(() -> {
                            together.await();
                            return new ClientId(file).obtain();
                        }))
                        .toList();
                String stored = ids.get(0).get();
                for (Future<String> id : ids) {
                    assertEquals(stored, id.get());
                }
                assertTrue(Files.readString(file).startsWith(stored));
            }
        }
    }
}
