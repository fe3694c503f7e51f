package com.runmat.telemetry.doctor;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.runmat.telemetry.commandline.Program;
import com.runmat.telemetry.infra.Stacks;
import com.runmat.telemetry.plan.google.Credentials;
import com.runmat.telemetry.plan.graph.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoctorCommandTest {
    private static final List<String> PULUMI = List.of("echo", "v3.259.0");

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> environment = new HashMap<>();
    private Machine machine = new Machine("/opt/jdk-25", PULUMI);
    private Plan plan = Stacks.PROD.plan();
    private FakeGoogle google;

    @BeforeEach
    void set() throws IOException {
        google = new FakeGoogle();
        environment.put("GOOGLE_OAUTH_ACCESS_TOKEN", FakeGoogle.TOKEN);
    }

    @AfterEach
    void close() {
        google.close();
    }

    private int doctor(String... arguments) {
        var credentials = new Credentials(environment, () -> {
            throw new IOException("no machine of the cloud");
        });
        return Program.ofOne(new DoctorCommand(stack -> plan, machine, credentials))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(
                        Stream.concat(Stream.of("doctor"), Stream.of(arguments)).toArray(String[]::new));
    }

    private int ask() {
        return doctor("--google", google.address());
    }

    @Test
    void doctor_allIsThere_passesEachLine() {
        assertEquals(0, ask(), out::toString);
        assertSays("ok   credentials  ann@example.com, from GOOGLE_OAUTH_ACCESS_TOKEN\n", out.toString());
        assertSays("ok   project      runmat-example\n", out.toString());
        assertSays("ok   billing      runmat-example has a billing account\n", out.toString());
        assertSays("ok   Pulumi       v3.259.0\n", out.toString());
        assertTrue(out.toString().matches("(?s).*ok   permissions  all \\d{3} on runmat-example\n"), out.toString());
        assertSilent("FAIL", out.toString());
    }

    @Test
    void doctor_anything_neverShowsTheTokenNorPutsItIntoAnAddress() {
        google.denied.add("run.services.create");
        ask();
        doctor("--json", "--google", google.address());
        assertSilent(FakeGoogle.TOKEN, out.toString() + err + google.called);
    }

    @Test
    void doctor_missingPermissions_namesThem() {
        google.denied.addAll(List.of("run.services.create", "dns.managedZones.create"));
        assertEquals(1, ask());
        assertSays("on runmat-example are missing: dns.managedZones.create, run.services.create\n", out.toString());
        assertSays("docs/operate/first-day.md", out.toString());
    }

    @Test
    void doctor_tokenOfYesterday_asksNothingElseOfGoogle() {
        environment.put("GOOGLE_OAUTH_ACCESS_TOKEN", "ya29.yesterday");
        assertEquals(1, ask());
        assertSays(
                "FAIL credentials  those from GOOGLE_OAUTH_ACCESS_TOKEN are not good: Google answers 400",
                out.toString());
        assertSays("GOOGLE_APPLICATION_CREDENTIALS", out.toString());
        assertEquals(List.of("POST /tokeninfo"), google.called);
    }

    @Test
    void doctor_noBilling_leadsToIt() {
        google.billed = false;
        assertEquals(1, ask());
        assertSays("FAIL billing      runmat-example has no billing account\n", out.toString());
        assertSays("https://console.cloud.google.com/billing/linkedaccount?project=runmat-example", out.toString());
    }

    @Test
    void doctor_billingNotToBeSeen_saysWhichApi() {
        google.billingEnabled = false;
        assertEquals(1, ask());
        assertSays("403: Cloud Billing API has not been used", out.toString());
        assertSays("enable cloudbilling.googleapis.com", out.toString());
    }

    @Test
    void doctor_projectBeingDeleted_saysHowItIsHadAgain() {
        google.states.put("runmat-example", "DELETE_REQUESTED");
        assertEquals(1, ask());
        assertSays("runmat-example is DELETE_REQUESTED", out.toString());
        assertSays("undelete runmat-example", out.toString());
    }

    @ParameterizedTest
    @CsvSource({"v3.253.9, 1", "v3.254.0, 0", "v4.0.0, 0", "nonsense, 1"})
    void doctor_pulumisVersion_decides(String version, int exitCode) {
        machine = new Machine("/opt/jdk-25", List.of("echo", version));
        assertEquals(exitCode, ask(), out::toString);
    }

    @Test
    void doctor_bareMachine_saysWhatToInstall() {
        machine = new Machine("", List.of("no-such-pulumi"));
        environment.clear();
        assertEquals(1, ask());
        assertSays("FAIL JDK 25       none is found", out.toString());
        assertSays("FAIL Pulumi       the CLI is not on the path\n", out.toString());
        assertSays("https://www.pulumi.com/docs/install/", out.toString());
        assertSays("FAIL credentials  none that work are found\n", out.toString());
    }

    @Test
    void doctor_projectNotSet_saysHowItIsSet() {
        plan = new Plan("telemetry", "new", List.of(), new TreeMap<>(), List.of(), List.of(), List.of("gcp:project"));
        assertEquals(1, doctor("new", "--google", google.address()));
        assertSays("pulumi config set gcp:project <id> --stack new", out.toString());
        assertEquals(List.of(), google.called);
    }

    /** As a service account's key file or the file that a login left: found by the usual rules, without gcloud. */
    @ParameterizedTest
    @CsvSource({"GOOGLE_APPLICATION_CREDENTIALS, key.json", "HOME, .config/gcloud/application_default_credentials.json"
    })
    void doctor_credentialsInAFile_areFound(String variable, String file) throws Exception {
        Path key = folder.resolve(file);
        Files.createDirectories(key.getParent());
        Files.writeString(key, serviceAccount());
        environment.clear();
        environment.put(variable, variable.equals("HOME") ? folder.toString() : key.toString());
        assertEquals(0, ask(), out::toString);
        assertSays("ok   credentials  ann@example.com, from " + key, out.toString());
    }

    private String serviceAccount() throws Exception {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        String pem = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        var json = new JsonObject();
        Map.of(
                        "type", "service_account",
                        "project_id", "runmat-example",
                        "private_key_id", "1",
                        "private_key", pem,
                        "client_email", "ann@example.com",
                        "client_id", "1",
                        "token_uri", google.address() + "/token")
                .forEach(json::addProperty);
        return json.toString();
    }

    @Test
    void doctor_json_isOneObject() {
        google.denied.add("run.services.create");
        assertEquals(1, doctor("prod", "--json", "--google", google.address()));
        var report = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertFalse(report.get("ok").getAsBoolean());
        var last = report.getAsJsonArray("findings").get(6).getAsJsonObject();
        assertEquals("permissions", last.get("subject").getAsString());
        assertSays("run.services.create", last.get("detail").getAsString());
    }

    /** The token goes along. */
    @ParameterizedTest
    @CsvSource({"http://google.example", "https://127.0.0.1.evil.example", "http://127.0.0.1@evil.example"})
    void doctor_standInElsewhere_isRefused(String address) {
        assertEquals(2, doctor("--google", address));
        assertSays("--google is an address on this machine", err.toString());
    }
}
