package com.runmat.telemetry.infra.plan;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.runmat.telemetry.infra", importOptions = DoNotIncludeTests.class)
class PlanRoomTest {
    private static final String PLAN = "com.runmat.telemetry.infra.plan..";

    /** So that `pulumi up` never loads a class of the plan's. */
    @ArchTest
    static final ArchRule STACK_DOES_NOT_KNOW_PLAN =
            noClasses().that().resideOutsideOfPackage(PLAN).should().dependOnClassesThat(resideInAPackage(PLAN));

    /** The graph is what stack tests read: it must not need the engine or the reports. */
    @ArchTest
    static final ArchRule GRAPH_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("com.runmat.telemetry.infra.plan.graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..plan.engine..", "..plan.settings..", "..plan.report..", "..plan.picture..");

    /** Only the engine speaks Pulumi's protocol. */
    @ArchTest
    static final ArchRule PROTOCOL_STAYS_IN_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackage("com.runmat.telemetry.infra.plan.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("pulumirpc..", "io.grpc..", "com.google.protobuf..");
}
