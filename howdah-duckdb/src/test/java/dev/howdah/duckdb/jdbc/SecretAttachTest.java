package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.Howdah;
import dev.howdah.duckdb.catalog.AttachOptions;
import dev.howdah.postgres.secret.Secret;
import dev.howdah.postgres.secret.SecretStore.IfExists;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** ATTACH and CONNECT with secrets. */
final class SecretAttachTest {
    static final List<Integer> VERSIONS = EmbeddedServer.VERSIONS;

    private static final String PASSWORD = PasswordServers.PASSWORD;

    @TempDir private Path folder;
    private Connection duckdb;

    @BeforeEach
    void connect() throws SQLException {
        duckdb = open();
    }

    private Connection open() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                connection, "SET pg_secret_directory = '%s'".formatted(folder.resolve("secrets")));
        return connection;
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckdb.close();
    }

    private static String place(EmbeddedServer server) {
        return "HOST '127.0.0.1', PORT %d".formatted(server.port());
    }

    private static String login(EmbeddedServer server) {
        return place(server) + ", USER app, PASSWORD '%s', DBNAME postgres".formatted(PASSWORD);
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void namedSecretMakesTheWholeConnection(int version) throws SQLException {
        EmbeddedServer server = PasswordServers.of(version);
        Rows.execute(
                duckdb,
                "CREATE SECRET s (TYPE postgres, %s)".formatted(login(server)),
                "ATTACH '' AS pg (TYPE postgres, SECRET s)",
                "ATTACH '' AS again (TYPE postgres, SECRET \"S\")",
                "ATTACH 'postgres:' AS third (SECRET 's')");
        assertThat(Rows.of(duckdb, "FROM pg.who")).containsExactly("postgres");
        assertThat(Rows.of(duckdb, "FROM again.who")).containsExactly("postgres");
        assertThat(Rows.of(duckdb, "FROM third.who")).containsExactly("postgres");
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void theStringWinsKeyByKey(int version) throws SQLException {
        EmbeddedServer server = PasswordServers.of(version);
        Rows.execute(
                duckdb,
                "CREATE SECRET s (TYPE postgres, %s)".formatted(login(server)),
                "ATTACH 'dbname=second' AS a (TYPE postgres, SECRET s)",
                "ATTACH 'postgresql:///second' AS b (TYPE postgres, SECRET s)",
                "ATTACH 'user=postgres application_name=x' AS c (TYPE postgres, SECRET s)");
        assertThat(Rows.of(duckdb, "FROM a.who")).containsExactly("second");
        assertThat(Rows.of(duckdb, "FROM b.who")).containsExactly("second");
        assertThat(
                        Rows.of(
                                duckdb,
                                "FROM postgres_query('c', 'SELECT current_user::text, current_setting(''application_name'')')"))
                .containsExactly("postgres|x");
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void theDefaultSecretCompletesAnyString(int version) throws SQLException {
        EmbeddedServer server = PasswordServers.of(version);
        Rows.execute(
                duckdb,
                "CREATE SECRET (TYPE postgres, USER app, PASSWORD '%s')".formatted(PASSWORD),
                "ATTACH 'postgresql://127.0.0.1:%d/second' AS a (TYPE postgres)"
                        .formatted(server.port()),
                "ATTACH 'host=127.0.0.1 port=%d dbname=postgres' AS b (TYPE postgres)"
                        .formatted(server.port()));
        assertThat(Rows.of(duckdb, "FROM a.who")).containsExactly("second");
        assertThat(Rows.of(duckdb, "FROM b.who")).containsExactly("postgres");
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void theScopeChooses(int version) throws SQLException {
        EmbeddedServer server = PasswordServers.of(version);
        Rows.execute(
                duckdb,
                "CREATE SECRET wrong (TYPE postgres, USER app, PASSWORD 'nonsense', SCOPE 'postgresql://127.0.0.1:%d')"
                        .formatted(server.port()),
                "CREATE SECRET fits (TYPE postgres, USER app, PASSWORD '%s', SCOPE ['x', 'postgresql://127.0.0.1:%d/second'])"
                        .formatted(PASSWORD, server.port()),
                "CREATE SECRET prefix (TYPE postgres, %s, SCOPE 'application_name=shop')"
                        .formatted(login(server)));
        Rows.execute(
                duckdb,
                "ATTACH 'host=127.0.0.1 port=%d dbname=second' AS a (TYPE postgres)"
                        .formatted(server.port()),
                "ATTACH 'application_name=shop' AS b (TYPE postgres)");
        assertThat(Rows.of(duckdb, "FROM a.who")).containsExactly("second");
        assertThat(Rows.of(duckdb, "FROM b.who")).containsExactly("postgres");
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb,
                                        "ATTACH 'postgresql://127.0.0.1:%d/postgres' AS c (TYPE postgres)"
                                                .formatted(server.port())))
                .hasMessageContaining("With the secret \"wrong\"")
                .hasMessageNotContaining("nonsense");
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void persistentSecretsAreThereForTheNextInstance(int version) throws Exception {
        EmbeddedServer server = PasswordServers.of(version);
        Rows.execute(
                duckdb,
                "CREATE PERSISTENT SECRET keep (TYPE postgres, %s)".formatted(login(server)),
                "CREATE SECRET gone (TYPE postgres, HOST a)");
        try (Connection other = open()) {
            Rows.execute(other, "ATTACH '' AS pg (TYPE postgres, SECRET keep)");
            assertThat(Rows.of(other, "FROM pg.who")).containsExactly("postgres");
            assertThat(Rows.of(other, "SELECT name, storage FROM postgres_secrets()"))
                    .containsExactly("keep|local_file");
        }
        Path file;
        try (var files = Files.list(folder.resolve("secrets"))) {
            file = files.filter(each -> each.toString().contains("keep")).findFirst().orElseThrow();
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        try (Connection other = open()) {
            assertThatThrownBy(
                            () ->
                                    Rows.execute(
                                            other, "ATTACH '' AS pg (TYPE postgres, SECRET keep)"))
                    .hasMessageContaining("chmod")
                    .hasMessageNotContaining(PASSWORD);
        }
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void aProviderGivesThePassword(int version) throws SQLException {
        EmbeddedServer server = PasswordServers.of(version);
        Rows.execute(
                duckdb,
                "CREATE SECRET s (TYPE postgres, PROVIDER Test_Vault, VAULT_PATH 'a/b', VAULT_KEY 'sesame', %s, USER app, DBNAME second)"
                        .formatted(place(server)),
                "ATTACH '' AS pg (TYPE postgres, SECRET s)");
        assertThat(Rows.of(duckdb, "FROM pg.who")).containsExactly("second");
        assertThat(Rows.of(duckdb, "SELECT provider, secret_string FROM postgres_secrets()"))
                .containsExactly(
                        "test_vault|name=s;type=postgres;provider=test_vault;serializable=true;scope;dbname=second;host=127.0.0.1;port=%d;user=app;vault_key=redacted;vault_path=a/b"
                                .formatted(server.port()));
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb,
                                        "CREATE SECRET t (TYPE postgres, PROVIDER test_vault, AWS_REGION 'x')"))
                .hasMessageContaining("aws_region");
    }

    @Test
    void anAttachedDatabaseKeepsWhatItsSecretSaid() throws SQLException {
        EmbeddedServer server = PasswordServers.of(EmbeddedServer.NEWEST);
        Rows.execute(
                duckdb,
                "CREATE SECRET s (TYPE postgres, %s)".formatted(login(server)),
                "ATTACH '' AS pg (TYPE postgres, SECRET s)",
                "DROP SECRET s");
        Servers.execute(
                server,
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM range(3)")).containsExactly("3");
        Rows.execute(duckdb, "ATTACH OR REPLACE ':memory:' AS other");
        try (Connection second = DriverManager.getConnection("jdbc:howdah:")) {
            assertThatThrownBy(
                            () -> Rows.execute(second, "ATTACH '' AS pg (TYPE postgres, SECRET s)"))
                    .hasMessageContaining("Secret with name \"s\" not found");
        }
        assertThat(Rows.of(duckdb, "FROM pg.who")).containsExactly("postgres");
    }

    @Test
    void anUnknownSecretIsAnErrorThatListsTheOthers() throws SQLException {
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb, "ATTACH '' AS pg (TYPE postgres, SECRET nosuch)"))
                .hasMessageContaining("Secret with name \"nosuch\" not found")
                .hasMessageContaining("there is none");
        Rows.execute(duckdb, "CREATE SECRET One (TYPE postgres, HOST a)");
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb, "ATTACH '' AS pg (TYPE postgres, SECRET nosuch)"))
                .hasMessageContaining("there are \"one\"");
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb,
                                        "ATTACH '' AS pg (TYPE postgres, SECRET_STORAGE_TABLE 't')"))
                .hasMessageContaining("CREATE PERSISTENT SECRET");
    }

    @Test
    void aFailureNeverShowsWhatIsInTheSecret() throws SQLException {
        EmbeddedServer server = PasswordServers.of(EmbeddedServer.NEWEST);
        Rows.execute(
                duckdb,
                "CREATE SECRET s (TYPE postgres, %s, USER app, PASSWORD 'wrong-geheim')"
                        .formatted(place(server)),
                "CREATE SECRET t (TYPE postgres, HOST h, SSLMODE 'nonsense', PASSWORD 'geheim')");
        assertThatThrownBy(() -> Rows.execute(duckdb, "ATTACH '' AS pg (TYPE postgres, SECRET s)"))
                .hasMessageContaining("With the secret \"s\"")
                .satisfies(
                        failure -> assertThat(Rows.everything(failure)).doesNotContain("geheim"));
        assertThatThrownBy(() -> Rows.execute(duckdb, "ATTACH '' AS pg (TYPE postgres, SECRET t)"))
                .hasMessageContaining("With the secret \"t\"")
                .satisfies(
                        failure -> assertThat(Rows.everything(failure)).doesNotContain("geheim"));
    }

    @ParameterizedTest
    @FieldSource("VERSIONS")
    void connectUsesSecretsAsAttachDoes(int version) throws SQLException {
        EmbeddedServer server = PasswordServers.of(version);
        Rows.execute(
                duckdb,
                "CREATE SECRET s (TYPE postgres, %s)".formatted(login(server)),
                "CONNECT 'dbname=second' (TYPE postgres, SECRET s)");
        assertThat(Rows.of(duckdb, "SELECT current_user || ' ' || db FROM who"))
                .containsExactly("app second");
        Rows.execute(duckdb, "DISCONNECT");
        assertThatThrownBy(() -> Rows.execute(duckdb, "CONNECT '' (TYPE postgres, SECRET nosuch)"))
                .hasMessageContaining("Secret with name \"nosuch\" not found");
    }

    @Test
    void aPlainConnectionUsesThemThroughTheFace() throws SQLException {
        EmbeddedServer server = PasswordServers.of(EmbeddedServer.NEWEST);
        try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
                Howdah howdah = Howdah.install(plain)) {
            Rows.execute(plain, "SET pg_secret_directory = '%s'".formatted(folder));
            howdah.secrets()
                    .create(
                            new Secret(
                                    "java",
                                    Secret.CONFIG,
                                    List.of(),
                                    false,
                                    Map.of(
                                            "host", "127.0.0.1",
                                            "port", String.valueOf(server.port()),
                                            "user", "app",
                                            "password", PASSWORD,
                                            "dbname", "second")),
                            IfExists.FAIL);
            howdah.attach("", "pg", AttachOptions.DEFAULT.withSecret("java"));
            assertThat(Rows.of(plain, "FROM pg.who")).containsExactly("second");
            assertThat(Rows.of(plain, "SELECT name FROM postgres_secrets()"))
                    .containsExactly("java");
        }
    }
}
