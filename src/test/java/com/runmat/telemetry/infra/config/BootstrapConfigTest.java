package com.runmat.telemetry.infra.config;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BootstrapConfigTest {
    private static final Map<String, String> LEAST = Map.of("gcp:project", "runmat-seed");

    private static final Map<String, String> ALL = Map.of(
            "gcp:project", "runmat-seed",
            "telemetry:deployProjects", "[\"runmat-example\"]",
            "telemetry:stateLocation", "europe",
            "telemetry:protect", "false",
            "telemetry:githubOwnerId", "1234567",
            "telemetry:githubRepositoryId", "7654321",
            "telemetry:deploySubject", "repo:runmat-org/telemetry:environment:production",
            "telemetry:previewSubject", "repo:runmat-org/telemetry:environment:preview",
            "telemetry:alertEmail", "oncall@example.com");

    @Test
    void read_leastConfiguration_isProtectedAndForPeopleOnly() {
        assertEquals(
                new BootstrapConfig("runmat-seed", List.of(), "us", true, Optional.empty(), Optional.empty()),
                read(LEAST));
    }

    @Test
    void read_everySetting_isTaken() {
        assertEquals(
                new BootstrapConfig(
                        "runmat-seed",
                        List.of("runmat-example"),
                        "europe",
                        false,
                        Optional.of(new GitHubSettings(
                                "1234567",
                                "7654321",
                                "repo:runmat-org/telemetry:environment:production",
                                "repo:runmat-org/telemetry:environment:preview")),
                        Optional.of("oncall@example.com")),
                read(ALL));
    }

    @ParameterizedTest
    @CsvSource({"githubOwnerId", "githubRepositoryId", "deploySubject", "previewSubject"})
    void read_oneOfTheWorkflowsSettings_isAMistakeAloneAndMissing(String key) {
        String name = "telemetry:" + key;
        Map<String, String> alone = new TreeMap<>(LEAST);
        alone.put(name, requireNonNull(ALL.get(name)));
        assertTrue(mistakes(alone).endsWith("previewSubject: allowed is all of them or none"));
        Map<String, String> missing = new TreeMap<>(ALL);
        missing.remove(name);
        assertTrue(mistakes(missing).endsWith("previewSubject: allowed is all of them or none"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gcp:project                  | No                  | gcp:project = No: allowed is the id",
                "telemetry:deployProjects     | [\"No\"]            | telemetry:deployProjects = No: allowed is the id of a project",
                "telemetry:deployProjects     | [\"runmat-seed\"]   | telemetry:deployProjects has runmat-seed: allowed is any project but the seed's",
                "telemetry:stateLocation      | us-central1         | telemetry:stateLocation = us-central1: allowed is us, europe, asia",
                "telemetry:protect            | yes                 | telemetry:protect = yes: allowed is true or false",
                "telemetry:githubOwnerId      | 0                   | telemetry:githubOwnerId = 0: allowed is a number",
                "telemetry:githubRepositoryId | runmat-org/telemetry | telemetry:githubRepositoryId = runmat-org/telemetry: allowed is a number",
                "telemetry:deploySubject      | repo:a/b:*          | telemetry:deploySubject = repo:a/b:*: allowed is the whole subject",
                "telemetry:previewSubject     | main                | telemetry:previewSubject = main: allowed is the whole subject",
                "telemetry:previewSubject     | repo:runmat-org/telemetry:environment:production | telemetry:previewSubject = deploySubject: allowed is another",
                "telemetry:alertEmail         | me                  | telemetry:alertEmail = me: allowed is one e-mail address",
            })
    void read_mistake_isTheOnlyOneTold(String key, String value, String message) {
        Map<String, String> all = new TreeMap<>(ALL);
        all.put(key, value);
        String said = mistakes(all);
        assertTrue(said.contains("has a mistake"), said);
        assertTrue(said.contains("\n  - " + message), said);
    }

    @Test
    void advice_least_saysWhatIsNextForEach() {
        List<String> advice = read(LEAST).advice();
        assertEquals(3, advice.size());
        assertTrue(advice.get(0).startsWith("Nothing can be deployed: "), advice::toString);
        assertTrue(advice.get(1).startsWith("No workflow can deploy: "), advice::toString);
        assertTrue(
                advice.get(2).startsWith("No one is told when the seed project's owners change: "), advice::toString);
    }

    @Test
    void advice_wellConfigured_isSilent() {
        assertEquals(List.of(), read(ALL).advice());
    }

    private static BootstrapConfig read(Map<String, String> settings) {
        return new BootstrapConfigReader(StackConfigTest.settings(settings, Set.of(), Map.of())).read();
    }

    private static String mistakes(Map<String, String> settings) {
        var reader = new BootstrapConfigReader(StackConfigTest.settings(settings, Set.of(), Map.of()));
        return requireNonNull(assertThrows(ConfigException.class, reader::read).getMessage());
    }
}
