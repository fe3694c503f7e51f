package com.runmat.telemetry.infra;

import static com.runmat.telemetry.infra.Told.text;
import static com.runmat.telemetry.plan.Says.assertSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.runmat.telemetry.infra.seed.DeployRole;
import com.runmat.telemetry.plan.engine.ProgramFailed;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.PlannedResource;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold of the stack that the others are deployed from. */
class BootstrapPromisesTest {
    private static final Plan PLAN = Bootstraps.plan(Map.of());
    private static final Plan APPLIED = Bootstraps.applied();

    /** Written anew as the others: see {@link InventoryTest}. */
    @Test
    void plan_registersWhatItsInventorySays() throws IOException {
        InventoryTest.assertWritten("bootstrap.txt", new Inventory(PLAN).text());
    }

    /** CIS 5.1 and 5.2, and what brings a state back that was overwritten or deleted. */
    @Test
    void state_isPrivateOfSeveralRegionsAndCanBeHadAgain() {
        PlannedResource bucket = PLAN.resource("Bucket", "state");
        assertEquals("US", text(bucket, "location"));
        assertEquals("enforced", text(bucket, "publicAccessPrevention"));
        assertEquals("true", text(bucket, "uniformBucketLevelAccess"));
        assertEquals("true", text(bucket, "versioning.enabled"));
        assertEquals("false", text(bucket, "forceDestroy"));
        assertTrue(Long.parseLong(text(bucket, "softDeletePolicy.retentionDurationSeconds")) >= 7 * 24 * 3600);
        assertEquals("Delete", text(bucket, "lifecycleRules[0].action.type"));
        assertEquals("ARCHIVED", text(bucket, "lifecycleRules[0].condition.withState"), "never what is in use");
        assertTrue(bucket.property("lifecycleRules[1]").isEmpty());
        assertTrue(bucket.property("retentionPolicy").isEmpty(), "Pulumi overwrites the state and deletes its lock");
    }

    /** CIS 1.9 and 1.10; a key of one region would take the secrets along when that is lost. */
    @Test
    void key_isOfSeveralRegionsAndRenewed() {
        assertEquals("us", text(PLAN.resource("KeyRing", "telemetry"), "location"));
        assertEquals("7776000s", text(PLAN.resource("CryptoKey", "pulumi"), "rotationPeriod"));
    }

    @ParameterizedTest
    @CsvSource({"us, US, us", "europe, EU, europe", "asia, ASIA, asia"})
    void location_anyPartOfTheWorld_isTheSameForStateAndKey(String location, String bucket, String ring) {
        Plan plan = Bootstraps.plan(Map.of("telemetry:stateLocation", location));
        assertEquals(bucket, text(plan.resource("Bucket", "state"), "location"));
        assertEquals(ring, text(plan.resource("KeyRing", "telemetry"), "location"));
    }

    @Test
    void whatNothingBringsBack_isProtected() {
        Set<String> kept = PLAN.cloudResources().stream()
                .filter(resource -> resource.options().protect())
                .map(PlannedResource::kind)
                .collect(Collectors.toSet());
        assertEquals(Set.of("Bucket", "KeyRing", "CryptoKey"), kept);
    }

    @Test
    void grants_areExactlyThese() {
        String deploy = "serviceAccount:" + MadeUp.email("deploy");
        String preview = "serviceAccount:" + MadeUp.email("preview");
        Set<String> expected = new TreeSet<>(List.of(
                "roles/storage.objectUser to " + deploy,
                "roles/cloudkms.cryptoKeyEncrypterDecrypter to " + deploy,
                "roles/storage.objectViewer to " + preview,
                "roles/cloudkms.cryptoKeyDecrypter to " + preview,
                "roles/iam.workloadIdentityUser to principal://iam.googleapis.com/name/pool/subject/"
                        + Bootstraps.DEPLOY,
                "roles/iam.workloadIdentityUser to principal://iam.googleapis.com/name/pool/subject/"
                        + Bootstraps.PREVIEW));
        for (String project : List.of("runmat-example", "runmat-staging")) {
            expected.add("roles/viewer on " + project + " to " + preview);
            for (DeployRole role : DeployRole.values()) {
                expected.add(role.role() + " on " + project + " to " + deploy);
            }
        }
        assertEquals(
                expected,
                APPLIED.cloudResources().stream()
                        .filter(resource -> resource.kind().endsWith("IAMMember"))
                        .map(grant -> text(grant, "role")
                                + grant.property("project")
                                        .map(project -> " on " + project)
                                        .orElse("") + " to "
                                + text(grant, "member"))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Without the condition the role would be the owner's: it could grant itself anything. */
    @Test
    void grantsOfTheDeployAccount_areOnlyThoseOfTheStackItself() {
        Set<String> grantedByTheStack = Stacks.FULL.applied().ofType("gcp:projects/iAMMember:IAMMember").stream()
                .map(grant -> text(grant, "role"))
                .collect(Collectors.toCollection(TreeSet::new));
        String only = grantedByTheStack.stream().collect(Collectors.joining("', '", "['", "']"));
        List<PlannedResource> conditional = PLAN.ofType("gcp:projects/iAMMember:IAMMember").stream()
                .filter(grant -> grant.property("condition").isPresent())
                .toList();
        assertEquals(2, conditional.size());
        for (PlannedResource grant : conditional) {
            assertEquals("roles/resourcemanager.projectIamAdmin", text(grant, "role"));
            assertEquals(
                    "api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(" + only + ")",
                    text(grant, "condition.expression"));
        }
    }

    @Test
    void deployRoles_areNoBasicRole() {
        for (DeployRole role : DeployRole.values()) {
            assertFalse(role.role().matches("roles/(owner|editor|viewer)"), role.role());
            assertFalse(role.role().contains("TokenCreator"), role.role());
        }
    }

    /** A workflow is let in by numbers, and by its whole subject. */
    @Test
    void provider_letsInOneRepositoryAndTwoSubjects() {
        PlannedResource provider = PLAN.resource("WorkloadIdentityPoolProvider", "provider");
        assertEquals("https://token.actions.githubusercontent.com", text(provider, "oidc.issuerUri"));
        assertEquals(
                "assertion.repository_owner_id == '1234567' && assertion.repository_id == '7654321' && (assertion.sub == '"
                        + Bootstraps.DEPLOY + "' || assertion.sub == '" + Bootstraps.PREVIEW + "')",
                text(provider, "attributeCondition"));
        assertSays(
                "google.subject=assertion.sub",
                provider.property("attributeMapping").orElseThrow().toString());
    }

    @Test
    void ownership_anyChange_isTold() {
        PlannedResource alert = APPLIED.resource("AlertPolicy", "ownership");
        String filter = text(alert, "conditions[0].conditionMatchedLog.filter");
        assertSays("role=\"roles/owner\"", filter);
        assertSays("action=~\"ADD|REMOVE\"", filter);
        assertEquals("[link/NotificationChannel/e-mail]", text(alert, "notificationChannels"));
    }

    /** The project's calls wait for its APIs, on the first day above all. */
    @Test
    void everything_waitsForAnApi() {
        for (PlannedResource resource : PLAN.cloudResources()) {
            if (!resource.kind().equals("Service")) {
                assertTrue(
                        resource.dependencies().stream()
                                .anyMatch(urn -> urn.contains("gcp:projects/service:Service::")),
                        resource.urn());
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            telemetry:deployProjects     | ["runmat-seed"]                  | telemetry:deployProjects has runmat-seed
            telemetry:deploySubject      | ''                               | all of them or none
            telemetry:deploySubject      | repo:a/b:*                       | the whole subject
            telemetry:deploySubject      | 'repo:a/b:ref:x'' || true || ''y' | the whole subject
            telemetry:githubRepositoryId | runmat-org/telemetry             | a number
            telemetry:stateLocation      | us-central1                      | us, europe, asia
            telemetry:previewSubject     | repo:runmat-org/telemetry:environment:production | allowed is another
            """)
    void config_mistake_isToldWithWhatIsAllowed(String key, String value, String sentence) {
        ProgramFailed failure = assertThrows(ProgramFailed.class, () -> Bootstraps.plan(Map.of(key, value)));
        assertSays(sentence, failure);
    }

    @Test
    void outputs_areWhatTheFirstDayNeeds() {
        assertEquals("gs://runmat-seed-pulumi-state", PLAN.outputs().get("state_backend"));
        assertEquals("gcpkms://id/CryptoKey/pulumi", APPLIED.outputs().get("secrets_provider"));
        assertEquals("name/provider", APPLIED.outputs().get("workload_identity_provider"));
        assertEquals(MadeUp.email("deploy"), APPLIED.outputs().get("deploy_account"));
    }
}
