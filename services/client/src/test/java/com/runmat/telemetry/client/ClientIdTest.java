package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.corpus.PrivateText;
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
import org.junit.jupiter.params.provider.MethodSource;

class ClientIdTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({
        "1764000000-12345, 1764000000-12345",
        "'  eac98648-3b42-41c7-a887-7452dd08cbf0\r\n\r\n', eac98648-3b42-41c7-a887-7452dd08cbf0",
        "'\uFEFF0123456789abcdef\nsecond line', 0123456789abcdef",
    })
    void obtain_present_isKept(String content, String id) throws IOException {
        Path file = Files.writeString(home.resolve("telemetry_id"), content);
        assertEquals(id, new ClientId(file).obtain());
        assertEquals(content, Files.readString(file));
    }

    /** The hash is that of {@code printf 'my own' | sha256sum}. */
    @Test
    void obtain_noIdsShape_isItsHash() throws IOException {
        Path file = Files.writeString(home.resolve("telemetry_id"), " my own\r\n");
        assertEquals("5ce2803949e65da2590ddaa9022518c9302b32083dc2487e084aaa2368c949c2", new ClientId(file).obtain());
        assertEquals(" my own\r\n", Files.readString(file));
    }

    @ParameterizedTest
    @MethodSource("com.runmat.telemetry.corpus.Corpus#privateTexts")
    void obtain_privateText_nothingOfItIsSent(PrivateText secret) throws IOException {
        Path file = Files.writeString(home.resolve("telemetry_id"), secret.text());
        String id = Objects.requireNonNull(new ClientId(file).obtain());
        assertEquals("", secret.hasShapeOfId() ? "" : secret.traceIn(id, ""));
        assertTrue(id.length() <= 64, id);
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
    void obtain_overlong_isHashedNotCut() throws IOException {
        Path file = Files.writeString(home.resolve("telemetry_id"), "abcdef0123456789".repeat(100));
        String id = Objects.requireNonNull(new ClientId(file).obtain());
        assertTrue(id.matches("[0-9a-f]{64}"), id);
        assertFalse(id.startsWith("abcdef01"), id);
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
