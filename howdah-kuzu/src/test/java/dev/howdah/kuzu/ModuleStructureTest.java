package dev.howdah.kuzu;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;

/** What may depend on what in this module. */
final class ModuleStructureTest {
    private static final String ROOT = "dev.howdah.kuzu";

    private static final String[] PACKAGES = {
        "cypher",
        "statement",
        "predicate",
        "type",
        "staging",
        "attach",
        "graph",
        "session",
        "listing",
        "rewrite",
        "copy",
        "writeback",
        "importgraph"
    };

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(ROOT);

    /** Each package, and those of this module that it may use. */
    @ParameterizedTest
    @CsvSource({
        "cypher, ''",
        "statement, cypher",
        "predicate, cypher",
        "type, cypher",
        "staging, cypher type",
        "attach, cypher type staging",
        "graph, cypher",
        "session, cypher type staging attach graph",
        "listing, cypher statement type staging attach graph session",
        "rewrite, cypher statement predicate type staging attach graph session listing",
        "copy, cypher statement predicate type staging attach graph session listing rewrite",
        "writeback, cypher statement predicate type staging attach graph session listing rewrite",
        "importgraph, cypher statement predicate type staging attach graph session listing"
                + " rewrite copy"
    })
    void packagesUseOnlyThoseBelow(String name, String below) {
        String[] others =
                Arrays.stream(PACKAGES)
                        .filter(other -> !other.equals(name))
                        .filter(other -> !Arrays.asList(below.split(" ")).contains(other))
                        .map(other -> ROOT + "." + other + "..")
                        .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage(ROOT + "." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .because("a package uses those below; move what both need down")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsTheFace() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".*..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(ROOT)
                .because("the face puts the others together")
                .check(CLASSES);
    }

    @Test
    void whatIsBelowTheGraphKnowsNoKuzu() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        ROOT + ".cypher",
                        ROOT + ".statement",
                        ROOT + ".predicate",
                        ROOT + ".type",
                        ROOT + ".staging",
                        ROOT + ".attach")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.kuzudb..")
                .because("they make files and text; what Kùzu does with these belongs above")
                .check(CLASSES);
    }

    @Test
    void statementsAreReadWithoutAnyDatabase() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + ".cypher", ROOT + ".statement", ROOT + ".predicate")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..",
                        "com.kuzudb..",
                        "dev.howdah.duckdb..",
                        "dev.howdah.postgres",
                        "dev.howdah.postgres.connection..",
                        "dev.howdah.postgres.catalog..")
                .because("what a text says does not depend on what is attached")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("move what both need into the lower package")
                .check(CLASSES);
    }

    @Test
    void onlyTheCoreKnowsPgjdbc() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.postgresql..")
                .because("the core's connection package is the only one that talks to pgjdbc")
                .check(CLASSES);
    }

    @Test
    void duckDbIsReachedOverJdbc() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .because("howdah-duckdb hands it out")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassDoes() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .because("such a name hides what the class does; name it by its role")
                .check(CLASSES);
    }
}
