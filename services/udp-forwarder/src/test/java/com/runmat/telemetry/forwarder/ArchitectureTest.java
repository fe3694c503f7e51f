package com.runmat.telemetry.forwarder;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "com.runmat.telemetry.forwarder", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "com.runmat.telemetry.forwarder.";

    @ArchTest
    static final ArchRule rooms_haveNoCycles =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule wayIn_doesNotKnowTheWayOut = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "receive", ROOT + "admit", ROOT + "queue")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "relay", ROOT + "key", ROOT + "health", "java.net.http");

    @ArchTest
    static final ArchRule wayOut_doesNotKnowTheWayIn = noClasses()
            .that()
            .resideInAPackage(ROOT + "relay")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + "receive", ROOT + "admit", ROOT + "health");

    @ArchTest
    static final ArchRule forwarder_knowsNoOtherService = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.runmat.telemetry.worker..", "com.runmat.telemetry.local..");
}
