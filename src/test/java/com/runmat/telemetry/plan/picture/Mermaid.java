package com.runmat.telemetry.plan.picture;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Mermaid itself, in Debian's Chromium. */
final class Mermaid {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final String SCRIPT = "/META-INF/resources/webjars/mermaid/%s/dist/mermaid.min.js";
    private static final String PAGE = """
            <!DOCTYPE html>
            <body><script src="mermaid.js"></script><script>
            mermaid.initialize({startOnLoad: false});
            mermaid.render("picture", %s)
                .then(drawn => document.body.innerHTML = drawn.svg, no => document.body.innerText = "refused: " + no);
            </script></body>
            """;

    private Mermaid() {}

    /**
     * The page with the drawn chart, or with Mermaid's refusal. Skips the test where there is no browser, unless the
     * environment says {@code CI=true}.
     */
    static String draw(String chart, Path folder) throws IOException {
        boolean there = Files.isExecutable(CHROMIUM);
        assertTrue(there || !"true".equals(System.getenv("CI")), "CI needs the Debian package chromium");
        if (!there) {
            abort("no browser: install the Debian package chromium");
        }
        String script = SCRIPT.formatted(System.getProperty("mermaid.version"));
        try (InputStream mermaid = Objects.requireNonNull(Mermaid.class.getResourceAsStream(script), script)) {
            Files.copy(mermaid, folder.resolve("mermaid.js"));
        }
        Path page = Files.writeString(folder.resolve("page.html"), PAGE.formatted(new Gson().toJson(chart)));
        Process browser = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--virtual-time-budget=60000",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
