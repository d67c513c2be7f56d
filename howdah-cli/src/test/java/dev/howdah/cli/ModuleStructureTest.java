package dev.howdah.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** What may depend on what in this module. */
final class ModuleStructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.howdah.cli");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.howdah.cli.(*)..")
                .should()
                .beFreeOfCycles()
                .because("move what both need into the lower package")
                .check(CLASSES);
    }

    @Test
    void nothingKnowsTheCommands() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.howdah.cli.*", "dev.howdah.cli.*.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.howdah.cli", "picocli..")
                .because("a command reads the command line and hands over options")
                .check(CLASSES);
    }

    @Test
    void renderersKnowNoEngineOfOurs() {
        noClasses()
                .that()
                .resideInAPackage("dev.howdah.cli.render..")
                .should()
                .dependOnClassesThat(
                        JavaClass.Predicates.resideInAPackage("dev.howdah..")
                                .and(
                                        JavaClass.Predicates.resideOutsideOfPackages(
                                                "dev.howdah.cli.render..",
                                                "dev.howdah.kuzu.graph")))
                .because(
                        "they print any result, of Kùzu by the exact texts of its values; what one engine needs belongs in shell")
                .check(CLASSES);
    }

    @Test
    void oneClassKnowsDuckDbsDriver() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.howdah.cli.render.JsonValue")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.duckdb..")
                .because("only nested values have classes of the driver's own; all else is JDBC")
                .check(CLASSES);
    }

    @Test
    void renderersOfAnyEngineKnowNoKuzu() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.howdah.cli", "dev.howdah.cli.render", "dev.howdah.cli.shell")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.kuzudb..", "dev.howdah.kuzu..")
                .because(
                        "values of Kùzu's are read in render.graph and Cypher is known to cypher;"
                                + " all else goes by ResultRows and ShellEngine")
                .check(CLASSES);
    }

    @Test
    void theShellKnowsNoCypher() {
        noClasses()
                .that()
                .resideInAPackage("dev.howdah.cli.shell")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.howdah.cli.cypher", "dev.howdah.cli.render.graph")
                .because("an engine is handed to it by the command")
                .check(CLASSES);
    }

    @Test
    void cypherKnowsNoSql() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.howdah.cli.cypher", "dev.howdah.cli.render.graph")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.howdah.duckdb..", "org.duckdb..")
                .because("Kùzu's results and statements are Kùzu's own")
                .check(CLASSES);
    }

    @Test
    void onlyTheShellReadsStatements() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.howdah.cli.shell", "dev.howdah.cli.cypher")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.howdah.duckdb..", "dev.howdah.postgres..")
                .because("the others hand statements to the shell or to its Engine")
                .check(CLASSES);
    }

    @Test
    void onlyTheBenchmarkTalksToPostgresItself() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.howdah.cli.bench")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.postgresql..")
                .because("it measures pgjdbc; all else reads PostgreSQL through Howdah")
                .check(CLASSES);
    }

    @Test
    void onlyTheShellKnowsTerminals() {
        classes()
                .that()
                .resideInAPackage("org.jline..")
                .should()
                .onlyHaveDependentClassesThat()
                .resideInAnyPackage("org.jline..", "dev.howdah.cli.shell")
                .because("demo and bench must run without a terminal")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nothingNeedsTheCloudsSdk() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("the core asks for it by itself when a token is wanted")
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
