package com.runmat.telemetry.worker;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom: {@code http → ingest → delivery → back ends}. */
@AnalyzeClasses(packages = "com.runmat.telemetry.worker", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "com.runmat.telemetry.worker";

    @ArchTest
    static final ArchRule rooms_knowTheNextOneOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("service")
            .definedBy(ROOT)
            .layer("http")
            .definedBy(ROOT + ".http")
            .layer("server")
            .definedBy(ROOT + ".http.server")
            .layer("ingest")
            .definedBy(ROOT + ".ingest")
            .layer("delivery")
            .definedBy(ROOT + ".delivery")
            .layer("back ends")
            .definedBy(ROOT + ".delivery.backend")
            .layer("gzip")
            .definedBy(ROOT + ".delivery.gzip")
            .layer("counters")
            .definedBy(ROOT + ".counters")
            .whereLayer("service")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("service")
            .whereLayer("server")
            .mayOnlyBeAccessedByLayers("service", "http")
            .whereLayer("ingest")
            .mayOnlyBeAccessedByLayers("service", "http")
            .whereLayer("delivery")
            .mayOnlyBeAccessedByLayers("service", "ingest")
            .whereLayer("back ends")
            .mayOnlyBeAccessedByLayers("service", "ingest", "delivery")
            .whereLayer("gzip")
            .mayOnlyBeAccessedByLayers("back ends");

    @ArchTest
    static final ArchRule backEnds_knowNoQueue = noClasses()
            .that()
            .resideInAPackage(ROOT + ".delivery.backend")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".delivery");

    @ArchTest
    static final ArchRule server_aloneKnowsSockets = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".http.server")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.nio.channels..");

    @ArchTest
    static final ArchRule json_isReadAndWrittenByTheContractAlone =
            noClasses().should().dependOnClassesThat().resideInAPackage("tools.jackson..");
}
