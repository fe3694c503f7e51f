package com.runmat.telemetry.client.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentReaderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry.enabled = false",
                "telemetry.enabled=false",
                "  telemetry . enabled\t=  false   # not here",
                "\"telemetry\".'enabled' = false",
                "[telemetry]\nenabled = false",
                "[ telemetry ] # mine\n# enabled = true\nenabled=false#",
                "[\"telemetry\"]\r\nenabled = false\r\n",
                "[other]\nx = 1\n\n[telemetry]\nlevel = 3\nenabled = false\n[more]\nenabled = true",
                "telemetry = { enabled = false }",
                "telemetry = { level = [1, 2], enabled = false, x = \"}\" }",
                "[telemetry]\nenabled = \"false\"",
                "[telemetry]\nenabled = 0",
                "telemetry = false",
                "Telemetry.Enabled = false",
                "text = \"\"\"\n[telemetry]\nenabled = true\n\"\"\"\ntelemetry.enabled = false",
                "text = 'C:\\'\ntelemetry.enabled = false",
                "text = \"a \\\" # b\"\ntelemetry.enabled = false",
                // a line appended to a file that has tables: TOML says section.telemetry.enabled, the user says off
                "[section]\nx = 1\ntelemetry.enabled = false",
                "[[telemetry]]\nenabled = false",
            })
    void consent_offInAnyForm_disabled(String text) {
        assertEquals(Consent.DISABLED, new ConsentReader(text).consent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry.enabled = true",
                "[telemetry]\nenabled = true # = false",
                "telemetry = { enabled = true }",
                "# telemetry.enabled = false\ntelemetry.enabled = true",
                "text = \"telemetry.enabled = false\"\ntelemetry.enabled = true",
                "text = '''\ntelemetry.enabled = false\n'''\ntelemetry.enabled = true",
            })
    void consent_on_enabled(String text) {
        assertEquals(Consent.ENABLED, new ConsentReader(text).consent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "# telemetry.enabled = false",
                "enabled = false",
                "[jit]\nenabled = false",
                "[telemetry]\n",
                "[telemetry]\nlevel = 1\n[jit]\nenabled = false",
                "text = \"\"\"\n[telemetry]\nenabled = false\n\"\"\"",
                "list = [\n  \"telemetry.enabled = false\", # telemetry\n]\n",
                "not TOML at all, and not about this",
            })
    void consent_nothingSaid_unsaid(String text) {
        assertEquals(Consent.UNSAID, new ConsentReader(text).consent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry = { # TOML 1.1\n  enabled = false,\n}",
                "[telemetry]\nenabled = False",
                "telemetry.enabled = true\ntelemetry.enabled = false",
                "telemetry.enabled false",
                "telemetry: {enabled: false}",
                "[telemetry\nenabled = true",
                "text = \"never closed\ntelemetry.enabled = true",
                "text = \"\"\" never closed\ntelemetry.enabled = false",
                "list = [1, 2\ntelemetry.enabled = false",
                "telemetry..enabled = true",
                "= 1\ntelemetry.enabled = true",
                "x =\ntelemetry.enabled = true",
            })
    void consent_brokenAndAboutTelemetry_unclear(String text) {
        assertEquals(Consent.UNCLEAR, new ConsentReader(text).consent());
    }
}
