package com.runmat.telemetry.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.runmat.telemetry.forwarder.ForwarderSettings;
import com.runmat.telemetry.worker.WorkerSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The README's settings are the settings records' own. To rewrite them after a change:
 * {@code ./mvnw -f services/pom.xml -pl local -am test -Dtest=ReadmeTest -Dsurefire.failIfNoSpecifiedTests=false -Dtelemetry.update=true}
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "..", "README.md");

    @Test
    void settings_worker() throws IOException {
        assertCurrent("worker", WorkerSettings.COMMAND_LINE.markdown());
    }

    @Test
    void settings_udpForwarder() throws IOException {
        assertCurrent("udp-forwarder", ForwarderSettings.COMMAND_LINE.markdown());
    }

    private static void assertCurrent(String service, String table) throws IOException {
        String readme = Files.readString(README);
        String open = "<!-- settings: " + service + " -->\n";
        int start = readme.indexOf(open) + open.length();
        int end = readme.indexOf("<!-- end -->", start);
        if (Boolean.getBoolean("telemetry.update")) {
            Files.writeString(README, readme.substring(0, start) + table + readme.substring(end));
            return;
        }
        assertEquals(table, readme.substring(start, end), "the README's settings differ: see the class comment");
    }
}
