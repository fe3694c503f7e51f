package com.runmat.telemetry.plan.settings;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackSettingsReaderTest {
    private static final String PROJECT = """
            name: sample
            runtime: java
            config:
              sample:domains: { type: array, items: { type: string }, default: [a.example, b.example] }
              sample:size: { type: integer, default: 3 }
              sample:on: { type: boolean, default: true }
              sample:zones: { type: object, default: {} }
              sample:key: { type: string, default: "", description: "Required, encrypted: the key." }
              gcp:region: us-central1
            """;

    @TempDir
    private Path directory;

    private StackSettings read(String project, String stack) throws IOException {
        Files.writeString(directory.resolve("Pulumi.yaml"), project);
        Files.writeString(directory.resolve("Pulumi.test.yaml"), stack);
        return StackSettingsReader.read(directory, "test");
    }

    private String refused(String project, String stack) {
        return String.valueOf(assertThrows(SettingsException.class, () -> read(project, stack))
                .getMessage());
    }

    @Test
    void read_emptyStack_takesDefaults() throws IOException {
        var config = read(PROJECT, "").config();

        assertEquals("[\"a.example\",\"b.example\"]", config.get("sample:domains"));
        assertEquals("3", config.get("sample:size"));
        assertEquals("true", config.get("sample:on"));
        assertEquals("{}", config.get("sample:zones"));
        assertEquals("us-central1", config.get("gcp:region"));
    }

    @Test
    void read_stackValue_wins() throws IOException {
        var config = read(PROJECT, "config:\n  sample:size: 5\n  size-of-text: \"007\"\n")
                .config();

        assertEquals("5", config.get("sample:size"));
        assertEquals("007", config.get("sample:size-of-text"));
    }

    @Test
    void read_missingSecretAndProject_getPlaceholders() throws IOException {
        var settings = read(PROJECT, "");

        assertEquals(Set.of("gcp:project", "sample:key"), settings.placeholders());
        assertEquals(Set.of("sample:key"), settings.secretKeys());
        assertTrue(settings.config().getOrDefault("sample:key", "").length() >= 32);
    }

    @Test
    void read_encryptedValue_isNeitherDecryptedNorShown() throws IOException {
        var settings = read(PROJECT, """
                config:
                  sample:key:
                    secure: v1:ciphertext
                  sample:nested:
                    users: [{ name: a, password: { secure: v1:ciphertext } }]
                """);

        assertEquals(Set.of("sample:key", "sample:nested"), settings.secretKeys());
        assertSilent("ciphertext", settings.config().toString());
        assertSays("\"name\":\"a\"", settings.config().toString());
    }

    @Test
    void read_wordsThatOldYamlTookForBooleans_stayText() throws IOException {
        assertEquals("no", read(PROJECT, "config:\n  country: no\n").config().get("sample:country"));
    }

    @Test
    void read_wrongTypes_listsEveryMistake() {
        var message = refused(PROJECT, "config:\n  sample:size: many\n  sample:on: 2\n  sample:domains: one.example\n");

        assertSays("sample:size must be of type integer, but Pulumi.test.yaml has many", message);
        assertSays("sample:on must be of type boolean", message);
        assertSays("sample:domains must be of type array", message);
    }

    @Test
    void read_secretInPlainText_namesTheCommand() {
        var message = refused(PROJECT, "config:\n  sample:key: in the clear\n");

        assertSays("pulumi config set --secret sample:key", message);
        assertSilent("in the clear", message);
    }

    @Test
    void read_requiredSettingMissing_namesTheCommand() {
        var message = refused(PROJECT + "  sample:name: { type: string, description: What it is called. }\n", "");

        assertEquals(
                "sample:name is not set (What it is called.); set it with: pulumi config set sample:name <value>",
                message);
    }

    @Test
    void read_badYaml_tellsFileLineAndColumn() {
        var message = refused(PROJECT, "config:\n  sample:size: [1, 2\n");

        assertTrue(message.startsWith("Pulumi.test.yaml:3:1 is not valid YAML: "), message);
    }

    @Test
    void read_sameKeyTwice_isRefused() {
        var message = refused(PROJECT, "config:\n  sample:size: 1\n  sample:size: 2\n");

        assertSays("duplicate key sample:size", message);
    }

    @Test
    void read_noSuchStack_listsTheOthers() throws IOException {
        read(PROJECT, "");
        var failure = assertThrows(SettingsException.class, () -> StackSettingsReader.read(directory, "stage"));

        assertSays("no Pulumi.stage.yaml", failure);
        assertSays("the project's stacks are: test", failure);
    }

    @Test
    void read_noProject_saysWhereToRun() {
        var failure = assertThrows(SettingsException.class, () -> StackSettingsReader.read(directory, "test"));

        assertSays("no Pulumi.yaml", failure);
    }
}
