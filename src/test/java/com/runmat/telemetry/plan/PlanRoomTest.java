package com.runmat.telemetry.plan;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.runmat.telemetry.ProgramOnly;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.runmat.telemetry", importOptions = ProgramOnly.class)
class PlanRoomTest {
    private static final String PLAN = "com.runmat.telemetry.plan..";

    /** So that `pulumi up` never loads a class of the plan's, nor of the command line's. */
    @ArchTest
    static final ArchRule STACK_KNOWS_NEITHER_PLAN_NOR_COMMANDS = noClasses()
            .that()
            .resideInAPackage("com.runmat.telemetry.infra..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    PLAN, "com.runmat.telemetry.command..", "com.runmat.telemetry.commandline..", "picocli..");

    /** A plan is of the whole program, whatever it is made of, and runs it on the SDK as the engine's run does. */
    @ArchTest
    static final ArchRule PLAN_KNOWS_THE_STACK_ALONE = noClasses()
            .that()
            .resideInAPackage(PLAN)
            .should()
            .dependOnClassesThat(resideInAPackage("com.runmat.telemetry.infra.(*)..")
                    .and(not(resideInAPackage("com.runmat.telemetry.infra.sdk"))));

    /** The graph is what stack tests read: it must not need the engine or the reports. */
    @ArchTest
    static final ArchRule GRAPH_STANDS_ALONE = noClasses()
            .that()
            .resideInAPackage("com.runmat.telemetry.plan.graph..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..plan.engine..", "..plan.settings..", "..plan.report..", "..plan.picture..");

    /** Only the engine speaks Pulumi's protocol, and one room listens to what the SDK says. */
    @ArchTest
    static final ArchRule PROTOCOL_STAYS_IN_THE_ENGINE = noClasses()
            .that()
            .resideOutsideOfPackages("com.runmat.telemetry.plan.engine..", "com.runmat.telemetry.infra.sdk..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("pulumirpc..", "io.grpc..", "com.google.protobuf..");
}
