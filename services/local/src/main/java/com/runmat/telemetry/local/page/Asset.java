package com.runmat.telemetry.local.page;

import com.runmat.telemetry.local.http.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The files of the page, all of them from this module's own resources. */
final class Asset {
    private static final String HTML = "text/html; charset=utf-8";
    private static final String CSS = "text/css; charset=utf-8";
    private static final String SCRIPT = "text/javascript; charset=utf-8";

    /** Every path that is served, and the file behind it: nothing else of the jar can be asked for. */
    private static final Map<String, File> FILES = Map.ofEntries(
            Map.entry("/", new File("index.html", HTML)),
            Map.entry("/icon.svg", new File("icon.svg", "image/svg+xml")),
            Map.entry("/browser-host", new File("browser-host.html", HTML)),
            style("theme"),
            style("page"),
            style("events"),
            style("browser-host"),
            script("main"),
            script("dom"),
            script("events"),
            script("chart"),
            script("controls"),
            script("counters"),
            script("json"),
            script("telemetry"),
            script("browser-host"));

    private record File(String name, String type) {}

    private Asset() {}

    static Optional<Answer> at(String path) {
        return Optional.ofNullable(FILES.get(path)).map(file -> new Answer(200, file.type(), read(file.name())));
    }

    private static Map.Entry<String, File> style(String name) {
        return Map.entry("/" + name + ".css", new File(name + ".css", CSS));
    }

    private static Map.Entry<String, File> script(String name) {
        return Map.entry("/" + name + ".js", new File(name + ".js", SCRIPT));
    }

    private static byte[] read(String name) {
        try (InputStream in = Asset.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
