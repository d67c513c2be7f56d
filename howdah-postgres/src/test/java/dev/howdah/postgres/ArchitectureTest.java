package dev.howdah.postgres;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import org.junit.jupiter.api.Test;

/** The rules that keep the core's packages apart. */
final class ArchitectureTest {
    private static final String CORE = "dev.howdah.postgres";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages(CORE);

    @Test
    void onlyConnectionKnowsTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CORE + ".connection")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.postgresql..")
                .because("a session hides pgjdbc; give Session what you need, or ask it for JDBC")
                .check(CLASSES);
    }

    @Test
    void onlyTheRdsProviderKnowsTheAwsSdk() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CORE + ".credential.rds")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("the SDK may be missing; RdsIam is loaded without it and says so")
                .check(CLASSES);
        noClasses()
                .that()
                .haveFullyQualifiedName(CORE + ".credential.rds.RdsIam")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("software.amazon..")
                .because("the SDK may be missing; keep its types in SdkTokens")
                .check(CLASSES);
    }

    @Test
    void onlySecretKnowsJson() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CORE + ".secret")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.fasterxml.jackson..")
                .because("secrets are what the core keeps in files; they say how")
                .check(CLASSES);
    }

    @Test
    void credentialsKnowNoConnection() {
        noClasses()
                .that()
                .resideInAPackage(CORE + ".credential..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CORE + ".connection..", CORE + ".secret..", CORE + ".wire..")
                .because("a provider is asked for a password and needs no more than the request")
                .check(CLASSES);
    }

    @Test
    void noEngineIsKnown() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.duckdb..", "com.kuzudb..", "org.apache.spark..", "dev.howdah.duckdb..")
                .because("hosts translate an engine's words into the core's, never the other way")
                .check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        slices().matching(CORE + ".(*)..")
                .should()
                .beFreeOfCycles()
                .because("arrows point from the face down to type; move the shared part down")
                .check(CLASSES);
    }

    @Test
    void onlyTheFaceAssembles() {
        noClasses()
                .that()
                .resideInAPackage(CORE + ".*")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CORE)
                .because("the face stands on top; what others need belongs below it")
                .check(CLASSES);
    }

    @Test
    void wireAndCodecMeetOnlyInScanAndWrite() {
        noClasses()
                .that()
                .resideOutsideOfPackages(CORE + ".scan", CORE + ".write", CORE + ".codec")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CORE + ".codec")
                .because("scan and write alone join bytes and values; ask them for rows")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(CORE + ".codec")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CORE + ".wire", CORE + ".connection")
                .because("a decoder takes a buffer, so that a file or a test can feed it")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage(CORE + ".wire")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CORE + ".codec", CORE + ".type", CORE + ".sql")
                .because("the wire carries bytes and messages, whatever they mean")
                .check(CLASSES);
    }

    @Test
    void onlySqlQuotes() {
        methods()
                .that()
                .haveNameMatching("(?i).*quote.*")
                .should()
                .beDeclaredInClassesThat()
                .resideInAPackage(CORE + ".sql")
                .because(
                        "one place that quotes is one place to get it right; use Identifier and"
                                + " Literal")
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAClassIs() {
        classes()
                .should()
                .haveNameNotMatching(".*(Utils?|Helper|Manager)")
                .because("such a name says nothing; name the class by its role")
                .check(CLASSES);
    }
}
