package dev.howdah.duckdb;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;

/** What may depend on what in this module. */
final class ModuleStructureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.howdah.duckdb");

    @Test
    void onlyNativeApiLinks() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.howdah.duckdb.nativeapi")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Linker.class, SymbolLookup.class)
                .because("a wrong signature ends the JVM; add a typed method to nativeapi instead")
                .check(CLASSES);
    }

    @Test
    void segmentsStayWhereVectorsAreWritten() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "dev.howdah.duckdb.nativeapi",
                        "dev.howdah.duckdb.vector",
                        "dev.howdah.duckdb.function")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.foreign..")
                .because(
                        "native memory is only for copying columns; hand over core batches instead")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void nativeApiKnowsNothingAboveIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.howdah.duckdb.nativeapi")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.howdah.duckdb.vector",
                        "dev.howdah.duckdb.function",
                        "dev.howdah.postgres.type",
                        "dev.howdah.postgres.column")
                .because("it is DuckDB's C API in Java; what core types mean belongs in vector")
                .check(CLASSES);
    }

    @Test
    void vectorsKnowNoFunctions() {
        noClasses()
                .that()
                .resideInAPackage("dev.howdah.duckdb.vector")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.howdah.duckdb.function")
                .because("writers are used by functions, never the other way round")
                .check(CLASSES);
    }

    @Test
    void changesKnowNoJdbc() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.howdah.duckdb.change..", "dev.howdah.duckdb.connect")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.howdah.duckdb.jdbc")
                .because("jdbc runs them; what they need of it is an interface, as ChangeContext")
                .check(CLASSES);
    }

    @Test
    void rowsAndFilesKnowNoChanges() {
        noClasses()
                .that()
                .resideInAnyPackage("dev.howdah.duckdb.source", "dev.howdah.duckdb.file")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.howdah.duckdb.change..", "dev.howdah.duckdb.jdbc")
                .because("they deliver rows and don't know where these go")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("dev.howdah.duckdb.(*)..")
                .should()
                .beFreeOfCycles()
                .because("move what both need into the lower package")
                .check(CLASSES);
    }

    @Test
    void onlyTheCoresConnectionPackageKnowsPgjdbc() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.postgresql..")
                .because("the core's connection package is the only one that talks to pgjdbc")
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
