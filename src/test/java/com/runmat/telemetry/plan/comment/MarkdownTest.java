package com.runmat.telemetry.plan.comment;

import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.Tool;
import com.runmat.telemetry.plan.github.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hostile texts as cmark-gfm reads them, which GitHub's own reader is made from. */
class MarkdownTest {
    @TempDir
    private Path folder;

    @BeforeAll
    static void findReader() {
        Tool.require("What GitHub makes of a comment is not tried", "cmark-gfm");
    }

    private static String[] hostile() {
        return Example.HOSTILE;
    }

    private String html(String markdown) throws IOException {
        var file = Files.writeString(folder.resolve("comment.md"), markdown);
        return Tool.run("cmark-gfm", "--unsafe", "-e", "table", "-e", "autolink", file.toString());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void code_hostileText_isOneSpanThatShowsIt(String text) throws IOException {
        assertEquals(
                "<p><code>" + escaped(Markdown.visible(text)) + "</code> and on</p>\n",
                html(Markdown.code(text) + " and on\n"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void cell_hostileText_isOneCell(String text) throws IOException {
        var html = html("| a | b |\n|---|---|\n| %s | last |\n".formatted(Markdown.cell(Markdown.code(text))));

        assertEquals(2, count("<td>", html), html);
        assertTrue(html.contains("<td>last</td>"), html);
    }

    @Test
    void block_ofFences_isOneBlock() throws IOException {
        var html = html(Markdown.block("diff", "+ ```\n+ ``````\n+ </code></pre><b>bold</b>") + "\nafter\n");

        assertEquals(1, count("<pre>", html), html);
        assertSilent("<b>", html);
        assertTrue(html.endsWith("<p>after</p>\n"), html);
    }

    @Test
    void comment_ofHostileNames_hasNoMarkupButOurs() throws IOException {
        var html = html(Example.HOSTILE_NAMES.comment().text());

        for (var never : new String[] {"<img", "<script", "<a ", "<h2", "<blockquote"}) {
            assertSilent(never, html);
        }
        assertEquals(1, count("<!--", html), html);
        assertEquals(4, count("<details>", html), html);
        assertEquals(4, count("</details>", html), html);
    }

    private static long count(String part, String text) {
        return Pattern.compile(Pattern.quote(part)).matcher(text).results().count();
    }
}
