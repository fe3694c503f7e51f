package com.runmat.telemetry.plan.adopt;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.runmat.telemetry.infra.Bootstraps;
import com.runmat.telemetry.plan.Preview;
import com.runmat.telemetry.plan.google.GoogleRefused;
import com.runmat.telemetry.plan.settings.SettingsException;
import com.runmat.telemetry.plan.settings.StackSettings;
import com.runmat.telemetry.plan.settings.StackSettingsReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On this project's own prod. */
class AdoptTest {
    private static final String GROUP = "projects/runmat-p/regions/us-central1/instanceGroupManagers/telemetry-udp";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private PretendGoogle google;

    @BeforeEach
    void start() throws IOException {
        google = new PretendGoogle();
    }

    @AfterEach
    void stop() {
        google.close();
    }

    /** Prod with each kind of edge. */
    private static StackSettings mapped() {
        var prod = StackSettingsReader.read(Path.of(""), "prod");
        var config = new TreeMap<>(prod.config());
        config.put("telemetry:edges", "[\"load-balancer\",\"domain-mapping\"]");
        return new StackSettings(prod.project(), prod.stack(), config, prod.secretKeys(), prod.placeholders());
    }

    private Map<String, String> adopt(Map<String, String> environment, Adopt.Wanted wanted) {
        new Adopt(environment, new PrintWriter(out), new PrintWriter(err), step -> {}).print(mapped(), wanted);
        var ids = new TreeMap<String, String>();
        for (JsonElement resource :
                JsonParser.parseString(out.toString()).getAsJsonObject().getAsJsonArray("resources")) {
            var entry = resource.getAsJsonObject();
            if (entry.has("id")) {
                ids.put(entry.get("name").getAsString(), entry.get("id").getAsString());
            }
        }
        return ids;
    }

    private Map<String, String> lookUp() {
        return adopt(google.environment(), new Adopt.Wanted(true, false));
    }

    private String said() {
        return err.toString();
    }

    @Test
    void print_nobodyAsked_leavesOutWhatOnlyGoogleKnows() {
        var ids = adopt(Map.of("GOOGLE_PROJECT", "runmat-p"), new Adopt.Wanted(false, false));

        assertTrue(ids.containsValue("projects/runmat-p/managedZones/telemetry-telemetry-runmat-com"), ids::toString);
        assertSays("left out: AlertPolicy silent: only Google knows its id: --look-up asks for it\n", said());
        assertEquals(0, google.asked().size());
    }

    /** The stack that the others are deployed from; its state may be lost as theirs. */
    @Test
    void print_bootstrap_hasTheIdOfEachResource() {
        var ids = new TreeMap<String, Integer>();
        new Adopt(Map.of(), new PrintWriter(out), new PrintWriter(err), step -> {})
                .print(Bootstraps.settings(Map.of()), new Adopt.Wanted(false, false));
        JsonParser.parseString(out.toString())
                .getAsJsonObject()
                .getAsJsonArray("resources")
                .forEach(resource -> Optional.ofNullable(
                                resource.getAsJsonObject().get("id"))
                        .ifPresent(id -> ids.merge(id.getAsString(), 1, Integer::sum)));

        var pool = "projects/runmat-seed/locations/global/workloadIdentityPools/github";
        var key = "projects/runmat-seed/locations/us/keyRings/telemetry/cryptoKeys/pulumi";
        var deploy = "telemetry-deploy@runmat-seed.iam.gserviceaccount.com";
        for (var id : List.of(
                "runmat-seed-pulumi-state",
                "b/runmat-seed-pulumi-state roles/storage.objectUser serviceAccount:" + deploy,
                key,
                key + " roles/cloudkms.cryptoKeyEncrypterDecrypter serviceAccount:" + deploy,
                "projects/runmat-seed/serviceAccounts/" + deploy,
                "runmat-staging roles/dns.admin serviceAccount:" + deploy,
                pool,
                pool + "/providers/github")) {
            assertEquals(1, ids.get(id), () -> id + " is not once in " + ids.keySet());
        }
        assertEquals(
                2,
                said().lines()
                        .filter(line -> line.contains("only Google knows its id"))
                        .count(),
                this::said);
        assertSays("4 are left out", said());
        assertSays("left out: NotificationChannel e-mail: only Google knows its id", said());
    }

    @Test
    void print_projectNotSet_saysHowToSetIt() {
        var failure = assertThrows(
                SettingsException.class, () -> adopt(Map.of("GOOGLE_PROJECT", ""), new Adopt.Wanted(false, false)));

        assertSays("pulumi config set gcp:project", failure);
    }

    @Test
    void print_nothingThere_isAnEmptyFile() {
        assertEquals(Map.of(), lookUp());
        assertSays("0 resources have an id", said());
        assertSays("left out: ManagedZone telemetry.runmat.com: it is not there: `pulumi up` makes it", said());
    }

    @Test
    void print_someThere_importsThoseAndNoOthers() {
        google.put("projects/runmat-p/managedZones/telemetry-telemetry-runmat-com", "{}");
        google.put(
                "us-central1/apis/domains.cloudrun.com/v1/namespaces/runmat-p/domainmappings/telemetry.runmat.org",
                "{}");
        google.put("enabled/projects/runmat-p/services/dns.googleapis.com", "{\"state\":\"ENABLED\"}");
        google.put("enabled/projects/runmat-p/services/run.googleapis.com", "{\"state\":\"DISABLED\"}");

        assertEquals(
                Map.of(
                        "ManagedZone:telemetry.runmat.com",
                        "projects/runmat-p/managedZones/telemetry-telemetry-runmat-com",
                        "us-central1-telemetry.runmat.org",
                        "locations/us-central1/namespaces/runmat-p/domainmappings/telemetry.runmat.org",
                        "Service:dns",
                        "runmat-p/dns.googleapis.com"),
                withoutKinds(lookUp()));
    }

    /** Where a name is given once its kind is not said. */
    private static Map<String, String> withoutKinds(Map<String, String> ids) {
        var named = new TreeMap<String, String>();
        ids.forEach((name, id) ->
                named.put(id.endsWith("dns.googleapis.com") ? "Service:dns" : name.replaceFirst("^gcp:.*::", ""), id));
        return named;
    }

    @Test
    void print_idsThatOnlyGoogleKnows_areFoundByWhatTheyAre() {
        google.put(
                "v3/projects/runmat-p/alertPolicies",
                "{\"alertPolicies\":[{\"displayName\":\"other\",\"name\":\"projects/runmat-p/alertPolicies/1\"}],\"nextPageToken\":\"a/b\"}");
        google.put(
                "v3/projects/runmat-p/alertPolicies?pageToken=a%2Fb",
                "{\"alertPolicies\":["
                        + "{\"displayName\":\"" + titleOf("slow") + "\","
                        + "\"name\":\"projects/runmat-p/alertPolicies/2\"}]}");
        google.put(
                "v1/projects/runmat-p/dashboards",
                "{\"dashboards\":[{\"displayName\":\"RunMat telemetry (prod)\",\"name\":\"projects/4711/dashboards/d-3\"}]}");
        google.put(
                GROUP,
                "{\"versions\":[{\"instanceTemplate\":\"https://x/projects/runmat-p/global/instanceTemplates/telemetry-udp-4?uniqueId=5\"}]}");
        google.put(
                "projects/runmat-p/secrets/telemetry-ingestion-key/versions/latest",
                "{\"name\":\"projects/4711/secrets/telemetry-ingestion-key/versions/6\"}");

        var ids = lookUp().values();
        assertTrue(ids.contains("projects/runmat-p/alertPolicies/2"), ids::toString);
        assertTrue(
                ids.contains("projects/runmat-p/dashboards/d-3"),
                "by the project's id, whose change would replace it: " + ids);
        assertTrue(ids.contains("projects/runmat-p/global/instanceTemplates/telemetry-udp-4"), ids::toString);
        assertTrue(ids.contains("projects/runmat-p/secrets/telemetry-ingestion-key/versions/6"), ids::toString);
        assertSilent("alertPolicies/1\"", out.toString());
    }

    private static String titleOf(String alert) {
        return (String) Preview.of(mapped())
                .resource("AlertPolicy", alert)
                .property("displayName")
                .orElseThrow();
    }

    @Test
    void print_grants_areThoseOfThePolicy() {
        var forwarder = "serviceAccount:telemetry-udp@runmat-p.iam.gserviceaccount.com";
        google.put(
                "projects/runmat-p:getIamPolicy",
                "{\"bindings\":[{\"role\":\"roles/logging.logWriter\",\"members\":[\"%s\"]},{\"role\":\"roles/monitoring.metricWriter\",\"members\":[\"user:a@b.c\"]}]}"
                        .formatted(forwarder));

        assertEquals(Map.of("forwarder-logWriter", "runmat-p roles/logging.logWriter " + forwarder), lookUp());
        assertTrue(google.asked().contains("POST projects/runmat-p:getIamPolicy"));
        assertTrue(google.asked().contains("GET projects/runmat-p/secrets/telemetry-ingestion-key:getIamPolicy"));
    }

    /** The former deployment's balancer and machines go; its zones, addresses and services stay. */
    @Test
    void print_former_isWhatCarriesStateOrAnAddress() {
        google.put("projects/runmat-p/regions/us-central1/addresses/telemetry-udp-ip", "{}");
        google.put("projects/runmat-p/regions/us-central1/forwardingRules/telemetry-udp-forwarding", "{}");

        assertEquals(
                Map.of("Address:us-central1-ipv4", "projects/runmat-p/regions/us-central1/addresses/telemetry-udp-ip"),
                adopt(google.environment(), new Adopt.Wanted(true, true)));
    }

    @Test
    void print_noCredentials_saysHowToHaveSome() {
        var environment = new TreeMap<>(google.environment());
        environment.remove("GOOGLE_OAUTH_ACCESS_TOKEN");
        environment.put("GOOGLE_APPLICATION_CREDENTIALS", "target/no-such-key.json");

        var failure = assertThrows(GoogleRefused.class, () -> adopt(environment, new Adopt.Wanted(true, false)));
        assertSays("no Google credentials: run `gcloud auth application-default login`", failure);
        assertEquals(List.of(), google.asked());
    }

    /** Neither there nor not there: whoever took it for the second would be led to make it twice. */
    @Test
    void print_googleFails_isNoFile() {
        google.refuse("v3/projects/runmat-p/alertPolicies", 503, "{\"error\":{\"message\":\"try later\"}}");

        var failure = assertThrows(GoogleRefused.class, this::lookUp);
        assertSays("Google answered 503 to http://", failure);
        assertSays("try later", failure);
        assertEquals("", out.toString());
    }

    @Test
    void print_apiNotEnabled_hasNothing() {
        google.refuse(
                "v3/projects/runmat-p/alertPolicies",
                403,
                "{\"error\":{\"details\":[{\"reason\":\"SERVICE_DISABLED\"}]}}");

        assertEquals(Map.of(), lookUp());
    }

    @Test
    void print_noRight_saysWhichRoleHelps() {
        google.refuse("v3/projects/runmat-p/alertPolicies", 403, "{\"error\":{\"message\":\"denied\"}}");

        assertSays("roles/viewer", assertThrows(GoogleRefused.class, this::lookUp));
    }
}
