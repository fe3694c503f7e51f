package com.runmat.telemetry.infra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.runmat.telemetry.infra.component.Component;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Who may know whom. */
@AnalyzeClasses(packages = "com.runmat.telemetry.infra", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String ROOT = "com.runmat.telemetry.infra";

    @ArchTest
    static final ArchRule components_areKnownToTheirRoomAndTheStackOnly =
            classes().that(areComponents()).should(beUsedInTheirPackageOrBy(TelemetryStack.class));

    @ArchTest
    static final ArchRule rooms_doNotKnowTheStack =
            noClasses().that(resideOutsideOfPackage(ROOT)).should().dependOnClassesThat(resideInAPackage(ROOT));

    @ArchTest
    static final ArchRule namesAndConfiguration_knowNoRoom = noClasses()
            .that(resideInAnyPackage(ROOT + ".naming", ROOT + ".config"))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".naming", ROOT + ".config"))));

    @ArchTest
    static final ArchRule component_knowsNamesOnly = noClasses()
            .that(resideInAPackage(ROOT + ".component"))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".component", ROOT + ".naming"))));

    @ArchTest
    static final ArchRule classes_areNamedForWhatTheyAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveNameMatching(".*(Util|Utils)");

    private static DescribedPredicate<JavaClass> areComponents() {
        return assignableTo(Component.class).and(DescribedPredicate.not(resideInAPackage(ROOT + ".component")));
    }

    private static ArchCondition<JavaClass> beUsedInTheirPackageOrBy(Class<?> stack) {
        return new ArchCondition<>("be used in their package or by " + stack.getSimpleName()) {
            @Override
            public void check(JavaClass component, ConditionEvents events) {
                for (Dependency use : component.getDirectDependenciesToSelf()) {
                    JavaClass user = use.getOriginClass();
                    boolean allowed =
                            user.getPackageName().equals(component.getPackageName()) || user.isEquivalentTo(stack);
                    events.add(new SimpleConditionEvent(component, allowed, use.getDescription()));
                }
            }
        };
    }
}
