package com.runmat.telemetry.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.contract.FieldTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The users' page says what the source does. {@code -Dtelemetry.update=true} rewrites its tables. */
class TelemetryPageTest {
    private static final Path PAGE = Path.of("../../docs/telemetry.md");

    @Test
    void page_tables_areThoseOfTheSource() throws IOException {
        String page = Files.readString(PAGE);
        String made = page;
        made = with(made, "fields", FieldTable.markdown());
        made = with(made, "rules", rules());
        made = with(made, "settings", settings());
        if (Boolean.getBoolean("telemetry.update")) {
            Files.writeString(PAGE, made);
        } else {
            assertEquals(made, page, "docs/telemetry.md has drifted: -Dtelemetry.update=true rewrites its tables");
        }
    }

    private static String rules() {
        return "| asked in this order | decides |\n|---|---|\n"
                + Arrays.stream(Decision.values())
                        .map(rule -> "| " + rule.words() + " | " + (rule.on() ? "on" : "off") + " |\n")
                        .collect(Collectors.joining());
    }

    private static String settings() {
        return "| variable | default | meaning |\n|---|---|---|\n"
                + Setting.ALL.stream()
                        .map(setting ->
                                "| `%s` | %s | %s |\n".formatted(setting.name(), setting.fallback(), setting.meaning()))
                        .collect(Collectors.joining());
    }

    private static String with(String page, String name, String table) {
        String open = "<!-- " + name + " -->\n";
        int start = page.indexOf(open) + open.length();
        int end = page.indexOf("<!-- /" + name + " -->");
        if (start < open.length() || end < start) {
            throw new AssertionError("docs/telemetry.md lacks the place for the table of " + name);
        }
        return page.substring(0, start) + table + page.substring(end);
    }
}
