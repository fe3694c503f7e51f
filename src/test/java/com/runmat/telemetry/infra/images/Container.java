package com.runmat.telemetry.infra.images;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.runmat.telemetry.infra.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;

/**
 * An image pulled and started as it is: its own user and entry point, a root that cannot be written, no capability, the
 * host's network.
 */
final class Container implements AutoCloseable {
    private static final long STOP_SECONDS = 60;

    private final String name;
    private final Process process;
    private final Path log;

    private Container(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static Container start(String image, Map<String, String> environment, Path folder) throws IOException {
        unpack(image, folder);
        return startUnpacked(environment, folder);
    }

    /** The image's files, for a look or a change before it is started. */
    static Path unpack(String image, Path folder) {
        var layout = folder.resolve("layout");
        Tool.run("skopeo", "copy", "--src-tls-verify=false", "docker://" + image, "oci:" + layout + ":it");
        Tool.run(
                "umoci",
                "unpack",
                "--image",
                layout + ":it",
                folder.resolve("bundle").toString());
        return folder.resolve("bundle/rootfs");
    }

    static Container startUnpacked(Map<String, String> environment, Path folder) throws IOException {
        var bundle = folder.resolve("bundle");
        configure(bundle.resolve("config.json"), environment);
        var name = "telemetry-" + ProcessHandle.current().pid() + "-" + folder.getFileName();
        var log = folder.resolve("log");
        var process = new ProcessBuilder(
                        Tool.find("runc").orElseThrow().toString(), "run", "--bundle", bundle.toString(), name)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Container(name, process, log);
    }

    private static void configure(Path file, Map<String, String> environment) throws IOException {
        var config = new Gson().fromJson(Files.readString(file), JsonObject.class);
        config.getAsJsonObject("root").addProperty("readonly", true);
        var process = config.getAsJsonObject("process");
        process.addProperty("terminal", false);
        process.add("capabilities", new JsonObject());
        environment.forEach((key, value) -> process.getAsJsonArray("env").add(key + "=" + value));
        var linux = config.getAsJsonObject("linux");
        linux.add("namespaces", withoutNetwork(linux.getAsJsonArray("namespaces")));
        Files.writeString(file, new Gson().toJson(config));
    }

    private static JsonArray withoutNetwork(JsonArray namespaces) {
        return StreamSupport.stream(namespaces.spliterator(), false)
                .filter(namespace -> !kind(namespace).equals("network"))
                .collect(JsonArray::new, JsonArray::add, JsonArray::addAll);
    }

    private static String kind(JsonElement namespace) {
        return namespace.getAsJsonObject().get("type").getAsString();
    }

    /** What Linux says of the service's own process: {@code status}, {@code mountinfo}, {@code cmdline}. */
    String proc(String file) throws IOException {
        var state = new Gson().fromJson(Tool.run("runc", "state", name), JsonObject.class);
        return Files.readString(Path.of("/proc", state.get("pid").getAsString(), file));
    }

    /** All that it has said so far. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop, waits, and gives its exit code. */
    int stop() throws InterruptedException {
        Tool.run("runc", "kill", name, "TERM");
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end within " + STOP_SECONDS + " s of SIGTERM");
        }
        return process.exitValue();
    }

    /** Waits until it has ended by itself, and gives its exit code. */
    int end() throws InterruptedException {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError(name + " did not end within " + STOP_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Ends it for good, also where it has ended by itself. */
    @Override
    public void close() {
        Tool.run("runc", "delete", "--force", name);
        process.onExit().orTimeout(STOP_SECONDS, TimeUnit.SECONDS).join();
    }
}
