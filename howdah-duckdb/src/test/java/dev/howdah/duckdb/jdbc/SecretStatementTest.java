package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;

/** CREATE SECRET, DROP SECRET and what lists secrets, as DuckDB has them for its own types. */
final class SecretStatementTest {
    private static final String HUSH = "hush-Geheim-9";

    @TempDir private Path folder;
    private Connection duckdb;

    @BeforeEach
    void connect() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "SET pg_secret_directory = '%s'".formatted(folder.resolve("ours")),
                "SET secret_directory = '%s'".formatted(folder.resolve("duckdb")));
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckdb.close();
    }

    private List<String> texts() throws SQLException {
        return Rows.of(duckdb, "SELECT secret_string FROM postgres_secrets()");
    }

    @Test
    void aSecretIsListedAsDuckDbListsItsOwn() throws SQLException {
        Rows.execute(
                duckdb,
                "CREATE SECRET (TYPE postgres, HOST 'h', PASSWORD '%s')".formatted(HUSH),
                "CREATE SECRET shop (TYPE POSTGRES_SCANNER, SCOPE ['a,b', 'c'], DATABASE 'd', USERNAME u, SSLPASSWORD '%s')"
                        .formatted(HUSH),
                "CREATE SECRET web (TYPE http, BEARER_TOKEN '%s')".formatted(HUSH));
        assertThat(Rows.of(duckdb, "FROM postgres_secrets()"))
                .containsExactly(
                        "__default_postgres|postgres|config|false|memory|[]|name=__default_postgres;type=postgres;provider=config;serializable=true;scope;host=h;password=redacted",
                        "shop|postgres|config|false|memory|['a,b', c]|name=shop;type=postgres;provider=config;serializable=true;scope=a,b,c;dbname=d;sslpassword=redacted;user=u");
        assertThat(Rows.of(duckdb, "SELECT name, scope[1] FROM howdah_secrets()"))
                .containsExactly("__default_postgres|null", "shop|a,b", "web|null");
        assertThat(Rows.of(duckdb, "SELECT name FROM duckdb_secrets()")).containsExactly("web");
        String describe = "SELECT column_name, column_type FROM (DESCRIBE FROM %s())";
        assertThat(Rows.of(duckdb, describe.formatted("postgres_secrets")))
                .isEqualTo(Rows.of(duckdb, describe.formatted("duckdb_secrets")))
                .isEqualTo(Rows.of(duckdb, describe.formatted("howdah_secrets")));
        assertThat(Rows.of(duckdb, "FROM howdah_secrets()").toString()).doesNotContain(HUSH);
    }

    /** DuckDB would make a file of that name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'host=127.0.0.1 password=hush-7' AS pg",
                "ATTACH 'postgresql://me:hush-7@127.0.0.1/shop'",
                "CONNECT 'host=127.0.0.1 password=hush-7'"
            })
    void aPasswordNeverBecomesTheNameOfAFile(String sql) {
        assertThatThrownBy(() -> Rows.execute(duckdb, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("add (TYPE postgres)")
                .hasMessageNotContaining("hush-7");
    }

    /** DuckDB would download its own extension for them. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH ? AS pg (TYPE postgres)",
                "ATTACH 'host=' || 'h' AS pg (TYPE postgres)",
                "ATTACH getvariable('place') AS pg (READ_ONLY, TYPE postgres)"
            })
    void aConnectionStringThatIsNoLiteralIsRefused(String sql) {
        assertThatThrownBy(
                        () -> {
                            try (PreparedStatement statement = duckdb.prepareStatement(sql)) {
                                statement.execute();
                            }
                        })
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("CREATE SECRET takes both");
    }

    /**
     * The shell's connection streams: until a result has been read, DuckDB takes no other query.
     */
    @Test
    void aSecretIsMadeOnAConnectionThatStreamsResults() throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        try (Connection shell = DriverManager.getConnection("jdbc:howdah:", streaming)) {
            Rows.execute(shell, "SET pg_secret_directory = '%s'".formatted(folder));
            assertThat(Rows.of(shell, "CREATE SECRET s (TYPE postgres, PORT 5000 + 432)"))
                    .containsExactly("true");
            assertThat(Rows.of(shell, "SELECT name FROM postgres_secrets()")).containsExactly("s");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "HOST 'it''s; ) here'~host=it's; ) here",
                "HOST bare~host=bare",
                "HOST MiXed.Example.com~host=MiXed.Example.com",
                "HOST \"quoted name\"~host=quoted name",
                "HOST e'a\\tb'~host=a\tb",
                "HOST $$a'b$$~host=a'b",
                "HOST $q$)$q$~host=)",
                "PORT 5433~port=5433",
                "PORT (5000 + 433)~port=5433",
                "HOST ['a', 'b'], PORT [1, 2]~host=a,b;port=1,2",
                "HOST ('a', 'b')~host=a,b",
                "HOST 'a' || 'b'~host=ab",
                "HOST concat('(', 'x', ')')~host=(x)",
                "HOST CAST('a' AS VARCHAR)~host=a",
                "HOST 'a'::VARCHAR~host=a",
                "HOST getvariable('place')~host=from variable",
                "HOST CASE WHEN true THEN 'a, b' ELSE 'c' END~host=a, b",
                "USE_RDS_IAM_AUTH true, AWS_REGION 'r'~aws_region=r;use_rds_iam_auth=true",
                "PROVIDER rds_iam, AWS_REGION 'r'~aws_region=r",
                "URI 'postgresql://u:pw@h:1/d', SSLMODE require~dbname=d;host=h;password=redacted;port=1;sslmode=require;user=u",
                "HOST h, ~host=h",
                "\"host\" /* one */ 'h' -- two¶~host=h",
                "hOsT¶\t'h'~host=h"
            })
    void everyFormOfAValue(String options, String listed) throws SQLException {
        Rows.execute(duckdb, "SET VARIABLE place = 'from variable'");
        assertThat(
                        Rows.of(
                                duckdb,
                                "CREATE SECRET s (TYPE postgres, %s)"
                                        .formatted(options.replace('¶', '\n'))))
                .containsExactly("true");
        assertThat(texts().getFirst().split(";scope;")[1]).isEqualTo(listed);
        Rows.execute(duckdb, "CREATE OR REPLACE SECRET s (HOST x, TYPE 'Postgres')");
        assertThat(texts().getFirst()).endsWith(";host=x");
    }

    @Test
    void takesParameters() throws SQLException {
        try (PreparedStatement create =
                duckdb.prepareStatement(
                        "CREATE OR REPLACE SECRET s (TYPE postgres, HOST ? || '.net', PASSWORD ?, PORT ?, SCOPE [?])")) {
            create.setString(1, "h");
            create.setString(2, HUSH);
            create.setInt(3, 77);
            create.setString(4, "host=h");
            try (ResultSet rows = create.executeQuery()) {
                assertThat(Rows.of(rows)).containsExactly("true");
            }
            assertThat(texts().getFirst())
                    .endsWith("scope=host=h;host=h.net;password=redacted;port=77");
            create.setString(1, "other");
            assertThat(create.execute()).isTrue();
            assertThat(texts().getFirst()).contains("host=other.net;");
        }
        try (PreparedStatement create =
                duckdb.prepareStatement(
                        "CREATE SECRET t (TYPE postgres, PASSWORD $2, HOST $1, USER $1)")) {
            create.setString(1, "one");
            create.setString(2, HUSH);
            create.execute();
        }
        assertThat(texts().getLast()).endsWith("host=one;password=redacted;user=one");
    }

    @Test
    void answersLikeDuckDb() throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            assertThat(statement.execute("CREATE SECRET s (TYPE postgres, HOST h)")).isTrue();
            ResultSet rows = statement.getResultSet();
            assertThat(rows.getMetaData().getColumnName(1)).isEqualTo("Success");
            assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("BOOLEAN");
            assertThat(statement.execute("DROP SECRET s")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
            assertThat(statement.executeUpdate("CREATE SECRET s (TYPE postgres, HOST h)")).isZero();
        }
    }

    @Test
    void anExistingNameIsKeptReplacedOrRefused() throws SQLException {
        Rows.execute(
                duckdb,
                "CREATE SECRET One (TYPE postgres, HOST a)",
                "CREATE SECRET IF NOT EXISTS ONE (TYPE postgres, HOST b)");
        assertThat(texts().getFirst()).endsWith("host=a");
        assertThatThrownBy(
                        () -> Rows.execute(duckdb, "CREATE SECRET one (TYPE postgres, HOST 'b')"))
                .hasMessageContaining("already a temporary secret \"one\"")
                .asInstanceOf(InstanceOfAssertFactories.type(SQLException.class))
                .returns("42710", SQLException::getSQLState);
        Rows.execute(duckdb, "CREATE OR REPLACE TEMP SECRET one (TYPE postgres, HOST c)");
        assertThat(texts()).hasSize(1).first().asString().endsWith("host=c");
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb,
                                        "CREATE OR REPLACE SECRET IF NOT EXISTS one (TYPE postgres, HOST d)"))
                .hasMessageContaining("Cannot specify both OR REPLACE and IF NOT EXISTS");
    }

    @Test
    void ourNamesAndDuckDbsAreOneNamespace() throws SQLException {
        Rows.execute(duckdb, "CREATE SECRET Web (TYPE http, BEARER_TOKEN 'x')");
        for (String how : List.of("CREATE", "CREATE OR REPLACE", "CREATE PERSISTENT")) {
            String sql =
                    how.startsWith("CREATE P")
                            ? "CREATE PERSISTENT SECRET web (TYPE postgres, HOST h)"
                            : how + " SECRET web (TYPE postgres, HOST h)";
            assertThatThrownBy(() -> Rows.execute(duckdb, sql))
                    .hasMessageContaining("\"web\" already exists")
                    .hasMessageContaining("\"http\"");
        }
        Rows.execute(duckdb, "CREATE SECRET IF NOT EXISTS web (TYPE postgres, HOST h)");
        assertThat(texts()).isEmpty();
        Rows.execute(duckdb, "DROP SECRET web", "CREATE SECRET web (TYPE postgres, HOST h)");
        assertThat(texts()).hasSize(1);
    }

    @Test
    void dropsOursAndLeavesTheRestToDuckDb() throws SQLException {
        Rows.execute(
                duckdb,
                "CREATE SECRET s (TYPE postgres, HOST h)",
                "CREATE PERSISTENT SECRET s (TYPE postgres, HOST h)",
                "CREATE SECRET p IN local_file (TYPE postgres, HOST h)",
                "CREATE SECRET IN memory (TYPE postgres, HOST h)",
                "CREATE SECRET web (TYPE http, BEARER_TOKEN 'x')");
        assertThat(Rows.of(duckdb, "SELECT name, storage FROM postgres_secrets()"))
                .containsExactly(
                        "__default_postgres|memory", "p|local_file", "s|memory", "s|local_file");
        assertThatThrownBy(() -> Rows.execute(duckdb, "DROP SECRET s"))
                .hasMessageContaining("DROP TEMPORARY SECRET or DROP PERSISTENT SECRET");
        Rows.execute(duckdb, "DROP PERSISTENT SECRET S", "DROP SECRET \"s\" FROM memory");
        Rows.execute(duckdb, "drop secret if exists p from LOCAL_FILE");
        Rows.execute(duckdb, "DROP SECRET __default_postgres", "DROP SECRET web");
        Rows.execute(duckdb, "DROP SECRET IF EXISTS s");
        assertThat(Rows.of(duckdb, "FROM howdah_secrets()")).isEmpty();
        assertThatThrownBy(() -> Rows.execute(duckdb, "DROP SECRET s"))
                .hasMessageContaining("Failed to remove non-existent secret with name \"s\"");
        Rows.execute(duckdb, "CREATE SECRET t (TYPE postgres, HOST h)");
        assertThatThrownBy(() -> Rows.execute(duckdb, "DROP PERSISTENT SECRET t"))
                .hasMessageContaining("Failed to remove non-existent");
        assertThatThrownBy(() -> Rows.execute(duckdb, "DROP SECRET t FROM elsewhere"))
                .isInstanceOf(SQLException.class);
        try (PreparedStatement drop = duckdb.prepareStatement("DROP SECRET t")) {
            drop.execute();
            assertThat(texts()).isEmpty();
            assertThatThrownBy(drop::execute).hasMessageContaining("prepare it again");
        }
        Rows.execute(
                duckdb,
                "CREATE SECRET x (TYPE postgres, HOST h); CREATE SECRET y (TYPE http, BEARER_TOKEN 'x'); DROP SECRET x; DROP SECRET y");
        assertThat(Rows.of(duckdb, "FROM howdah_secrets()")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "s (TYPE postgres, PASWORD 'hush')~did you mean \"password\"",
                "s (TYPE postgres, PASSWORD 'hush', password 'hush')~Unexpected duplicate option \"password\"",
                "s (TYPE postgres, HOST a, HOSTNAME b)~\"host\" is given more than once",
                "s (TYPE postgres, URI 'postgresql://u:hush@h', USER v)~\"user\" is given more than once",
                "s (TYPE postgres, URI 'hush')~postgresql://",
                "s (TYPE postgres, PASSWORD NULL)~\"password\" of the secret has no value",
                "s (TYPE postgres, PASSWORD getvariable('nothing'))~\"password\" of the secret has no value",
                "s (TYPE postgres, PASSWORD {'a': 'hush'})~single value",
                "s (TYPE postgres, PASSWORD MAP {'a': 'hush'})~single value",
                "s (TYPE postgres, PASSWORD = 'hush')~option \"password\"",
                "s (TYPE postgres, PASSWORD 'hush' USER u)~\"password\" of the secret could not be computed",
                "s (TYPE postgres, PASSWORD hush + 1)~\"password\" of the secret could not be computed",
                "s (TYPE postgres, PASSWORD 'hush'::int)~\"password\" of the secret could not be computed",
                "s (TYPE postgres, PASSWORD nofunction('hush'))~computed: Catalog Error",
                "s (TYPE postgres, PASSWORD)~option \"password\": a value is expected",
                "s (TYPE postgres, PASSWORD 'hush~has no end",
                "s (TYPE postgres, PASSWORD 'hush'~closing bracket",
                "s (TYPE postgres, PASSWORD 'hush') hush~closing bracket",
                "s (TYPE postgres, 'hush' 'hush')~name of an option",
                "s (TYPE postgres PASSWORD 'hush')~comma is expected behind the type",
                "'hush' (TYPE postgres, PASSWORD 'hush')~a name is expected",
                "s (TYPE postgres, SCOPE 12)~VARCHAR or LIST(VARCHAR)",
                "s (TYPE postgres, SCOPE [])~VARCHAR or LIST(VARCHAR)",
                "s (TYPE postgres, PROVIDER nosuch, PASSWORD 'hush')~nosuch",
                "s (TYPE postgres, PROVIDER rds_iam, PASSWORD 'hush')~rds_iam",
                "s IN nosuch (TYPE postgres, PASSWORD 'hush')~Secret storage 'nosuch' not found!",
                "s (TYPE postgres, PASSWORD ?)~\"password\" of the secret could not be computed"
            })
    void aWrongStatementIsRefusedWithoutItsValues(String statement, String message)
            throws SQLException {
        assertThatThrownBy(() -> Rows.execute(duckdb, "CREATE SECRET " + statement))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(message)
                .satisfies(failure -> assertThat(Rows.everything(failure)).doesNotContain("hush"));
        assertThat(texts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CREATE TEMPORARY SECRET s IN local_file, Cannot create temporary secrets",
        "CREATE PERSISTENT SECRET s IN memory, Cannot create persistent secrets",
        "EXPLAIN CREATE SECRET s, EXPLAIN of CREATE SECRET"
    })
    void whatCanNotBeIsRefused(String head, String message) {
        assertThatThrownBy(() -> Rows.execute(duckdb, head + " (TYPE postgres, HOST h)"))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SECRET s (TYPE nosuch, HOST 'h')",
                "CREATE SECRET s (HOST 'h')",
                "CREATE SECRET s (TYPE http, TYPE postgres)",
                "CREATE SECRET s (TYPE http, NOSUCH 'postgres')",
                "CREATE SECRET s ()",
                "CREATE SECRET",
                "DROP SECRET",
                "DROP SECRET a, b",
                "DROP SECRET IF EXISTS s CASCADE"
            })
    void otherStatementsGetDuckDbsOwnAnswer(String sql) throws SQLException {
        String expected = "";
        try (Connection plain = DriverManager.getConnection("jdbc:duckdb:")) {
            Rows.execute(plain, sql);
        } catch (SQLException failure) {
            expected = String.valueOf(failure.getMessage());
        }
        assertThat(expected).isNotEmpty();
        assertThatThrownBy(() -> Rows.execute(duckdb, sql)).hasMessage(expected);
    }

    @Test
    void ofDuckDbsOwnTypesNothingIsChanged() throws SQLException {
        Rows.execute(
                duckdb,
                "CREATE SECRET a (TYPE http, BEARER_TOKEN 'postgres', SCOPE 'type postgres')",
                "CREATE SECRET b (TYPE 'HTTP', EXTRA_HTTP_HEADERS MAP {'type': 'postgres'})");
        assertThat(Rows.of(duckdb, "SELECT name FROM duckdb_secrets() ORDER BY name"))
                .containsExactly("a", "b");
        assertThat(texts()).isEmpty();
    }

    @Test
    void belongsToNoTransaction() throws SQLException {
        Rows.execute(duckdb, "BEGIN", "CREATE SECRET s (TYPE postgres, HOST h)", "ROLLBACK");
        assertThat(texts()).hasSize(1);
        Rows.execute(duckdb, "BEGIN");
        assertThatThrownBy(() -> Rows.execute(duckdb, "SELECT nosuch"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Rows.execute(duckdb, "CREATE SECRET t (TYPE postgres, HOST 'h')"))
                .hasMessageContaining("aborted");
        Rows.execute(duckdb, "ROLLBACK");
        assertThat(texts()).hasSize(1);
    }

    @Test
    void theFolderIsSettledByItsFirstUse() throws Exception {
        Rows.execute(duckdb, "CREATE PERSISTENT SECRET s (TYPE postgres, HOST h)");
        assertThat(Files.getPosixFilePermissions(folder.resolve("ours")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
        assertThatThrownBy(() -> Rows.execute(duckdb, "SET pg_secret_directory = '/elsewhere'"))
                .hasMessageContaining("pg_secret_directory can't be changed any more");
        assertThatThrownBy(() -> Rows.execute(duckdb, "RESET pg_secret_directory"))
                .hasMessageContaining("pg_secret_directory can't be changed any more");
    }

    @Test
    void aFolderThatOthersCanReadIsRefused() throws Exception {
        Path ours = Files.createDirectory(folder.resolve("ours"));
        Files.setPosixFilePermissions(ours, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb,
                                        "CREATE PERSISTENT SECRET s (TYPE postgres, PASSWORD 'hush')"))
                .hasMessageContaining("chmod")
                .hasMessageNotContaining("hush");
    }
}
