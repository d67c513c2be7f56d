package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The timeouts that a user sets hold for whatever is sent, and the error says so. */
@Timeout(120)
@ParameterizedClass
@MethodSource("versions")
final class ServerTimeoutTest {
    private static final Map<Integer, String> DATABASES = new ConcurrentHashMap<>();
    private static final String SHORT = "SET pg_statement_timeout_millis = 400";

    @Parameter int version;

    private Connection duckdb;

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @BeforeEach
    void attach() throws SQLException {
        EmbeddedServer server = Servers.of(version);
        if (!DATABASES.containsKey(version)) {
            String name = Servers.createDatabase(server);
            Servers.execute(
                    server,
                    name,
                    "CREATE VIEW slow AS SELECT pg_sleep(60)::text AS s, 1 AS i",
                    "CREATE TABLE big AS SELECT i, repeat('x', 500) AS filler"
                            + " FROM generate_series(1, 20000) i",
                    "CREATE TABLE target (i int)",
                    "CREATE FUNCTION linger() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN PERFORM pg_sleep(60); RETURN NEW; END'",
                    "CREATE TABLE lingering (i int)",
                    "CREATE TRIGGER t BEFORE INSERT ON lingering FOR EACH ROW"
                            + " EXECUTE FUNCTION linger()",
                    "CREATE FUNCTION rest() RETURNS trigger LANGUAGE plpgsql AS"
                            + " 'BEGIN PERFORM pg_sleep(0.8); RETURN NEW; END'",
                    "CREATE TABLE checked_at_end (i int)",
                    "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON checked_at_end"
                            + " DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rest()",
                    "CREATE ROLE careful LOGIN",
                    "CREATE TABLE guarded AS SELECT i, repeat('x', 900) AS filler"
                            + " FROM generate_series(1, 4000) i",
                    "ALTER TABLE guarded ENABLE ROW LEVEL SECURITY",
                    "CREATE POLICY p ON guarded"
                            + " USING (current_setting('statement_timeout') = '54321ms')",
                    "CREATE TABLE taken (i int)",
                    "GRANT ALL ON guarded, taken TO careful",
                    "ANALYZE");
            DATABASES.put(version, name);
        }
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "SET threads = 2",
                "SET pg_pages_per_task = 100",
                "ATTACH '%s' AS pg (TYPE postgres)"
                        .formatted(server.connectionString(DATABASES.get(version))));
    }

    @AfterEach
    void disconnect() throws SQLException {
        duckdb.close();
    }

    private AbstractThrowableAssert<?, ?> assertTimedOut(String sql) {
        AbstractThrowableAssert<?, ?> failure =
                assertThatThrownBy(() -> Rows.execute(duckdb, sql))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("canceling statement due to statement timeout")
                        .hasMessageContaining("pg_statement_timeout_millis is 400");
        failure.extracting(e -> ((SQLException) e).getSQLState()).isEqualTo("57014");
        return failure;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT s FROM pg.slow",
                "SELECT a.i FROM pg.slow a JOIN pg.big b USING (i)",
                "SELECT count(*) FROM pg.big WHERE i = (SELECT count(s) FROM pg.slow)",
                "FROM postgres_query('pg', 'SELECT pg_sleep(60)::text')",
                "CALL postgres_execute('pg', 'INSERT INTO lingering VALUES (1)')",
                "INSERT INTO pg.lingering SELECT 1",
                "INSERT INTO pg.target SELECT i FROM pg.slow",
                "UPDATE pg.target SET i = (SELECT i FROM pg.slow)",
                "CREATE TABLE pg.copied AS SELECT i FROM pg.slow",
            })
    void holdsFor(String sql) throws SQLException {
        Rows.execute(duckdb, "INSERT INTO pg.target VALUES (1)", SHORT);
        assertTimedOut(sql);
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.big")).containsExactly("20000");
        Rows.execute(duckdb, "BEGIN");
        assertTimedOut(sql);
        Rows.execute(duckdb, "ROLLBACK", "DELETE FROM pg.target");
    }

    @Test
    void holdsForPlanningARead() throws SQLException {
        Rows.execute(duckdb, SHORT);
        try (Connection locker = Servers.of(version).connect(DATABASES.get(version))) {
            Rows.execute(locker, "BEGIN", "LOCK TABLE big");
            assertTimedOut("SELECT max(filler) FROM pg.big");
        }
    }

    /** The rows show themselves only to a session with the timeout. */
    @Test
    void holdsOnEachConnectionOfAParallelRead() throws SQLException {
        Rows.execute(
                duckdb,
                "SET pg_pages_per_task = 10",
                "ATTACH '%s user=careful' AS careful (TYPE postgres)"
                        .formatted(Servers.of(version).connectionString(DATABASES.get(version))));
        String one = "SELECT count(filler) FROM careful.guarded";
        String two = "SELECT count(*) FROM careful.guarded a JOIN careful.guarded b USING (i)";
        assertThat(Rows.of(duckdb, one)).containsExactly("0");
        Rows.execute(duckdb, "SET pg_statement_timeout_millis = 54321");
        for (int i = 0; i < 5; i++) {
            assertThat(Rows.of(duckdb, one)).containsExactly("4000");
            assertThat(Rows.of(duckdb, two)).containsExactly("4000");
            Rows.execute(duckdb, "INSERT INTO careful.taken SELECT i FROM careful.guarded");
            Rows.execute(duckdb, "BEGIN");
            assertThat(Rows.of(duckdb, one)).containsExactly("4000");
            assertThat(Rows.of(duckdb, two)).containsExactly("4000");
            Rows.execute(duckdb, "COMMIT");
        }
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM careful.taken")).containsExactly("20000");
        Rows.execute(duckdb, "DELETE FROM careful.taken");
    }

    @Test
    void holdsForPostgresScan() throws SQLException {
        Rows.execute(duckdb, SHORT);
        assertTimedOut(
                "SELECT s FROM postgres_scan('%s', 'public', 'slow')"
                        .formatted(Servers.of(version).connectionString(DATABASES.get(version))));
    }

    @Test
    void followsTheSettingAtOnce() throws SQLException {
        String length =
                "SELECT setting FROM postgres_query('pg', 'SHOW statement_timeout') q(setting)";
        assertThat(Rows.of(duckdb, length)).containsExactly("0");
        Rows.execute(duckdb, "SET pg_statement_timeout_millis = 12345");
        assertThat(Rows.of(duckdb, length)).containsExactly("12345ms");
        try (Connection another = duckdb.unwrap(HowdahConnection.class).duplicate()) {
            assertThat(Rows.of(another, length)).containsExactly("12345ms");
        }
        Rows.execute(duckdb, "RESET pg_statement_timeout_millis");
        assertThat(Rows.of(duckdb, length)).containsExactly("0");
    }

    @Test
    void keepsWhatASingleStatementOfTheUsersDid() throws SQLException {
        Rows.execute(
                duckdb, SHORT, "CALL postgres_execute('pg', 'INSERT INTO target VALUES (77)')");
        assertThat(Rows.of(duckdb, "SELECT i FROM pg.target WHERE i = 77")).containsExactly("77");
        assertThat(
                        Rows.of(
                                duckdb,
                                "FROM postgres_query('pg', 'DELETE FROM target WHERE i = 77"
                                        + " RETURNING i')"))
                .containsExactly("77");
        assertThat(Rows.of(duckdb, "SELECT i FROM pg.target WHERE i = 77")).isEmpty();
        assertThatThrownBy(
                        () -> Rows.execute(duckdb, "CALL postgres_execute('pg', 'VACUUM target')"))
                .hasMessageContaining("use_transaction := false");
        Rows.execute(
                duckdb, "CALL postgres_execute('pg', 'VACUUM target', use_transaction := false)");
    }

    @Test
    void letsACommitTakeItsTime() throws SQLException {
        Rows.execute(duckdb, SHORT, "INSERT INTO pg.checked_at_end VALUES (1)");
        Rows.execute(duckdb, "BEGIN", "INSERT INTO pg.checked_at_end VALUES (2)", "COMMIT");
        Rows.execute(
                duckdb, "CALL postgres_execute('pg', 'INSERT INTO checked_at_end VALUES (3)')");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.checked_at_end")).containsExactly("3");
        Rows.execute(duckdb, "DELETE FROM pg.checked_at_end");
    }

    @Test
    void endsATransactionThatRests() throws SQLException {
        Rows.execute(duckdb, "SET pg_idle_in_transaction_timeout_millis = 200");
        Rows.execute(duckdb, "BEGIN", "INSERT INTO pg.target VALUES (99)");
        try (Connection observer = Servers.of(version).connect(DATABASES.get(version))) {
            while (!Rows.of(
                            observer,
                            "SELECT 1 FROM pg_stat_activity WHERE application_name = 'howdah'"
                                    + " AND datname = current_database()"
                                    + " AND state LIKE 'idle in transaction%'")
                    .isEmpty()) {
                Thread.onSpinWait();
            }
        }
        assertThatThrownBy(() -> Rows.execute(duckdb, "INSERT INTO pg.target VALUES (100)"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("idle-in-transaction timeout")
                .hasMessageContaining("pg_idle_in_transaction_timeout_millis is 200");
        Rows.execute(duckdb, "ROLLBACK", "RESET pg_idle_in_transaction_timeout_millis");
        assertThat(Rows.of(duckdb, "SELECT i FROM pg.target WHERE i >= 99")).isEmpty();
    }

    @Test
    void leavesAConnectedSessionAlone() throws SQLException {
        Rows.execute(duckdb, SHORT, "CONNECT pg");
        assertThat(Rows.of(duckdb, "SHOW statement_timeout")).containsExactly("0");
        Rows.execute(duckdb, "SET statement_timeout = '7s'");
        assertThat(Rows.of(duckdb, "SHOW statement_timeout")).containsExactly("7s");
        Rows.execute(duckdb, "DISCONNECT");
    }
}
