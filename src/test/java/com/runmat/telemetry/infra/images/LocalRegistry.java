package com.runmat.telemetry.infra.images;

import com.runmat.telemetry.infra.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Debian's docker-registry on a free port of the loopback interface. */
final class LocalRegistry implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile(".*listening on (127\\.0\\.0\\.1:\\d+).*");
    private static final String SETTINGS = """
            version: 0.1
            log: {level: info, accesslog: {disabled: true}}
            storage: {filesystem: {rootdirectory: %s}}
            http: {addr: "127.0.0.1:0"}
            """;

    private final Process process;
    private final String address;

    private LocalRegistry(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Starts one that keeps its images in this folder. */
    static LocalRegistry in(Path folder) throws Exception {
        var settings = Files.writeString(folder.resolve("registry.yml"), SETTINGS.formatted(folder.resolve("blobs")));
        var program = Tool.find("docker-registry").orElseThrow().toString();
        var process = new ProcessBuilder(program, "serve", settings.toString())
                .redirectErrorStream(true)
                .start();
        CompletableFuture<String> address = new CompletableFuture<>();
        var reader = new Thread(() -> read(process, address), "docker-registry");
        reader.setDaemon(true);
        reader.start();
        return new LocalRegistry(process, address.get(30, TimeUnit.SECONDS));
    }

    /** {@code 127.0.0.1:PORT}. */
    String address() {
        return address;
    }

    /** Goes on reading to the end, or the registry would stop at a full pipe. */
    private static void read(Process process, CompletableFuture<String> address) {
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var match = ADDRESS.matcher(line);
                if (match.matches()) {
                    address.complete(match.group(1));
                }
            }
            address.completeExceptionally(new IOException("docker-registry ended before it listened"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
