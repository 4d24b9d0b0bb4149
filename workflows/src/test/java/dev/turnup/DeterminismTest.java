package dev.turnup;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Workflow code must do the same at every replay, so the whole module keeps away from what may differ. */
@AnalyzeClasses(packages = "dev.turnup", importOptions = ImportOption.DoNotIncludeTests.class)
class DeterminismTest {

    @ArchTest
    static final ArchRule no_clock = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .accessClassesThat()
            .areAssignableTo(Clock.class);

    @ArchTest
    static final ArchRule no_randomness = noClasses()
            .should()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .callMethod(Math.class, "random")
            .orShould()
            .accessClassesThat()
            .areAssignableTo(Random.class)
            .orShould()
            .accessClassesThat()
            .areAssignableTo(ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule no_threads_and_no_input_or_output = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.turnup.catalogue.Catalogue") // reads its own resource, at start-up
            .should()
            .accessClassesThat()
            .areAssignableTo(Thread.class)
            .orShould()
            .accessClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.io..", "java.nio.file..", "java.net..", "java.sql..");

    @ArchTest
    static final ArchRule no_parallel_streams = noClasses()
            .should()
            .accessTargetWhere(DescribedPredicate.describe(
                    "a stream becomes parallel",
                    (JavaAccess<?> access) -> access.getName().equals("parallel")
                            || access.getName().equals("parallelStream")));

    @ArchTest
    static final ArchRule no_maps_and_sets_of_unknown_order = noClasses()
            .should()
            .callConstructorWhere(DescribedPredicate.describe(
                    "a hash map or set is made",
                    call -> call.getTargetOwner().isEquivalentTo(HashMap.class)
                            || call.getTargetOwner().isEquivalentTo(HashSet.class)));

    @ArchTest
    static final ArchRule no_spring_and_no_database = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.jdbi..", "jakarta..", "javax.sql..", "tools.jackson..");

    @ArchTest
    static final ArchRule no_synchronized_methods = com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods()
            .should()
            .notHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED);
}
