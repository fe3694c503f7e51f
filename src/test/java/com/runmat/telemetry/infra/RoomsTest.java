package com.runmat.telemetry.infra;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.runmat.telemetry.ProgramOnly;
import com.runmat.telemetry.infra.component.Component;
import com.runmat.telemetry.infra.region.Region;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;

/** Who may know whom. */
@AnalyzeClasses(packages = "com.runmat.telemetry.infra", importOptions = ProgramOnly.class)
class RoomsTest {
    private static final String ROOT = "com.runmat.telemetry.infra";

    @ArchTest
    static final ArchRule components_areKnownToTheirRoomAndTheStackOnly = classes()
            .that(areComponents())
            .should(beUsedInTheirPackageOrBy(TelemetryStack.class, BootstrapStack.class, Region.class));

    @ArchTest
    static final ArchRule rooms_doNotKnowTheStack =
            noClasses().that(resideOutsideOfPackage(ROOT)).should().dependOnClassesThat(resideInAPackage(ROOT));

    /** What stands in a region is known to the whole that builds regions, and its parts do not know each other. */
    @ArchTest
    static final ArchRule partsOfARegion_doNotKnowEachOther = noClasses()
            .that(resideInAPackage(ROOT + ".region.worker.."))
            .should()
            .dependOnClassesThat(resideInAPackage(ROOT + ".region.forwarder.."))
            .orShould()
            .dependOnClassesThat(resideInAPackage(ROOT + ".region"));

    @ArchTest
    static final ArchRule forwarder_knowsNoOtherPartOfItsRegion = noClasses()
            .that(resideInAPackage(ROOT + ".region.forwarder.."))
            .should()
            .dependOnClassesThat(resideInAnyPackage(ROOT + ".region.worker..", ROOT + ".region"));

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

    private static ArchCondition<JavaClass> beUsedInTheirPackageOrBy(Class<?>... wholes) {
        return new ArchCondition<>("be used in their package or by " + Arrays.toString(wholes)) {
            @Override
            public void check(JavaClass component, ConditionEvents events) {
                for (Dependency use : component.getDirectDependenciesToSelf()) {
                    JavaClass user = use.getOriginClass();
                    boolean allowed = user.getPackageName().equals(component.getPackageName())
                            || Arrays.stream(wholes).anyMatch(user::isEquivalentTo);
                    events.add(new SimpleConditionEvent(component, allowed, use.getDescription()));
                }
            }
        };
    }
}
