package com.runmat.telemetry.sender;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "com.runmat.telemetry", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    /** It is a room of the Pulumi program's, and compiled for the other programs without the rest of that. */
    @ArchTest
    static final ArchRule commandline_knowsPicocliAlone = classes()
            .that()
            .resideInAPackage("com.runmat.telemetry.commandline")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("com.runmat.telemetry.commandline", "picocli..", "java..", "org.jspecify..");
}
