package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;

/** What a user is told when something goes wrong, and that the session works on afterwards. */
final class ErrorTest {
    private static EmbeddedServer server;
    private static String database;

    private Connection duckdb;

    @BeforeAll
    static void createTables() throws SQLException {
        server = Servers.newest();
        database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE ROLE limited LOGIN",
                "CREATE TABLE secret (a int, b int)",
                "INSERT INTO secret VALUES (1, 2)",
                "GRANT SELECT (a) ON secret TO limited",
                "CREATE TABLE plain AS SELECT 1 AS a",
                "CREATE TABLE many AS SELECT i FROM generate_series(1, 20000) i",
                "GRANT SELECT ON plain, many TO public",
                "CREATE TABLE odd (n numeric(10,2), d date)",
                "INSERT INTO odd VALUES ('NaN', '2020-01-01')",
                "CREATE VIEW slow AS SELECT i, pg_sleep(10)::text AS s FROM generate_series(1, 10) i");
    }

    @BeforeEach
    void connect() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:howdah:");
    }

    @AfterEach
    void worksOn() throws SQLException {
        assertThat(Rows.of(duckdb, "SELECT 42")).containsExactly("42");
        duckdb.close();
    }

    private void attach(String more) throws SQLException {
        Rows.execute(
                duckdb,
                "ATTACH '%s %s' AS pg (TYPE postgres)"
                        .formatted(server.connectionString(database), more));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    dbname=nosuch       | 3D000 | nosuch
                    user=nobody         | 28000 | nobody
                    port=1              | 08001 | 127.0.0.1:1
                    port=x              | 22023 | port
                    nonsense=1          | 22023 | nonsense
                    """)
    void tellsWhyAttachFailed(String parameter, String state, String hint) {
        assertThatThrownBy(() -> attach(parameter))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining(hint)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo(state);
    }

    @Test
    void namesWhatMayNotBeRead() throws SQLException {
        attach("user=limited");
        assertThat(Rows.of(duckdb, "SELECT a FROM pg.secret")).containsExactly("1");
        assertThatThrownBy(() -> Rows.of(duckdb, "SELECT b FROM pg.secret"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("secret")
                .hasMessageContaining("permission denied")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("42501");
        assertThat(Rows.of(duckdb, "SELECT a FROM pg.secret")).containsExactly("1");
    }

    @Test
    void namesTheColumnThatHoldsWhatDuckDbCannotHold() throws SQLException {
        attach("");
        assertThatThrownBy(() -> Rows.of(duckdb, "SELECT n FROM pg.odd"))
                .hasMessageContaining("\"n\"")
                .hasMessageContaining("pg_numeric_nan")
                .satisfies(refused -> assertThat(state(refused)).isEqualTo("22003"));
        Rows.execute(duckdb, "SET pg_numeric_nan = 'null'");
        assertThat(Rows.of(duckdb, "SELECT n FROM pg.odd")).containsExactly("null");
    }

    /** The server in these tests trusts everybody; a rule for one role asks for a password. */
    @Test
    void tellsThatThePasswordIsWrong() throws SQLException {
        guard();
        for (String login : List.of("password=wrong-secret", "")) {
            assertThatThrownBy(() -> attach("user=guarded " + login))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("guarded")
                    .hasMessageContaining("password")
                    .hasMessageContaining("\"pg\"")
                    .satisfies(refused -> assertThat(state(refused)).isIn("28P01", "08004"))
                    .satisfies(
                            refused ->
                                    assertThat(refused.toString()).doesNotContain("wrong-secret"));
        }
        attach("user=guarded password=right-secret");
        assertThat(Rows.of(duckdb, "SELECT a FROM pg.plain")).containsExactly("1");
    }

    private static void guard() throws SQLException {
        Servers.execute(
                server,
                "postgres",
                "CREATE ROLE guarded LOGIN PASSWORD 'right-secret'",
                """
                DO $$ BEGIN
                  EXECUTE format('COPY (VALUES (%L), (%L), (%L)) TO %L',
                    'host all guarded all scram-sha-256', 'host all all all trust',
                    'local all all trust', current_setting('hba_file'));
                END $$
                """,
                "SELECT pg_reload_conf()");
        while (isOpenToEverybody()) {
            Thread.onSpinWait();
        }
    }

    private static boolean isOpenToEverybody() {
        String url = server.jdbcUrl("postgres").replace("user=postgres", "user=guarded");
        try (Connection connection = DriverManager.getConnection(url)) {
            return connection.isValid(0);
        } catch (SQLException refused) {
            return false;
        }
    }

    @Test
    void tellsThatTheHostCannotBeReached() {
        assertThatThrownBy(() -> attach("host=nosuch.invalid"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nosuch.invalid")
                .hasMessageContaining("\"pg\"")
                .satisfies(refused -> assertThat(state(refused)).isEqualTo("08001"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    FROM pg.nosuch                                        | 42P01
                    FROM pg.nosuch.plain                                  | 42P01
                    FROM nosuch.public.plain                              | 42P01
                    SELECT nosuch FROM pg.plain                           | 42703
                    SELECT p.nosuch FROM pg.plain p                       | 42703
                    USE pg.nosuch                                         | 3F000
                    USE nosuch                                            | 3F000
                    FROM postgres_query('pg', 'SELECT nosuch FROM plain') | 42703
                    FROM postgres_query('nosuch', 'SELECT 1')             | 22023
                    """)
    void namesWhatDoesNotExist(String sql, String expected) throws SQLException {
        attach("");
        assertThatThrownBy(() -> Rows.execute(duckdb, sql))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("nosuch")
                .satisfies(
                        refused ->
                                assertThat(state(refused))
                                        .as(refused.getMessage())
                                        .isEqualTo(expected));
        assertThat(Rows.of(duckdb, "SELECT a FROM pg.plain")).containsExactly("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void doesWithTheConnectionsThatTheServerAllows(int limit) throws SQLException {
        Servers.execute(
                server, database, "ALTER ROLE limited CONNECTION LIMIT " + limit, "ANALYZE");
        try {
            Rows.execute(duckdb, "SET threads = 4", "SET pg_pages_per_task = 1");
            attach("user=limited");
            assertThat(Rows.of(duckdb, "SELECT count(i), sum(i) FROM pg.many"))
                    .containsExactly("20000|200010000");
            assertThat(Rows.of(duckdb, "SELECT count(a.i) FROM pg.many a JOIN pg.many b USING (i)"))
                    .containsExactly("20000");
        } finally {
            Servers.execute(server, database, "ALTER ROLE limited CONNECTION LIMIT -1");
        }
    }

    @Test
    void tellsThatNoConnectionIsLeft() throws SQLException {
        Servers.execute(server, database, "ALTER ROLE limited CONNECTION LIMIT 0");
        try {
            assertThatThrownBy(() -> attach("user=limited"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("limited")
                    .satisfies(refused -> assertThat(state(refused)).isEqualTo("53300"));
        } finally {
            Servers.execute(server, database, "ALTER ROLE limited CONNECTION LIMIT -1");
        }
        attach("user=limited");
        assertThat(Rows.of(duckdb, "SELECT a FROM pg.plain")).containsExactly("1");
    }

    private static String state(Throwable failure) {
        return String.valueOf(((SQLException) failure).getSQLState());
    }

    @Test
    void passesOnATimeoutOfTheServer() throws SQLException {
        attach("options=''-c statement_timeout=300''");
        assertThatThrownBy(() -> Rows.of(duckdb, "SELECT count(s) FROM pg.slow"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("statement timeout")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("57014");
    }

    @Test
    void survivesAServerThatEndsTheSession() throws SQLException {
        attach("");
        assertThat(Rows.of(duckdb, "SELECT d FROM pg.odd")).containsExactly("2020-01-01");
        Servers.execute(
                server,
                "postgres",
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + database
                        + "'");
        String sql = "SELECT d FROM pg.odd";
        try {
            Rows.of(duckdb, sql);
        } catch (SQLException lost) {
            assertThat(lost.getSQLState()).isIn("57P01", "08006");
        }
        assertThat(Rows.of(duckdb, sql)).containsExactly("2020-01-01");
    }
}
