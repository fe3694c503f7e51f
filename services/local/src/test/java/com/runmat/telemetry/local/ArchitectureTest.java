package com.runmat.telemetry.local;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.ClassesShouldConjunction;

/** Who may know whom, over all services; this module is the one that sees them all. */
@AnalyzeClasses(packages = "com.runmat.telemetry", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CONTRACT = "com.runmat.telemetry.contract..";
    private static final String OPS = "com.runmat.telemetry.ops..";
    private static final String WORKER = "com.runmat.telemetry.worker..";
    private static final String FORWARDER = "com.runmat.telemetry.forwarder..";
    private static final String CLIENT = "com.runmat.telemetry.client..";
    private static final String PROBE = "com.runmat.telemetry.probe..";
    private static final String SHAPES = "com.runmat.telemetry.shapes..";
    private static final String LOCAL = "com.runmat.telemetry.local..";

    @ArchTest
    static final ArchRule shapes_knowTheJdkAlone = classes()
            .that()
            .resideInAPackage(SHAPES)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(SHAPES, "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule contract_knowsShapesAndTheStreamerAlone = classes()
            .that()
            .resideInAPackage(CONTRACT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(CONTRACT, SHAPES, "java..", "tools.jackson.core..", "org.jspecify..");

    @ArchTest
    static final ArchRule ops_knowsNoEvent = knowsNone(OPS, CONTRACT, WORKER, FORWARDER, CLIENT, PROBE, LOCAL);

    @ArchTest
    static final ArchRule worker_knowsContractAndOps = knowsNone(WORKER, FORWARDER, CLIENT, PROBE, LOCAL);

    @ArchTest
    static final ArchRule forwarder_knowsContractAndOps = knowsNone(FORWARDER, WORKER, CLIENT, PROBE, LOCAL);

    @ArchTest
    static final ArchRule client_knowsNoService = knowsNone(CLIENT, OPS, WORKER, FORWARDER, PROBE, LOCAL);

    @ArchTest
    static final ArchRule probe_knowsNoService = knowsNone(PROBE, WORKER, FORWARDER, LOCAL);

    /** It starts them as they are deployed, so it has no use for their classes. */
    @ArchTest
    static final ArchRule local_knowsTheServicesAsJars = knowsNone(LOCAL, WORKER, FORWARDER, CLIENT, PROBE);

    /** What the forwarder needs to stamp and frame an event, and no reader of events. */
    @ArchTest
    static final ArchRule forwarder_framesWithoutReading = noClasses()
            .that()
            .resideInAPackage(FORWARDER)
            .should()
            .dependOnClassesThat()
            .haveNameMatching(
                    "com\\.runmat\\.telemetry\\.contract\\.(EventReader|BodyReader|PostHogProjection|Ga4Projection|Field)");

    /** They can be used by any test without the rest of this module. */
    @ArchTest
    static final ArchRule standIns_standAlone = noClasses()
            .that()
            .resideInAPackage("com.runmat.telemetry.local.standin..")
            .should()
            .dependOnClassesThat(resideInAPackage(LOCAL)
                    .and(not(resideInAPackage("com.runmat.telemetry.local.standin..")))
                    .and(not(resideInAPackage("com.runmat.telemetry.local.http.."))));

    @ArchTest
    static final ArchRule packages_areFreeOfCycles =
            slices().matching("com.runmat.telemetry.(*).(**)").should().beFreeOfCycles();

    @ArchTest
    static void everyService_isLookedAt(JavaClasses all) {
        for (String service : new String[] {CONTRACT, OPS, WORKER, FORWARDER, CLIENT, PROBE, LOCAL}) {
            classes()
                    .that()
                    .resideInAPackage(service)
                    .should()
                    .haveSimpleNameNotEndingWith("Helper")
                    .check(all);
        }
    }

    private static ClassesShouldConjunction knowsNone(String who, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(who)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others);
    }
}
