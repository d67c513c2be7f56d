package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** However a transaction that wrote ends: all of it or nothing, and nothing stays open. */
@Timeout(120)
final class TransactionEndTest {
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v text)";
    private static final String OTHER =
            "CREATE TABLE o AS SELECT g AS id, 'o' || g AS v FROM generate_series(1, 3000) g";

    private static WriteFixture open() throws SQLException {
        return WriteFixture.open(EmbeddedServer.NEWEST, TABLE, OTHER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO pg.t SELECT i, 'a' || (1 / (i - 150000))::int"
                        + " FROM range(200000) r(i) WHERE error_if(i) IS NULL",
                "INSERT INTO pg.t SELECT i, error_if(i) FROM range(200000) r(i)",
                "INSERT INTO pg.t VALUES (1000, 'a') RETURNING error_if(id + 149000)",
                "INSERT INTO pg.t SELECT i, 'a' FROM range(1000, 9000) r(i)"
                        + " RETURNING error_if(150000 + id - id)",
                "UPDATE pg.t SET v = 'b' RETURNING error_if(id * 0 + 150000)",
                "UPDATE pg.t SET v = CASE WHEN id > 5 THEN error('stop here') ELSE 'b' END",
                "UPDATE pg.t SET v = o.v FROM pg.o WHERE o.id = t.id RETURNING error_if(150000)",
                "DELETE FROM pg.t RETURNING error_if(id * 0 + 150000)",
                "MERGE INTO pg.t USING pg.o ON t.id = o.id WHEN MATCHED THEN UPDATE SET v = o.v"
                        + " WHEN NOT MATCHED THEN INSERT VALUES (o.id, o.v)"
                        + " RETURNING error_if(150000)",
                "CREATE TABLE pg.made AS SELECT error_if(i) FROM range(200000) r(i)"
            })
    void keepsNothingOfAStatementThatDuckDbCanNotFinish(String sql) throws SQLException {
        try (WriteFixture pg = open()) {
            pg.onServer("INSERT INTO t SELECT g, 'old' FROM generate_series(1, 10) g");
            pg.run(
                    "CREATE MACRO error_if(i) AS CASE WHEN i = 150000 THEN error('stop here')"
                            + " ELSE NULL END",
                    "CREATE TABLE l (id int)");
            pg.assertFails(sql).hasMessageContaining("stop here");
            assertUnchanged(pg);

            pg.run("BEGIN", "INSERT INTO l VALUES (1)", "INSERT INTO pg.t VALUES (-1, 'x')");
            pg.assertFails(sql).hasMessageContaining("stop here");
            pg.assertFails("COMMIT");
            assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("0");
            assertUnchanged(pg);

            pg.duckdb().setAutoCommit(false);
            pg.run("INSERT INTO l VALUES (1)", "INSERT INTO pg.t VALUES (-1, 'x')");
            pg.assertFails(sql).hasMessageContaining("stop here");
            assertThatThrownBy(() -> pg.duckdb().commit()).isInstanceOf(SQLException.class);
            pg.run("INSERT INTO l VALUES (2)", "INSERT INTO pg.t VALUES (-2, 'y')");
            pg.duckdb().commit();
            pg.duckdb().setAutoCommit(true);
            assertThat(pg.rows("FROM l")).containsExactly("2");
            assertThat(pg.remote("SELECT id, v FROM t WHERE id < 0")).containsExactly("-2|y");
        }
    }

    private static void assertUnchanged(WriteFixture pg) throws SQLException {
        assertThat(pg.remote("SELECT count(*), min(v), max(v) FROM t"))
                .containsExactly("10|old|old");
        assertThat(pg.rows("SELECT count(*), min(v), max(v) FROM pg.t"))
                .containsExactly("10|old|old");
        pg.awaitNoTransaction();
    }

    @Test
    void refusesToWriteInAReadOnlyTransaction() throws SQLException {
        try (WriteFixture pg = open()) {
            pg.run("BEGIN TRANSACTION READ ONLY");
            assertThat(pg.rows("SELECT count(*) FROM pg.o")).containsExactly("3000");
            pg.assertFails("INSERT INTO pg.t VALUES (1, 'a')").hasMessageContaining("READ ONLY");
            pg.run("COMMIT", "INSERT INTO pg.t VALUES (2, 'a')");
            assertThat(pg.remote("SELECT id FROM t")).containsExactly("2");
            pg.awaitNoTransaction();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO pg.t VALUES (1, 'a') RETURNING id, (SELECT count(*) FROM pg.o)",
                "INSERT INTO pg.t SELECT i, 'a' FROM range(3000) r(i)"
                        + " RETURNING (SELECT max(v) FROM pg.t)",
                "UPDATE pg.o SET v = 'b' RETURNING (SELECT count(*) FROM pg.t)",
                "DELETE FROM pg.o RETURNING (SELECT n FROM postgres_query('pg', 'SELECT 1 AS n'))"
            })
    void keepsNothingIfReturningReadsTheSameDatabase(String sql) throws SQLException {
        try (WriteFixture pg = open()) {
            for (boolean shared : new boolean[] {false, true}) {
                if (shared) {
                    pg.run("BEGIN");
                }
                String state = "SELECT (SELECT count(*) FROM t), count(*), min(v) FROM o";
                List<String> before = pg.remote(state);
                pg.assertFails(sql).hasMessageContaining("its only connection writes");
                if (shared) {
                    pg.run("ROLLBACK");
                }
                pg.awaitNoTransaction();
                assertThat(pg.remote(state)).isEqualTo(before);
            }
        }
    }

    @Test
    void keepsNeitherSideAfterASecondBegin() throws SQLException {
        try (WriteFixture pg = open()) {
            pg.run("CREATE TABLE l (id int)", "BEGIN", "INSERT INTO pg.t VALUES (1, 'a')");
            pg.assertFails("BEGIN").hasMessageContaining("within a transaction");
            // It has aborted the transaction in DuckDB.
            pg.assertFails("INSERT INTO l VALUES (1)").hasMessageContaining("aborted");
            pg.assertFails("COMMIT").hasMessageContaining("aborted");
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
            assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("0");
            pg.assertFails("COMMIT").hasMessageContaining("no transaction is active");
            pg.assertFails("ROLLBACK").hasMessageContaining("no transaction is active");
            pg.awaitNoTransaction();
        }
    }

    @Test
    void acceptsBeginAndCommitAsTextWithoutAutoCommit() throws SQLException {
        try (WriteFixture pg = open()) {
            pg.duckdb().setAutoCommit(false);
            pg.run("CREATE TABLE l (id int)", "INSERT INTO pg.t VALUES (1, 'a')", "COMMIT");
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("1");
            pg.run("INSERT INTO pg.t VALUES (2, 'b')", "INSERT INTO l VALUES (1)");
            pg.duckdb().rollback();
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("1");
            assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("0");
            pg.run("INSERT INTO pg.t VALUES (3, 'b')", "INSERT INTO l VALUES (3)", "ROLLBACK");
            pg.run("INSERT INTO pg.t VALUES (4, 'b')", "INSERT INTO l VALUES (4)");
            pg.duckdb().commit();
            assertThat(pg.remote("SELECT id FROM t ORDER BY id")).containsExactly("1", "4");
            assertThat(pg.rows("FROM l")).containsExactly("4");
            pg.duckdb().commit();
            pg.awaitNoTransaction();
        }
    }

    @Test
    void refusesToDetachWhatItHasWrittenBeforeItEnds() throws SQLException {
        for (String end : new String[] {"ROLLBACK", "COMMIT"}) {
            try (WriteFixture pg = open()) {
                pg.run("BEGIN", "INSERT INTO pg.t VALUES (1, 'a')");
                assertThatThrownBy(() -> pg.run("DETACH pg"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("COMMIT or ROLLBACK first");
                pg.run(end, "DETACH pg");
                assertThat(pg.remote("SELECT count(*) FROM t"))
                        .containsExactly(end.equals("COMMIT") ? "1" : "0");
                pg.awaitConnections(0);
            }
        }
    }

    @Test
    void closesWithTheConnection() throws SQLException {
        try (WriteFixture pg = open();
                Statement statement = pg.duckdb().createStatement()) {
            pg.run("BEGIN");
            ResultSet unread =
                    statement.executeQuery(
                            "INSERT INTO pg.t SELECT i, 'a' FROM range(5000) r(i) RETURNING id");
            assertThat(unread.next()).isTrue();
            pg.duckdb().close();
            pg.awaitConnections(0);
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
        }
    }

    @Test
    void endsWhileAStreamedResultIsUnread() throws SQLException {
        EmbeddedServer server = Servers.newest();
        String database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                TABLE,
                "CREATE TABLE big AS SELECT g AS id, repeat('x', 300) AS v"
                        + " FROM generate_series(1, 200000) g");
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        try (Connection duckdb = DriverManager.getConnection("jdbc:howdah:", streaming);
                Connection postgres = server.connect(database)) {
            Rows.execute(
                    duckdb,
                    "SET pg_connection_limit = 1",
                    "ATTACH '" + server.connectionString(database) + "' AS pg (TYPE postgres)");
            for (String end : List.of("COMMIT", "ROLLBACK")) {
                Rows.execute(
                        duckdb, "BEGIN", "DELETE FROM pg.t", "INSERT INTO pg.t VALUES (1, 'a')");
                try (Statement reading = duckdb.createStatement();
                        ResultSet rows = reading.executeQuery("FROM pg.big")) {
                    assertThat(rows.next()).isTrue();
                    assertThatThrownBy(() -> Rows.execute(duckdb, end))
                            .hasMessageContaining("open result");
                }
                assertThat(Rows.of(postgres, "SELECT count(*) FROM t WHERE v = 'a'"))
                        .containsExactly(end.equals("COMMIT") ? "0" : "1");
                Rows.execute(duckdb, "INSERT INTO pg.t VALUES (2, 'b')", end);
                assertThat(Rows.of(postgres, "SELECT count(*) FROM t")).containsExactly("2");
            }
        }
    }

    @Test
    void returnsWhatTheSameDatabaseSays() throws SQLException {
        try (WriteFixture pg = open()) {
            assertThat(
                            pg.rows(
                                    "INSERT INTO pg.t SELECT id, v FROM"
                                            + " postgres_query('pg', 'SELECT * FROM o WHERE id < 9')"
                                            + " RETURNING id"))
                    .hasSize(8);
            pg.run("BEGIN");
            assertThat(
                            pg.count(
                                    "UPDATE pg.t SET v = q.v || 'q' FROM"
                                            + " postgres_query('pg', 'SELECT * FROM t') q"
                                            + " WHERE q.id = t.id"))
                    .isEqualTo(8);
            assertThat(
                            pg.count(
                                    "INSERT INTO pg.t SELECT id + 100, v FROM"
                                            + " postgres_query('pg', 'SELECT * FROM t')"))
                    .isEqualTo(8);
            pg.run("COMMIT");
            assertThat(pg.remote("SELECT count(*) FROM t WHERE v LIKE '%q'")).containsExactly("16");
            pg.awaitNoTransaction();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1 READ COMMITTED",
                "2 READ COMMITTED",
                "1 REPEATABLE READ",
                "2 REPEATABLE READ",
                "1 SERIALIZABLE",
                "2 SERIALIZABLE"
            })
    void managesWithFewConnections(String limitAndLevel) throws SQLException {
        int limit = Integer.parseInt(limitAndLevel.substring(0, 1));
        EmbeddedServer server = Servers.newest();
        String database = Servers.createDatabase(server);
        Servers.execute(server, database, TABLE, OTHER);
        try (WriteFixture pg =
                WriteFixture.attach(
                        server,
                        database,
                        ", ISOLATION_LEVEL '" + limitAndLevel.substring(2) + "'",
                        "SET pg_connection_limit = " + limit)) {
            for (boolean shared : new boolean[] {false, true}) {
                pg.onServer("TRUNCATE t");
                if (shared) {
                    pg.run("BEGIN");
                }
                assertThat(pg.count("INSERT INTO pg.t SELECT id, v FROM pg.o")).isEqualTo(3000);
                assertThat(pg.count("INSERT INTO pg.t SELECT id + 10000, v FROM pg.t"))
                        .isEqualTo(3000);
                assertThat(
                                pg.count(
                                        "UPDATE pg.t SET v = hash(o.v)::text FROM pg.o, pg.t x"
                                                + " WHERE o.id = t.id AND x.id = t.id"))
                        .isEqualTo(3000);
                assertThat(
                                pg.count(
                                        "MERGE INTO pg.t USING (SELECT id + 1000 AS id, v FROM"
                                                + " pg.o) s ON t.id = s.id WHEN MATCHED THEN UPDATE"
                                                + " SET v = s.v WHEN NOT MATCHED THEN INSERT VALUES"
                                                + " (s.id, s.v)"))
                        .isEqualTo(3000);
                assertThat(pg.count("DELETE FROM pg.t WHERE id IN (SELECT id + 10000 FROM pg.o)"))
                        .isEqualTo(3000);
                assertThat(
                                pg.rows(
                                        "UPDATE pg.t SET v = v || length(v) WHERE id < 5 RETURNING"
                                                + " id, length(v) > 1"))
                        .hasSize(4);
                assertThat(
                                pg.rows(
                                        "INSERT INTO pg.t SELECT id + 50000, v FROM pg.o RETURNING"
                                                + " id"))
                        .hasSize(3000);
                if (shared) {
                    pg.run("COMMIT");
                }
                assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("7000");
                pg.awaitNoTransaction();
                assertThat(pg.connections()).isLessThanOrEqualTo(limit);
            }
        }
    }

    @Test
    void commitsInTwoPhasesWhateverWasWritten() throws SQLException {
        try (EmbeddedServer server =
                        EmbeddedServer.start(
                                new EmbeddedServer.Options(
                                        EmbeddedServer.NEWEST,
                                        0,
                                        Optional.empty(),
                                        Map.of("max_prepared_transactions", "10")));
                Connection postgres = server.connect();
                Connection duckdb = DriverManager.getConnection("jdbc:howdah:")) {
            Rows.execute(postgres, "CREATE DATABASE second", "CREATE TABLE a (id int)");
            Servers.execute(server, "second", "CREATE TABLE b (id int PRIMARY KEY)");
            Rows.execute(
                    duckdb,
                    "ATTACH '" + server.connectionString() + "' AS one (TYPE postgres)",
                    "ATTACH '" + server.connectionString("second") + "' AS two (TYPE postgres)",
                    "SET pg_two_phase_commit = true",
                    "CREATE TABLE l (id int)");
            // Nothing is written at all.
            Rows.execute(duckdb, "BEGIN", "FROM one.a", "COMMIT");
            Rows.execute(
                    duckdb,
                    "BEGIN",
                    "INSERT INTO l VALUES (1)",
                    "INSERT INTO one.a SELECT id FROM l WHERE id > 5",
                    "COMMIT");
            Rows.execute(duckdb, "BEGIN", "DELETE FROM one.a WHERE id = 7", "COMMIT");
            assertThat(Rows.of(duckdb, "FROM l")).containsExactly("1");
            // One database by a statement of Howdah's, the other by one of its own.
            Rows.execute(
                    duckdb,
                    "BEGIN",
                    "INSERT INTO one.a FROM l",
                    "CALL postgres_execute('two', 'INSERT INTO b VALUES (5)')",
                    "COMMIT");
            assertThat(Rows.of(postgres, "SELECT count(*) FROM a")).containsExactly("1");
            assertThat(Rows.of(duckdb, "FROM two.b")).containsExactly("5");
            // A statement that never reached the server, and an aborted transaction.
            Rows.execute(duckdb, "BEGIN", "INSERT INTO one.a VALUES (2)");
            assertThatThrownBy(
                            () -> Rows.execute(duckdb, "INSERT INTO two.b SELECT nothing FROM l"))
                    .isInstanceOf(SQLException.class);
            Rows.execute(duckdb, "COMMIT", "BEGIN", "INSERT INTO one.a VALUES (3)");
            assertThatThrownBy(() -> Rows.execute(duckdb, "INSERT INTO two.b VALUES (5)"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> Rows.execute(duckdb, "COMMIT"))
                    .hasMessageContaining("rolled back");
            assertThat(Rows.of(postgres, "SELECT id FROM a ORDER BY id")).containsExactly("1", "2");
            assertThat(Rows.of(postgres, "SELECT count(*) FROM pg_prepared_xacts"))
                    .containsExactly("0");
        }
    }
}
