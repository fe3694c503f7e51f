package com.runmat.telemetry.plan.engine;

import static com.runmat.telemetry.plan.Says.assertSays;
import static com.runmat.telemetry.plan.Says.assertSilent;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pulumi.Context;
import com.pulumi.core.Output;
import com.pulumi.gcp.compute.ComputeFunctions;
import com.pulumi.gcp.compute.Network;
import com.pulumi.gcp.compute.inputs.GetImageArgs;
import com.pulumi.gcp.organizations.OrganizationsFunctions;
import com.pulumi.gcp.organizations.inputs.GetProjectArgs;
import com.pulumi.resources.StackOptions;
import com.runmat.telemetry.plan.SampleStack;
import com.runmat.telemetry.plan.graph.Plan;
import com.runmat.telemetry.plan.graph.SecretValue;
import com.runmat.telemetry.plan.graph.Unknown;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class InProcessEngineTest {
    private static final String NET = "urn:pulumi:test::sample::sample:index:Door$gcp:compute/network:Network::net";

    private static Plan run(Consumer<Context> program) {
        return InProcessEngine.run(SampleStack.settings(Map.of()), StackOptions.Empty, program);
    }

    @Test
    void run_sample_listsWhatOthersNeedFirst() {
        var names = SampleStack.plan().resources().stream()
                .map(r -> r.kind() + " " + r.name())
                .toList();

        assertEquals(
                List.of(
                        "Stack sample-test",
                        "Door zdoor",
                        "Network net",
                        "Firewall allow",
                        "Vault vault",
                        "Secret the-key",
                        "SecretVersion the-key"),
                names);
    }

    @Test
    void run_twice_equal() {
        assertEquals(SampleStack.plan("7846"), SampleStack.plan());
    }

    @Test
    void run_valueOfAnotherResource_isUnknownAndKeepsItsSource() {
        var firewall = SampleStack.plan().resource("Firewall", "allow");

        assertEquals(Optional.of(Unknown.UNKNOWN), firewall.property("network"));
        assertEquals(List.of(NET), firewall.propertyDependencies().get("network"));
        assertEquals(Optional.of("7846"), firewall.property("allows[0].ports[0]"));
    }

    @Test
    void run_secretInput_staysMarked() {
        var version = SampleStack.plan().resource("SecretVersion", "the-key");

        assertEquals(Optional.of(new SecretValue(SampleStack.KEY)), version.property("secretData"));
        assertSilent(SampleStack.KEY, version.toString());
    }

    @Test
    void run_options_areSeen() {
        var secret = SampleStack.plan().resource("Secret", "the-key").options();

        assertTrue(secret.protect());
        assertEquals(List.of(NET), secret.dependsOn());
        assertEquals("7.0.0", secret.version());
    }

    @Test
    void run_outputs_unknownAndSecret() {
        var outputs = SampleStack.plan().outputs();

        assertEquals(Unknown.UNKNOWN, outputs.get("networkLink"));
        assertEquals(new SecretValue(SampleStack.KEY), outputs.get("key"));
    }

    @Test
    void run_logs_keepsInformationAndWarningsAndNothingAtDebugLevel() {
        assertEquals(List.of("two components"), SampleStack.plan().messages());
        assertEquals(List.of("one door only"), SampleStack.plan().warnings());
    }

    @Test
    void run_applyOnUnknown_isNotEntered() {
        var plan = run(context -> new Network("net").selfLink().applyValue(link -> {
            throw new AssertionError("entered with " + link);
        }));

        assertEquals(1, plan.cloudResources().size());
    }

    @Test
    void run_programThrows_tellsWhy() {
        var failure = assertThrows(
                ProgramFailed.class,
                () -> run(context -> {
                    throw new IllegalStateException("the domains are wrong");
                }));

        assertSays("the domains are wrong", failure);
    }

    @Test
    void run_missingSetting_namesItsKey() {
        var failure = assertThrows(
                ProgramFailed.class, () -> run(context -> context.config().require("colour")));

        assertSays("sample:colour", failure);
    }

    @Test
    void run_sameNameTwice_isRefused() {
        var failure = assertThrows(
                ProgramFailed.class,
                () -> run(context -> {
                    new Network("net");
                    new Network("net");
                }));

        assertSays("two resources are called \"net\"", failure);
    }

    @Test
    void run_knownLookUp_isUnknown() {
        var plan = run(context -> context.export(
                "number",
                OrganizationsFunctions.getProject(GetProjectArgs.builder()
                                .projectId("some-project")
                                .build())
                        .applyValue(project -> project.number())));

        assertEquals(Unknown.UNKNOWN, plan.outputs().get("number"));
    }

    @Test
    void run_otherLookUp_saysWhereToAnswerIt() {
        var failure = assertThrows(
                ProgramFailed.class,
                () -> run(context -> context.export(
                        "image",
                        Output.of(ComputeFunctions.getImage(
                                GetImageArgs.builder().family("cos-stable").build())))));

        assertSays("gcp:compute/getImage:getImage", failure);
    }

    @Test
    void run_afterFailure_nextRunIsFresh() {
        assertThrows(
                ProgramFailed.class,
                () -> run(context -> {
                    throw new IllegalStateException("first");
                }));

        assertEquals(4, SampleStack.plan("7846").cloudResources().size());
    }
}
