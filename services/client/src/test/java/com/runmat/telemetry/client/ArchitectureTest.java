package com.runmat.telemetry.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = {"com.runmat.telemetry.client", "com.runmat.telemetry.shapes"},
        importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule client_dependsOnTheJdkAlone = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "com.runmat.telemetry.client..",
                    "com.runmat.telemetry.shapes",
                    "java..",
                    "javax.net..",
                    "org.jspecify.annotations");

    @ArchTest
    static final ArchRule config_knowsNothingElse = noClasses()
            .that()
            .resideInAPackage("..config")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.runmat.telemetry.client");
}
