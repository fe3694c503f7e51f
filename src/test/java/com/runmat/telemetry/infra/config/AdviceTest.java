package com.runmat.telemetry.infra.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    /** What the runbook has an operator set before the first {@code up}. */
    private static final Map<String, String> WELL = StackConfigTest.with(
            "telemetry:posthogApiKey", "phc_key",
            "telemetry:alertEmail", "oncall@example.com");

    /** Beside {@link #WELL}: the settings, the start of the sentence, and a next step in it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "posthogApiKey=                            | No back end:           | pulumi config set --secret posthogApiKey",
                "alertEmail=                               | No one is told         | pulumi config set alertEmail",
                "ingestionKeyPrevious=the-ingestion-key    | No rotation:           | pulumi config rm ingestionKeyPrevious",
                "protect=false                             | No protection:         | pulumi config set protect true",
                "forwarderMinReplicas=1                    | No second forwarder:   | pulumi config set forwarderMinReplicas 3",
                "workerMaxInstances=1;workerConcurrency=48 | No room for clients:   | pulumi config set workerConcurrency",
                "edges=[\"domain-mapping\"];edgeRequestsPerMinute=60 | No limit of requests: | pulumi config rm edgeRequestsPerMinute",
                "regions=[\"us-west1\",\"europe-west1\"];drained=[\"us-west1\"] | No fixed place of the images: | pulumi config set imageLocation us",
                "workerImage=us-docker.pkg.dev/some-project/telemetry/worker:1 | No new image: workerImage | pulumi config rm workerImage",
                "forwarderImage=us-docker.pkg.dev/some-project/telemetry/udp-forwarder:1 | No new image: forwarderImage | pulumi config rm forwarderImage",
            })
    void on_trap_saysSoAndWhatIsNext(String settings, String start, String next) {
        List<String> advice = on(settings);
        assertEquals(1, advice.size(), advice::toString);
        assertTrue(advice.get(0).startsWith(start), advice::toString);
        assertTrue(advice.get(0).contains("`" + next), advice::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "edgeRequestsPerMinute=60",
        "'edges=[\"load-balancer\",\"domain-mapping\"];edgeRequestsPerMinute=60'",
        "posthogApiKey=;gaMeasurementId=G-ABC123DEF4;gaApiSecret=secret",
        "ingestionKeyPrevious=an-older-key",
        "forwarderMinReplicas=2",
        "'regions=[\"us-west1\",\"us-east1\"];drained=[\"us-west1\"]'",
        "'regions=[\"us-west1\",\"europe-west1\"];drained=[\"us-west1\"];imageLocation=us'",
        "workerMaxInstances=1;workerConcurrency=49",
        "workerImage=us-central1-docker.pkg.dev/another-project/telemetry/worker:1",
        "registry=us-docker.pkg.dev/some-project/telemetry;workerImage=us-docker.pkg.dev/some-project/telemetry/worker:1",
        "protect=false;domains=[\"telemetry.example.com\"];forwarderMinReplicas=1;alertEmail=",
    })
    void on_soundSettings_isSilent(String settings) {
        assertEquals(List.of(), on(settings));
    }

    @Test
    void on_wellConfiguredStack_isSilent() {
        assertEquals(List.of(), StackConfigTest.read(WELL).advice());
    }

    @Test
    void on_severalTraps_tellsEach() {
        assertEquals(2, StackConfigTest.read(StackConfigTest.LEAST).advice().size());
    }

    private static List<String> on(String settings) {
        Map<String, String> all = new TreeMap<>(WELL);
        for (String setting : Splitter.on(';').split(settings)) {
            String[] keyAndValue = setting.split("=", 2);
            all.put("telemetry:" + keyAndValue[0], keyAndValue[1]);
        }
        return StackConfigTest.read(all).advice();
    }
}
