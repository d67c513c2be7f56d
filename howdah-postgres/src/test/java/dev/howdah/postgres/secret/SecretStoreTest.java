package dev.howdah.postgres.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.connection.Environment;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.SecretStore.IfExists;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creating, finding, choosing and dropping secrets. */
final class SecretStoreTest {
    @TempDir private Path home;

    private SecretStore store() {
        return new SecretStore(home.resolve("a/b"));
    }

    private static Secret secret(String name, boolean persistent, String password) {
        return new Secret(name, Secret.CONFIG, List.of(), persistent, Map.of("password", password));
    }

    private static Secret scoped(String name, boolean persistent, String... scope) {
        return new Secret(name, Secret.CONFIG, List.of(scope), persistent, Map.of());
    }

    @Test
    void aTemporarySecretEndsWithItsStore() {
        assertThat(store().create(secret("One", false, "x"), IfExists.FAIL)).isTrue();
        SecretStore store = store();
        assertThat(store.find("one")).isEmpty();
        store.create(secret("One", false, "x"), IfExists.FAIL);
        assertThat(store.find("ONE")).get().extracting(Secret::name).isEqualTo("one");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void aPersistentSecretIsThereForOtherStores() {
        Secret secret =
                new Secret(
                        "Prod",
                        "rds_iam",
                        List.of("host=a", "postgres://b"),
                        true,
                        Map.of("host", "ä\n\"'\\", "password", ""));
        store().create(secret, IfExists.FAIL);
        assertThat(store().find("PROD")).contains(secret);
        assertThat(store().all()).containsExactly(secret);
        assertThat(store().drop("pROD", Optional.empty())).isTrue();
        assertThat(store().drop("prod", Optional.empty())).isFalse();
        assertThat(store().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSecondOfTheSameNameFailsReplacesOrIsForgotten(boolean persistent) {
        SecretStore store = store();
        store.create(secret("s", persistent, "first"), IfExists.FAIL);
        assertThatThrownBy(() -> store.create(secret("S", persistent, "hush"), IfExists.FAIL))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining(persistent ? "persistent secret \"s\"" : "temporary")
                .hasMessageContaining("CREATE OR REPLACE")
                .hasMessageNotContaining("hush");
        assertThat(store.create(secret("s", persistent, "second"), IfExists.KEEP)).isFalse();
        assertThat(store.find("s")).contains(secret("s", persistent, "first"));
        assertThat(store.create(secret("s", persistent, "third"), IfExists.REPLACE)).isTrue();
        assertThat(store.find("s")).contains(secret("s", persistent, "third"));
    }

    @Test
    void aNameInBothStoragesMustSayWhich() {
        SecretStore store = store();
        store.create(secret("s", false, "memory"), IfExists.FAIL);
        store.create(secret("s", true, "file"), IfExists.FAIL);
        assertThat(store.all()).extracting(Secret::persistent).containsExactly(false, true);
        assertThatThrownBy(() -> store.find("s"))
                .hasMessageContaining("memory")
                .hasMessageContaining("local_file");
        assertThatThrownBy(() -> store.drop("S", Optional.empty()))
                .hasMessageContaining("one in memory and one in local_file");
        assertThat(store.drop("s", Optional.of(Storage.FILE))).isTrue();
        assertThat(store.drop("s", Optional.of(Storage.FILE))).isFalse();
        assertThat(store.find("s")).contains(secret("s", false, "memory"));
        assertThat(store.drop("s", Optional.of(Storage.MEMORY))).isTrue();
        assertThat(store.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../x",
                "/etc/passwd",
                "Ünï cödé",
                ".",
                "..",
                "con",
                "a.json",
                "a%2fb",
                "%",
                "\0"
            })
    void anyNameStaysInItsFolder(String name) throws Exception {
        SecretStore store = store();
        store.create(secret(name, true, "x"), IfExists.FAIL);
        assertThat(store.find(name)).contains(secret(name, true, "x"));
        assertThat(store().all()).hasSize(1);
        try (var files = Files.walk(home)) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .extracting(Path::getParent)
                    .isEqualTo(store.folder());
        }
        assertThat(store.drop(name, Optional.empty())).isTrue();
    }

    @Test
    void longNamesStayApart() {
        SecretStore store = store();
        String common = "ü".repeat(300);
        store.create(secret(common + "a", true, "a"), IfExists.FAIL);
        store.create(secret(common + "b", true, "b"), IfExists.FAIL);
        assertThat(store.find(common + "a")).contains(secret(common + "a", true, "a"));
        assertThat(store.find(common + "b")).contains(secret(common + "b", true, "b"));
        assertThat(store.all()).hasSize(2);
    }

    @Test
    void anEmptyNameIsRefused() {
        assertThatThrownBy(() -> secret("", false, "hush"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("can't be empty");
        assertThatThrownBy(() -> store().find("")).isInstanceOf(HowdahException.class);
    }

    @Test
    void nothingShowsAValue() {
        SecretStore store = store();
        store.create(secret("s", false, "hush"), IfExists.FAIL);
        store.create(secret("t", true, "hush"), IfExists.FAIL);
        assertThat(store.all().toString()).contains("password").doesNotContain("hush");
        assertThat(store.toString()).doesNotContain("hush");
    }

    @Test
    void theFolderIsInTheHomeFolderUnlessTheVariableNamesOne() {
        assertThat(SecretStore.defaultFolder(new Environment(Map.of(), home, "me")))
                .isEqualTo(home.resolve(".howdah/secrets"));
        Map<String, String> variables = Map.of("HOWDAH_SECRET_DIRECTORY", "/elsewhere");
        assertThat(SecretStore.defaultFolder(new Environment(variables, home, "me")))
                .isEqualTo(Path.of("/elsewhere"));
    }

    @Test
    void theLongestScopeWinsThenTheUnnamedSecret() {
        SecretStore store = store();
        store.create(scoped("named", false), IfExists.FAIL);
        assertThat(store.select("host=h dbname=d")).isEmpty();
        store.create(scoped(Secret.DEFAULT_NAME, true), IfExists.FAIL);
        store.create(scoped("prefix", false, "host=h"), IfExists.FAIL);
        store.create(scoped("whole", true, "nothing", "postgresql://h:5432/d"), IfExists.FAIL);
        assertThat(chosen(store, "host=other")).isEqualTo(Secret.DEFAULT_NAME);
        assertThat(chosen(store, "host=h")).isEqualTo("prefix");
        assertThat(chosen(store, "host=h dbname=d")).isEqualTo("whole");
        store.create(scoped("memory", false, "postgres://h:5432/d"), IfExists.FAIL);
        assertThat(chosen(store, "host=h dbname=d")).isEqualTo("memory");
    }

    @Test
    void anUnnamedSecretWithAScopeIsForThatOnly() {
        SecretStore store = store();
        store.create(scoped(Secret.DEFAULT_NAME, false, "postgres://h"), IfExists.FAIL);
        assertThat(store.select("host=other")).isEmpty();
        assertThat(chosen(store, "host=h")).isEqualTo(Secret.DEFAULT_NAME);
    }

    private static String chosen(SecretStore store, String connectionString) {
        return store.select(connectionString).orElseThrow().name();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "postgres://h            | host=h user=u          | true",
                "postgres://H            | postgresql://h/d       | true",
                "postgresql://h          | host = 'h'             | true",
                "postgres://h            | host=h2                | false",
                "postgres://h            | postgres://h.evil.org  | false",
                "postgres://h            | dbname=h               | false",
                "postgres://localhost    | dbname=d               | false",
                "postgres://h:5432       | host=h                 | true",
                "postgres://h            | host=h port=6543       | true",
                "postgres://h:6543       | host=h                 | false",
                "postgres://h:6543/d     | postgres://h:6543/d?sslmode=require | true",
                "postgres://h/d          | host=h                 | false",
                "postgres://u@h/d        | host=h dbname=d user=u | true",
                "postgres://u@h/d        | host=h dbname=d user=v | false",
                "postgres://u@h/d        | host=h dbname=d        | false",
                "postgres://a,b          | host=a,b port=5432     | true",
                "postgres://a:1,b:2      | host=a,b port=1,2      | true",
                "postgres://a:1,b:2      | host=a,b port=1        | false",
                "postgres://a            | host=a,b               | false",
                "postgres://h            | host=h hostaddr=6.6.6.6 | false",
                "postgres://h            | postgres://h/?hostaddr=6.6.6.6 | false",
                "postgres://h/?hostaddr=::1 | host=h hostaddr=::1  | true",
                "postgres://h            | postgres://h/?host=evil | false",
                "postgres://h            | postgres://h@evil/     | false",
                "postgres://h            | postgres://h:p@evil/   | false",
                "postgres://h            | postgres://h%2eevil    | false",
                "postgres://h            | postgres://h,evil      | false",
                "postgres://h            | host=h host=evil       | false",
                "host=h                  | host=h2 user=u         | true",
                "host=h                  | postgres://h           | false",
                "'postgres://h '         | postgres://h nonsense  | false",
                "broken=                 | broken= nonsense       | true",
            })
    void aScopeIsAPrefixOrAUriWhosePartsAreEqual(String scope, String text, boolean fits) {
        SecretStore store = store();
        store.create(scoped("s", false, scope.replace("'", "")), IfExists.FAIL);
        assertThat(store.select(text).isPresent()).isEqualTo(fits);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'", "postgres://%zz", "host='", "=", "postgres://[", "nonsense=1"})
    void aBrokenConnectionStringNeverFailsHere(String text) {
        SecretStore store = store();
        store.create(scoped("s", false, "postgres://h", "host=h"), IfExists.FAIL);
        assertThat(store.select(text)).isEmpty();
    }
}
