package com.runmat.telemetry.plan.comment;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static com.runmat.telemetry.plan.comment.Plans.FIREWALL;
import static com.runmat.telemetry.plan.comment.Plans.RECORD;
import static com.runmat.telemetry.plan.comment.Plans.RULE;
import static com.runmat.telemetry.plan.comment.Plans.TEMPLATE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The comments under src/test/resources/comments are written anew with -Dcomments.write=true. */
class CommentTest {
    private static final Path FOLDER = Path.of("src/test/resources/comments");

    @ParameterizedTest
    @EnumSource
    void between_example_isAsWrittenDown(Example example) throws IOException {
        var file = FOLDER.resolve(example.fileName());
        var text = example.comment().text();
        if (Boolean.getBoolean("comments.write")) {
            Files.writeString(file, text);
        }
        assertEquals(Files.readString(file), text);
    }

    @ParameterizedTest
    @EnumSource
    void between_anything_beginsWithItsMarkerAndStaysBelowGitHubsLimit(Example example) {
        var comment = example.comment();

        assertEquals("<!-- telemetry-plan stack=prod -->", comment.marker());
        assertTrue(comment.text().startsWith(comment.marker() + "\n"));
        assertTrue(comment.text().getBytes(StandardCharsets.UTF_8).length < 65_536);
    }

    @Test
    void between_samePlans_isNoChange() {
        assertEquals(Label.NONE, Example.NO_CHANGE.comment().label());
        assertSays("### prod: no change\n", Example.NO_CHANGE.comment().text());
    }

    @Test
    void between_updateAlone_warnsOfNothing() {
        var comment = Example.CHANGE.comment();

        assertEquals(Label.CHANGE, comment.label());
        assertSilent("CAUTION", comment.text());
        assertSays("### prod: 1 changed, 1 added · $35.91 → $41.20 a month (+$5.29)\n", comment.text());
    }

    @Test
    void between_replacementOfWhatServes_saysWhatClientsNoticeAndForHowLong() {
        var after = Plans.plan().resource(RULE, "udp", "{'ports': ['7847']}").file();
        var comment = Comment.between(
                Plans.plan().resource(RULE, "udp", "{'ports': ['7846']}").file(), after);

        assertEquals(Label.REPLACE, comment.label());
        assertSays("> [!CAUTION]\n", comment.text());
        assertSays(
                "`ForwardingRule udp` **replaced** for `ports`. Clients notice no datagrams meanwhile: about a minute.",
                comment.text());
    }

    @Test
    void between_newTemplate_isAReplacementThatNobodyNotices() {
        var comment = Comment.between(
                Plans.plan()
                        .resource(TEMPLATE, "machine", "{'machineType': 'a'}")
                        .file(),
                Plans.plan()
                        .resource(TEMPLATE, "machine", "{'machineType': 'b'}")
                        .file());

        assertEquals(Label.REPLACE, comment.label());
        assertSilent("CAUTION", comment.text());
        assertSays("machines are replaced one by one, new ones first", comment.text());
    }

    @Test
    void between_deletionOfWhatServes_isWarnedOfAndWhetherTheEngineStops() {
        var before = Plans.plan()
                .resource(RECORD, "a", "{}", true)
                .resource(FIREWALL, "b", "{}")
                .file();
        var comment = Comment.between(before, Plans.plan().file());

        assertEquals(Label.DELETE, comment.label());
        assertSays("### prod: 2 deleted · ", comment.text());
        assertSays(
                "`RecordSet a` **deleted**. Clients notice without it: its name has no address meanwhile; until something serves in its place."
                        + " It is protected: `pulumi up` stops before it.",
                comment.text());
        assertSays("`Firewall b` **deleted**. ", comment.text());
    }

    @Test
    void between_protectionTakenOff_isWarnedOf() {
        var comment = Comment.between(
                Plans.plan().resource(RECORD, "a", "{'ttl': 1}", true).file(),
                Plans.plan().resource(RECORD, "a", "{'ttl': 1}", false).file());

        assertEquals(Label.UNPROTECT, comment.label());
        assertSays("> - `RecordSet a` noted: `options.protect`; **loses its protection**.", comment.text());
    }

    @Test
    void between_manyChanges_hasTheDangerousFirst() {
        var text = Example.HURTS.comment().text();

        var table = text.substring(text.indexOf("| resource |"), text.indexOf("<details>"));
        var titles =
                Pattern.compile("(?m)^\\| `(.*?)` \\|").matcher(table).results().map(row -> row.group(1));
        assertEquals(
                List.of(
                        "Firewall udp",
                        "ForwardingRule udp",
                        "RecordSet a",
                        "InstanceTemplate machine",
                        "RecordSet b",
                        "RecordSet c"),
                titles.toList());
    }

    @Test
    void between_newWarningOfTheProgram_isTold() {
        var comment = Comment.between(
                Plans.plan().warning("old").file(),
                Plans.plan().warning("old").warning("one forwarder alone").file());

        assertEquals(Label.CHANGE, comment.label());
        assertSays("- the program warns: `one forwarder alone`\n", comment.text());
        assertSilent("`old`", comment.text());
    }

    @Test
    void between_overTheLimit_leavesWholeSectionsOutAndSaysWhich() {
        var text = Example.OVER_THE_LIMIT.comment().text();

        assertSays("**Left out for want of room:** Every property that differs (", text);
        assertSilent("<summary>Every property", text);
        assertSays("<summary>Cost</summary>", text);
        assertSays("<summary>Picture</summary>", text);
        assertEquals(text.split("<details>", -1).length, text.split("</details>", -1).length);
    }
}
