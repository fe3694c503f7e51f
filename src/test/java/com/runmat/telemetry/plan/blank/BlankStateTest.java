package com.runmat.telemetry.plan.blank;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import com.runmat.telemetry.plan.untrusted.Refused;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With secrets planted in every place where a state may have one. */
class BlankStateTest {
    private static final String PLANTED = "s3cret-\\\"of-the-stack";
    private static final String IN_CLEAR = "s3cret-\"of-the-stack";

    /** As the engine writes it: the value as JSON, in a text. */
    private static String secret(String json) {
        return "{'4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270', 'plaintext': '%s'}"
                .formatted(json.replace("\\", "\\\\").replace("'", "\\'"));
    }

    private static String state(String more) {
        return """
                {'version': 3, 'deployment': {
                  'secrets_providers': {'type': 'cloud', 'state': {'url': 'gcpkms://k', 'encryptedkey': 'c2VjcmV0'}},
                  'resources': [
                    {'urn': 'u1', 'inputs': {'secretData': %1$s, 'name': 'plain', 'list': [{'deep': [%1$s]}]},
                     'outputs': {'secretData': %1$s, 'object': %2$s, 'number': %3$s}},
                    {'urn': 'u2', 'type': 'pulumi:pulumi:Stack', 'outputs': {'password': %1$s}}],
                  'pending_operations': [{'type': 'creating', 'resource': {'inputs': {'key': %1$s}}}],
                  'more': %4$s}}
                """.formatted(
                        secret("\"" + PLANTED + "\""),
                        secret("{\"inner-name\": [\"" + PLANTED + "\"]}"),
                        secret("12345678"),
                        more);
    }

    @Test
    void of_secretsEverywhere_noneIsLeftAndTheRestStays() {
        var blanked = BlankState.of(state("{'ip': '192.0.2.1'}"), Optional.empty());

        var said = blanked.replace("\\", "");
        for (var never : new String[] {"s3cret", "inner-name", "12345678", "gcpkms", "c2VjcmV0", "encryptedkey"}) {
            assertSilent(never, said);
        }
        assertEquals(7, blanked.split("\"plaintext\": \"\\\\\"blank\\\\\"\"", -1).length - 1, blanked);
        assertSays("\"name\": \"plain\"", blanked);
        assertSays("192.0.2.1", blanked);
    }

    @Test
    void of_blankedOnce_staysAsItIs() {
        var once = BlankState.of(state("{}"), Optional.empty());

        assertEquals(once, BlankState.of(once, Optional.empty()));
    }

    @Test
    void of_saltOfAnotherStack_isWhatItCanBeImportedWith() {
        var blanked = BlankState.of(state("{}"), Optional.of("v1:abc"));

        assertEquals(
                "{\"type\":\"passphrase\",\"state\":{\"salt\":\"v1:abc\"}}",
                JsonParser.parseString(blanked)
                        .getAsJsonObject()
                        .getAsJsonObject("deployment")
                        .get("secrets_providers")
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'userData': 'KEY=" + PLANTED + " run'}",
                "[{'tags': ['a', '" + PLANTED + "']}]",
                "{'" + PLANTED + "': 1}",
                "{'port': '12345678'}"
            })
    void of_secretThatStandsInTheOpenToo_isRefusedWithoutSayingIt(String more) {
        var failure = assertThrows(Refused.class, () -> BlankState.of(state(more), Optional.empty()));

        assertSays("a secret also stands in the open, at or in deployment.more", failure);
        assertSilent("s3cret", failure.toString());
    }

    @Test
    void of_secretInBase64_isRefused() {
        var hidden = Base64.getEncoder().encodeToString(IN_CLEAR.getBytes(StandardCharsets.UTF_8));

        assertThrows(Refused.class, () -> BlankState.of(state("'Basic " + hidden + "'"), Optional.empty()));
    }

    /** The provider marks every label as a secret, and cannot read its state without them. */
    @Test
    void of_labelsThatTheProviderRepeats_stayAsTheyAre() {
        var labels = secret("{\"app\": \"telemetry\"}");
        var more = "{'urn': 'urn:telemetry', 'pulumiLabels': %s, '__pulumi_raw_state_delta': {'deep': [%s]}}";

        var blanked = BlankState.of(state(more.formatted(labels, labels)), Optional.empty());

        assertEquals(2, blanked.split("app", -1).length - 1, blanked);
    }

    @Test
    void of_labelThatIsASecretElsewhere_isRefused() {
        var more = "{'effectiveLabels': %s}".formatted(secret("{\"key\": \"" + PLANTED + "\"}"));

        assertThrows(Refused.class, () -> BlankState.of(state(more), Optional.empty()));
    }

    @Test
    void of_encryptedExport_saysHowToExport() {
        var encrypted = state("{}").replace("'plaintext'", "'ciphertext'");

        assertSays(
                "pulumi stack export --show-secrets",
                assertThrows(Refused.class, () -> BlankState.of(encrypted, Optional.empty())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{'version': 3}"})
    void of_noExport_isRefused(String text) {
        assertThrows(Refused.class, () -> BlankState.of(text, Optional.empty()));
    }
}
