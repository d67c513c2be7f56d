package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.connect.ServerState;
import dev.howdah.postgres.scan.RemoteConsole;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** While connected, statements go to PostgreSQL as they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ConnectTest {
    private final EmbeddedServer server;
    private String database;
    private Connection duckdb;

    ConnectTest(int version) {
        server = Servers.of(version);
    }

    /** The oldest server that is supported. */
    static final class Version14Test extends ConnectTest {
        Version14Test() {
            super(14);
        }
    }

    /** The newest server. */
    static final class Version18Test extends ConnectTest {
        Version18Test() {
            super(EmbeddedServer.NEWEST);
        }
    }

    @BeforeAll
    void createDatabase() throws SQLException {
        database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE kept (id int PRIMARY KEY, note text)",
                "INSERT INTO kept SELECT n, 'note ' || n FROM generate_series(1, 5000) AS n");
    }

    @BeforeEach
    void attach() throws SQLException {
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "CREATE TABLE here (i int)",
                "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString(database)));
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
    }

    @Test
    void givesRowsWithTheTypesOfAttachedTables() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg");
        try (Statement statement = duckdb.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                """
                                SELECT 7::int AS i, 'ok'::mood AS m, ARRAY[1, NULL, 3] AS a,
                                       date '2026-02-03' AS d, 1.50::numeric(6, 2) AS n,
                                       '10.0.0.1'::inet AS a, '{"k": 1}'::jsonb AS j
                                """)) {
            assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("INTEGER");
            assertThat(rows.getMetaData().getColumnTypeName(2)).startsWith("ENUM");
            assertThat(rows.getMetaData().getColumnTypeName(3)).isEqualTo("INTEGER[]");
            assertThat(rows.getMetaData().getColumnTypeName(5)).isEqualTo("DECIMAL(6,2)");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getInt("i")).isEqualTo(7);
            assertThat(rows.getString("m")).isEqualTo("ok");
            assertThat(rows.getString(3)).isEqualTo("[1, NULL, 3]");
            assertThat(rows.getObject("d", LocalDate.class)).isEqualTo("2026-02-03");
            assertThat(rows.getBigDecimal("n")).isEqualByComparingTo("1.5");
            assertThat(rows.getString(6)).isEqualTo("10.0.0.1");
            assertThat(rows.getString("j")).isEqualTo("{\"k\": 1}");
            assertThat(rows.next()).isFalse();
        }
        assertThat(Rows.of(duckdb, "SELECT id FROM kept ORDER BY id DESC")).hasSize(5000);
    }

    @Test
    void runsWhatOnlyThisServerUnderstands() throws SQLException {
        Rows.execute(
                duckdb,
                "CONNECT pg; SET search_path TO public, pg_temp; CREATE TEMP TABLE own (a int);",
                "VACUUM kept",
                "CREATE DATABASE other_" + database,
                "DROP DATABASE other_" + database,
                "DO $body$ BEGIN PERFORM 1; END $body$");
        assertThat(Rows.of(duckdb, "SHOW search_path")).containsExactly("public, pg_temp");
        assertThat(Rows.of(duckdb, "EXPLAIN (COSTS off) SELECT 1")).containsExactly("Result");
        assertThat(Rows.of(duckdb, "INSERT INTO own VALUES (1), (2) RETURNING a * 10"))
                .containsExactly("10", "20");
        assertThat(Rows.of(duckdb, "TABLE own")).containsExactly("1", "2");
        assertThat(Rows.of(duckdb, "SELECT E'it\\'s; ' || $$a;b$$")).containsExactly("it's; a;b");
        assertThat(Rows.of(duckdb, "SELECT '{\"a\": 1}'::jsonb ? 'a'")).containsExactly("true");
    }

    @Test
    void handsOutAResultAfterExecute() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg");
        try (Statement statement = duckdb.createStatement()) {
            assertThat(statement.execute("VALUES (1), (2)")).isTrue();
            assertThat(Rows.of(statement.getResultSet())).containsExactly("1", "2");
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void countsWhatChanged() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg", "CREATE TEMP TABLE own (a int)");
        try (Statement statement = duckdb.createStatement()) {
            assertThat(statement.executeUpdate("INSERT INTO own VALUES (1), (2), (3)"))
                    .isEqualTo(3);
            assertThat(statement.execute("DELETE FROM own WHERE a > 1")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(2);
            assertThat(statement.execute("DROP TABLE own")).isFalse();
            assertThat(statement.getUpdateCount()).isEqualTo(-1);
        }
    }

    @Test
    void keepsATransactionOverStatements() throws SQLException {
        Rows.execute(
                duckdb,
                "CONNECT pg",
                "BEGIN ISOLATION LEVEL SERIALIZABLE",
                "CREATE TYPE colour AS ENUM ('red', 'blue')",
                "CREATE TABLE made (id int, c colour)",
                "INSERT INTO made VALUES (1, 'blue')",
                "SAVEPOINT here");
        assertThat(state().transaction()).isEqualTo(RemoteConsole.Transaction.OPEN);
        assertThatThrownBy(() -> Rows.execute(duckdb, "INSERT INTO made VALUES (2, 'green')"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("invalid input value for enum colour")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("22P02");
        assertThat(state().transaction()).isEqualTo(RemoteConsole.Transaction.FAILED);
        assertThatThrownBy(() -> Rows.of(duckdb, "TABLE made"))
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("25P02");
        Rows.execute(duckdb, "ROLLBACK TO here");
        assertThat(Rows.of(duckdb, "TABLE made")).containsExactly("1|blue");
        Rows.execute(duckdb, "ROLLBACK");
        assertThat(state().transaction()).isEqualTo(RemoteConsole.Transaction.NONE);
        assertThat(Rows.of(duckdb, "SELECT to_regclass('made') IS NULL")).containsExactly("true");
    }

    @Test
    void doesAsJdbcAsks() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg");
        duckdb.setAutoCommit(false);
        Rows.execute(duckdb, "INSERT INTO kept VALUES (9001, 'x')");
        duckdb.rollback();
        Rows.execute(duckdb, "INSERT INTO kept VALUES (9002, 'x')");
        assertThat(onServer("SELECT count(*) FROM kept WHERE id > 9000")).isEqualTo("0");
        duckdb.commit();
        assertThat(onServer("SELECT string_agg(id::text, ',') FROM kept WHERE id > 9000"))
                .isEqualTo("9002");
        Rows.execute(duckdb, "DELETE FROM kept WHERE id > 9000");
        duckdb.setAutoCommit(true);
        assertThat(onServer("SELECT count(*) FROM kept WHERE id > 9000")).isEqualTo("0");
        try (PreparedStatement prepared =
                duckdb.prepareStatement("SELECT count(*) FROM kept WHERE note ~ '^note 1?$'")) {
            for (int i = 0; i < 2; i++) {
                try (ResultSet rows = prepared.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void finishesAStatementWhoseRowsNobodyReads() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg", "BEGIN", "CREATE TEMP TABLE big (a int, t text)");
        try (Statement statement = duckdb.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "INSERT INTO big SELECT n, repeat('x', 100)"
                                        + " FROM generate_series(1, 50000) AS n RETURNING *")) {
            assertThat(rows.next()).isTrue();
        }
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM big")).containsExactly("50000");
    }

    @Test
    void comesBack() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg; BEGIN; CREATE TABLE lost (a int); DISCONNECT");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM here")).containsExactly("0");
        assertThat(onServer("SELECT to_regclass('lost')")).isEqualTo("null");
        assertThat(duckdb.unwrap(HowdahConnection.class).connectedTo()).isEmpty();
        Rows.execute(duckdb, "CONNECT LOCAL", "CONNECT pg", "CONNECT LOCAL");
        assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.kept")).containsExactly("5000");
        assertThatThrownBy(() -> Rows.execute(duckdb, "DISCONNECT"))
                .hasMessageContaining("DISCONNECT: no active CONNECT (already on LOCAL)");
    }

    @Test
    void leavesWrongTargetsToDuckDb() {
        assertThatThrownBy(() -> Rows.execute(duckdb, "CONNECT nowhere"))
                .hasMessageContaining("Database \"nowhere\" is not attached");
        assertThatThrownBy(() -> Rows.execute(duckdb, "CONNECT memory"))
                .hasMessageContaining("does not support CONNECT");
        assertThatThrownBy(() -> Rows.execute(duckdb, "BEGIN", "CONNECT pg"))
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("25001");
    }

    @Test
    void connectsWithoutAttaching() throws SQLException {
        Rows.execute(
                duckdb,
                "DETACH pg",
                "CONNECT '%s' (TYPE postgres)".formatted(server.connectionString(database)));
        assertThat(Rows.of(duckdb, "SELECT current_database()")).containsExactly(database);
        assertThat(state().name()).isEqualTo(database);
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb,
                                        "CONNECT 'host=127.0.0.1 port=1 password=hush'"
                                                + " (TYPE postgres)"))
                .hasMessageContaining("127.0.0.1:1")
                .message()
                .doesNotContain("hush");
        assertThat(Rows.of(duckdb, "SELECT 1")).containsExactly("1");
        Rows.execute(duckdb, "DISCONNECT");
        assertThat(
                        onServer(
                                "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'"
                                        .formatted(database)))
                .isEqualTo("1");
    }

    @Test
    void keepsThePasswordOfAWrongConnectToItself() {
        for (String rest : List.of("", " (READ_ONLY)", " (TYPE duckdb)")) {
            assertThatThrownBy(
                            () ->
                                    Rows.execute(
                                            duckdb,
                                            "CONNECT 'nowhere/host=h password=hush'" + rest))
                    .isInstanceOf(SQLException.class)
                    .hasStackTraceContaining("SQLException")
                    .message()
                    .doesNotContain("hush");
        }
    }

    @Test
    void staysReadOnly() throws SQLException {
        Rows.execute(
                duckdb,
                "ATTACH '%s' AS ro (TYPE postgres, READ_ONLY, CONNECT_DISPLAY 'only reading')"
                        .formatted(server.connectionString(database)),
                "CONNECT ro");
        assertThat(state().name()).isEqualTo("only reading");
        assertThatThrownBy(() -> Rows.execute(duckdb, "DELETE FROM kept"))
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("25006");
    }

    @Test
    void refusesWhatItCannotCarry() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg", "BEGIN");
        assertRefused("COPY kept FROM STDIN", "COPY pg.t FROM 'file'");
        assertRefused("COPY (SELECT 1) TO STDOUT", "TO 'file'");
        assertRefused("SELECT $1::int", "takes no parameters");
        assertThat(state().transaction()).isEqualTo(RemoteConsole.Transaction.OPEN);
        Rows.execute(duckdb, "ROLLBACK");
        assertRefused("SET client_encoding TO latin1", "must stay UTF8");
        assertThat(Rows.of(duckdb, "SELECT 'ä'")).containsExactly("ä");
    }

    @Test
    void followsTheServersStringsAndTimeZone() throws SQLException {
        Rows.execute(
                duckdb,
                "CONNECT pg",
                "SET TIME ZONE 'Asia/Tokyo'",
                "SET escape_string_warning = off",
                "SET standard_conforming_strings = off");
        assertThat(state().timeZone()).contains("Asia/Tokyo");
        assertThat(Rows.of(duckdb, "SELECT 'a\\';b'")).containsExactly("a';b");
    }

    @Test
    void saysThatTheConnectionIsLost() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg", "BEGIN");
        String id = Rows.of(duckdb, "SELECT pg_backend_pid()").getFirst();
        Servers.execute(server, database, "SELECT pg_terminate_backend(" + id + ")");
        assertThatThrownBy(() -> Rows.of(duckdb, "SELECT 1")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Rows.of(duckdb, "SELECT 1"))
                .hasMessageContaining("DISCONNECT, then CONNECT again")
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("08003");
        Rows.execute(duckdb, "DISCONNECT", "CONNECT pg");
        assertThat(Rows.of(duckdb, "SELECT 1")).containsExactly("1");
    }

    @Test
    void stopsAtATimeout() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg");
        try (Statement statement = duckdb.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.executeQuery("SELECT pg_sleep(60)"))
                    .hasMessageContaining("timeout of 1 s");
        }
        assertThat(Rows.of(duckdb, "SELECT 1")).containsExactly("1");
    }

    private void assertRefused(String sql, String hint) {
        assertThatThrownBy(() -> Rows.of(duckdb, sql))
                .hasMessageContaining(hint)
                .extracting(failure -> ((SQLException) failure).getSQLState())
                .isEqualTo("0A000");
    }

    private ServerState state() throws SQLException {
        Optional<ServerState> state = duckdb.unwrap(HowdahConnection.class).connectedTo();
        return state.orElseThrow();
    }

    private String onServer(String sql) throws SQLException {
        try (Connection connection = server.connect(database)) {
            List<String> rows = Rows.of(connection, sql);
            return rows.getFirst();
        }
    }
}
