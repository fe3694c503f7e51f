package com.runmat.telemetry.infra.config;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.pulumi.Config;
import com.pulumi.test.internal.PulumiTestInternal;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackConfigTest {
    static final Map<String, String> LEAST = Map.of(
            "gcp:project", "some-project", "gcp:region", "us-central1", "telemetry:ingestionKey", "the-ingestion-key");

    private static final Path FORWARDER_SETTINGS =
            Path.of("services/udp-forwarder/src/main/java/com/runmat/telemetry/forwarder/ForwarderSettings.java");

    private static final Set<String> SECRETS = Set.of(
            "telemetry:ingestionKey",
            "telemetry:ingestionKeyPrevious",
            "telemetry:posthogApiKey",
            "telemetry:gaApiSecret");

    @Test
    void read_leastConfiguration() {
        StackConfig config = read(LEAST);
        assertEquals(List.of("telemetry.runmat.com", "telemetry.runmat.org"), config.domains());
        assertTrue(config.protect());
        assertEquals(List.of(Edge.LOAD_BALANCER), config.edges());
        assertTrue(config.secrets().posthogApiKey().isEmpty());
    }

    @Test
    void read_blankIsNotSet() {
        StackConfig config = read(with("telemetry:posthogApiKey", " ", "telemetry:alertEmail", ""));
        assertTrue(config.secrets().posthogApiKey().isEmpty());
        assertTrue(config.alertEmail().isEmpty());
    }

    @Test
    void read_projectAndRegionAsTheProviderDoes() {
        Map<String, String> settings = Map.of("telemetry:ingestionKey", "the-ingestion-key");
        Map<String, String> environment =
                Map.of("GOOGLE_CLOUD_PROJECT", "project-of-environment", "GOOGLE_REGION", "europe-west1");
        StackConfig config = new StackConfigReader(settings(settings, SECRETS, environment)).read();
        assertEquals("project-of-environment", config.project());
        assertEquals(List.of("europe-west1"), config.regions().names());
    }

    /** Whoever reads Pulumi.yaml must read what is so. */
    @Test
    void read_defaultsAreThoseOfPulumiYaml() {
        Map<String, String> declared =
                new TreeMap<>(StackSettingsReader.read(Path.of(""), "prod").config());
        declared.putAll(LEAST);
        StackConfig fromYaml = read(declared);
        StackConfig fromCode = read(LEAST);
        assertEquals(withoutSecrets(fromCode), withoutSecrets(fromYaml));
        assertTrue(fromYaml.secrets().gaApiSecret().isEmpty());
    }

    /** A number that the forwarder refuses would leave a stack whose machines never become healthy. */
    @ParameterizedTest
    @CsvSource({"forwarderConcurrency, FORWARDER_CONCURRENCY", "forwarderSourceRate, FORWARDER_SOURCE_RATE"})
    void read_numbersOfTheForwarder_areThoseThatItTakes(String key, String variable) throws IOException {
        Matcher range = Pattern.compile("\"" + variable + "\",\\s*(\\S+),\\s*(\\S+),\\s*(\\S+),")
                .matcher(Files.readString(FORWARDER_SETTINGS));
        assertTrue(range.find(), variable);
        int most = Integer.parseInt(range.group(3).replace("_", ""));
        assertTrue(mistakes(settings(with("telemetry:" + key, String.valueOf(most + 1)), SECRETS, Map.of()))
                .endsWith("a whole number from " + range.group(2) + " to " + most));
        assertEquals(
                withoutSecrets(read(LEAST)), withoutSecrets(read(with("telemetry:" + key, range.group(1)))), "default");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gcp:project              | No          | gcp:project = No: allowed is the id of the Google project",
                "gcp:region               | here        | gcp:region = here: allowed is a Google Cloud region",
                "telemetry:regions        | [\"here\"] | telemetry:regions = here: allowed is a Google Cloud region",
                "telemetry:regions        | us-east1    | telemetry:regions = us-east1: allowed is a list",
                "telemetry:regions        | [\"us-east1\",\"us-east1\"] | telemetry:regions = [us-east1, us-east1]: allowed is each region once",
                "telemetry:regions        | [\"us-aaa1\",\"us-rbq1\"] | telemetry:regions = us-aaa1, us-rbq1: allowed is one of the two, for both have the subnet 10.85.223.0/24",
                "telemetry:drained        | [\"us-east1\"] | telemetry:drained = us-east1: allowed is one of regions, us-central1, one of domains, telemetry.runmat.com, telemetry.runmat.org, or ipv6",
                "telemetry:drained        | [\"ipv6\"]  | telemetry:drained = ipv6: allowed only with ipv6 = true",
                "telemetry:drained        | [\"telemetry.runmat.com\",\"telemetry.runmat.org\"] | telemetry:drained = [telemetry.runmat.com, telemetry.runmat.org]: allowed is not every domain",
                "telemetry:drained        | [\"us-central1\"] | telemetry:drained = [us-central1]: allowed is not every region",
                "telemetry:imageLocation  | eu          | telemetry:imageLocation = eu: allowed is us, europe, asia",
                "telemetry:domains        | [\"us-central1-a.com\"] | telemetry:domains = us-central1-a.com: allowed is no name that begins with the region us-central1-",
                "telemetry:domains        | []          | telemetry:domains = []: allowed is at least one domain name",
                "telemetry:domains        | [\"A.com\"] | telemetry:domains = A.com: allowed is a lower-case domain name",
                "telemetry:domains        | [\"com\"]   | telemetry:domains = com: allowed is a lower-case domain name",
                "telemetry:domains        | [\"telemetry.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example\"] | telemetry:domains = telemetry.aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.example: allowed is a lower-case domain name of at most 53 characters",
                "telemetry:domains        | a.com       | telemetry:domains = a.com: allowed is a list",
                "telemetry:domains        | [\"a.com\",\"a.com\"] | telemetry:domains = [a.com, a.com]: allowed is each domain once",
                "telemetry:protect        | yes         | telemetry:protect = yes: allowed is true or false",
                "telemetry:ipv6           | 1           | telemetry:ipv6 = 1: allowed is true or false",
                "telemetry:edges          | [\"cdn\"]   | telemetry:edges = cdn: allowed is one of load-balancer, domain-mapping",
                "telemetry:edges          | load-balancer | telemetry:edges = load-balancer: allowed is a list; each entry one of load-balancer, domain-mapping",
                "telemetry:edges          | []          | telemetry:edges = []: allowed is at least one of load-balancer, domain-mapping",
                "telemetry:edges          | [\"load-balancer\",\"load-balancer\"] | telemetry:edges = [load-balancer, load-balancer]: allowed is each edge once",
                "telemetry:edgeRequestsPerMinute | 1    | telemetry:edgeRequestsPerMinute = 1: allowed is a whole number from 10 to 10000",
                "telemetry:existingZones  | {\"b.com\":\"b\"} | telemetry:existingZones = b.com=b: allowed is one of the domains",
                "telemetry:existingZones  | x           | telemetry:existingZones = x: allowed is an object",
                "telemetry:posthogHost    | http://x.io | telemetry:posthogHost = http://x.io: allowed is an https address",
                "telemetry:gaMeasurementId | UA-1       | telemetry:gaMeasurementId = UA-1: allowed is a GA4 measurement id",
                "telemetry:gaMeasurementId | G-ABCD1    | telemetry:gaApiSecret is not set: GA4 needs both",
                "telemetry:gaApiSecret    | abc         | telemetry:gaMeasurementId is not set: GA4 needs both",
                "telemetry:deployAccount  | me@example.com | telemetry:deployAccount = me@example.com: allowed is a service account's",
                "telemetry:alertEmail     | me          | telemetry:alertEmail = me: allowed is one e-mail address",
                "telemetry:workerImage    | a/b:latest  | telemetry:workerImage = a/b:latest: allowed is REGISTRY/PATH@sha256:DIGEST",
                "telemetry:forwarderImage | worker      | telemetry:forwarderImage = worker: allowed is REGISTRY/PATH@sha256:DIGEST",
                "telemetry:baseImage      | a.io/jre:25 | telemetry:baseImage = a.io/jre:25: allowed is an image with its digest",
                "telemetry:registry       | https://a.io/b | telemetry:registry = https://a.io/b: allowed is a registry's host and a path",
                "telemetry:registry       | docker.io/acme | telemetry:registry = docker.io/acme: allowed is a Google registry, *.pkg.dev or gcr.io",
                "telemetry:forwarderImage | docker.io/acme/udp:1 | telemetry:forwarderImage = docker.io/acme/udp:1: allowed is a Google registry",
                "telemetry:forwarderImage | evilgcr.io/udp:1 | telemetry:forwarderImage = evilgcr.io/udp:1: allowed is a Google registry",
                "telemetry:allowedOrigins | [\"*\"]     | telemetry:allowedOrigins = *: allowed is an https origin",
                "telemetry:workerCpu      | 3           | telemetry:workerCpu = 3: allowed is 1, 2, 4 or 8",
                "telemetry:workerMemory   | 1T          | telemetry:workerMemory = 1T: allowed is a size from 512Mi",
                "telemetry:workerMemory   | 8Gi         | telemetry:workerMemory = 8Gi: allowed with workerCpu = 1 is 512Mi to 4Gi",
                "telemetry:workerMinInstances | 11      | telemetry:workerMinInstances = 11: allowed is at most workerMaxInstances = 10",
                "telemetry:workerMaxInstances | many    | telemetry:workerMaxInstances = many: allowed is a whole number from 1 to 100",
                "telemetry:workerConcurrency | 0        | telemetry:workerConcurrency = 0: allowed is a whole number from 1 to 1000",
                "telemetry:forwarderMachineType | big   | telemetry:forwarderMachineType = big: allowed is a machine type",
                "telemetry:forwarderBootImage | cos     | telemetry:forwarderBootImage = cos: allowed is projects/PROJECT/global/images",
                "telemetry:forwarderMinReplicas | 7     | telemetry:forwarderMinReplicas = 7: allowed is at most forwarderMaxReplicas = 6",
                "telemetry:forwarderRenewed | yesterday | telemetry:forwarderRenewed = yesterday: allowed is a date such as 2026-11-24",
                "telemetry:forwarderRenewed | 2026-02-30 | telemetry:forwarderRenewed = 2026-02-30: allowed is a date",
                "telemetry:forwarderSourceRate | -1     | telemetry:forwarderSourceRate = -1: allowed is a whole number from 0",
                "telemetry:ingestionKey   | two words   | telemetry:ingestionKey = [secret]: allowed is 1 to 256 printable characters",
            })
    void read_mistake(String key, String value, String message) {
        String said = mistakes(settings(with(key, value), SECRETS, Map.of()));
        assertTrue(said.contains("\n  - " + message), said);
    }

    /** Wherever in the list it stands: a mapping that is not built cannot be made ready. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[\"us-west2\"]               | [\"domain-mapping\"] | only in asia-east1, asia-northeast1",
                "[\"us-west2\"]               | [\"load-balancer\",\"domain-mapping\"] | in us-west2 take load-balancer alone",
                "[\"us-east1\",\"us-west1\"] | [\"domain-mapping\",\"load-balancer\"] | with one region only, and us-east1 and us-west1 serve",
                "[\"us-east1\",\"us-west1\"] | [\"load-balancer\",\"domain-mapping\"] | take load-balancer alone, or drain all but one",
            })
    void read_mappingWhereThereCanBeNone_isAMistake(String regions, String edges, String message) {
        String said =
                mistakes(settings(with("telemetry:regions", regions, "telemetry:edges", edges), SECRETS, Map.of()));
        assertTrue(said.contains("\n  - telemetry:edges holds domain-mapping: allowed "), said);
        assertTrue(said.contains(message), said);
        read(with("telemetry:regions", regions, "telemetry:edges", "[\"load-balancer\"]"));
    }

    /** What a machine without a public address reaches, and where tests keep images. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "forwarderImage=europe-docker.pkg.dev/other/telemetry/udp-forwarder:1",
                "forwarderImage=gcr.io/other/udp-forwarder:1",
                "forwarderImage=eu.gcr.io/other/udp-forwarder:1",
                "forwarderImage=localhost:5000/udp-forwarder:1",
                "registry=us-docker.pkg.dev/other/telemetry",
                "registry=127.0.0.1:5000/telemetry",
            })
    void read_registryThatForwardersReach_isTaken(String setting) {
        String[] keyAndValue = setting.split("=", 2);
        read(with("telemetry:" + keyAndValue[0], keyAndValue[1]));
    }

    /** Cloud Run pulls from Docker Hub as well; then only the forwarders' image must be Google's. */
    @Test
    void read_registryElsewhere_isTakenWhereForwardersDoNotPullFromIt() {
        read(with(
                "telemetry:registry", "docker.io/acme",
                "telemetry:forwarderImage", "us-docker.pkg.dev/other/telemetry/udp-forwarder:1"));
    }

    @Test
    void read_allMistakesAtOnce() {
        Map<String, String> wrong =
                Map.of("gcp:region", "here", "telemetry:protect", "yes", "telemetry:alertEmail", "me");
        String message = mistakes(settings(wrong, SECRETS, Map.of()));
        for (String part : List.of(
                "has 5 mistakes",
                "gcp:project is not set",
                "gcp:region = here",
                "telemetry:protect = yes",
                "telemetry:alertEmail = me",
                "telemetry:ingestionKey is not set")) {
            assertTrue(message.contains(part), () -> part + " in " + message);
        }
    }

    @Test
    void read_secretInPlainText() {
        var settings =
                settings(with("telemetry:posthogApiKey", "phc_plain"), Set.of("telemetry:ingestionKey"), Map.of());
        String message = mistakes(settings);
        assertTrue(
                message.contains(
                        "telemetry:posthogApiKey is in plain text: set it with `pulumi config set --secret posthogApiKey`"),
                message);
        assertFalse(message.contains("phc_plain"), message);
    }

    private static Object withoutSecrets(StackConfig config) {
        return List.of(
                config.project(),
                config.regions(),
                config.domains(),
                config.drainedDomains(),
                config.protect(),
                config.ipv6(),
                config.edges(),
                config.edgeRequestsPerMinute(),
                config.existingZones(),
                config.images(),
                config.worker(),
                config.forwarder(),
                config.alertEmail());
    }

    static Map<String, String> with(String... keysAndValues) {
        Map<String, String> all = new TreeMap<>(LEAST);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            all.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return all;
    }

    private static String mistakes(Settings settings) {
        var reader = new StackConfigReader(settings);
        return requireNonNull(assertThrows(ConfigException.class, reader::read).getMessage());
    }

    static StackConfig read(Map<String, String> settings) {
        return new StackConfigReader(settings(settings, SECRETS, Map.of())).read();
    }

    static Settings settings(Map<String, String> settings, Set<String> encrypted, Map<String, String> environment) {
        var config = PulumiTestInternal.config(ImmutableMap.copyOf(settings), ImmutableSet.copyOf(encrypted));
        return new Settings(
                namespace -> new Config(config, namespace),
                name -> Optional.ofNullable(environment.get(name)),
                encrypted::contains);
    }
}
