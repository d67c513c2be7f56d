package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Several statements that write, in PostgreSQL and in DuckDB: all of it or nothing. */
final class WriteTransactionTest {
    private static final String TABLE = "CREATE TABLE t (id int PRIMARY KEY, v text)";

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsItsOwnWritesAndCommitsBothSides(int version) throws SQLException {
        try (WriteFixture pg = WriteFixture.open(version, TABLE)) {
            pg.run(
                    "CREATE TABLE l (id int)",
                    "BEGIN",
                    "INSERT INTO pg.t SELECT i, 'a' FROM range(300) r(i)",
                    "INSERT INTO l SELECT id FROM pg.t WHERE id < 10",
                    "UPDATE pg.t SET v = 'b' || v WHERE id IN (FROM l)");
            assertThat(pg.rows("SELECT count(*) FROM pg.t WHERE v = 'ba'")).containsExactly("10");
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
            pg.run("COMMIT");
            assertThat(pg.remote("SELECT count(*) FROM t WHERE v = 'ba'")).containsExactly("10");
            assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("10");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void rollsBackBothSides(int version) throws SQLException {
        try (WriteFixture pg = WriteFixture.open(version, TABLE)) {
            pg.run(
                    "CREATE TABLE l (id int)",
                    "BEGIN",
                    "INSERT INTO pg.t VALUES (1, 'a')",
                    "INSERT INTO l VALUES (1)",
                    "ROLLBACK");
            assertThat(pg.rows("SELECT count(*) FROM pg.t")).containsExactly("0");
            assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("0");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void isAbortedByAStatementThatFails(int version) throws SQLException {
        try (WriteFixture pg = WriteFixture.open(version, TABLE)) {
            pg.run("CREATE TABLE l (id int)", "BEGIN", "INSERT INTO l VALUES (1)");
            pg.run("INSERT INTO pg.t VALUES (1, 'a')");
            pg.assertFails("INSERT INTO pg.t VALUES (1, 'again')")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("23505");
            for (String sql :
                    List.of("SELECT 1", "FROM pg.t", "INSERT INTO pg.t VALUES (2, 'b')")) {
                pg.assertFails(sql)
                        .hasMessageContaining("current transaction is aborted")
                        .extracting(failure -> ((SQLException) failure).getSQLState())
                        .isEqualTo("25P02");
            }
            pg.assertFails("COMMIT").hasMessageContaining("rolled back");
            assertThat(pg.rows("SELECT count(*) FROM pg.t")).containsExactly("0");
            assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("0");
        }
    }

    /** A statement that DuckDB refuses before anything has reached the server changes nothing. */
    @Test
    void isNotAbortedByAWrongName() throws SQLException {
        try (WriteFixture pg = WriteFixture.open(EmbeddedServer.NEWEST, TABLE)) {
            pg.run("BEGIN", "INSERT INTO pg.t VALUES (1, 'a')");
            pg.assertFails("INSERT INTO pg.nothing VALUES (1)");
            pg.run("COMMIT");
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("1");
        }
    }

    @Test
    void keepsNeitherSideIfPostgresRefusesToCommit() throws SQLException {
        try (WriteFixture pg =
                WriteFixture.open(
                        EmbeddedServer.NEWEST,
                        "CREATE TABLE t (id int UNIQUE DEFERRABLE INITIALLY DEFERRED, v text)")) {
            pg.run(
                    "CREATE TABLE l (id int)",
                    "BEGIN",
                    "INSERT INTO l VALUES (1)",
                    "INSERT INTO pg.t VALUES (1, 'a'), (1, 'b')");
            pg.assertFails("COMMIT")
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("23505");
            assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("0");
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
            pg.run("INSERT INTO pg.t VALUES (1, 'a')");
        }
    }

    @Test
    void followsJdbcsAutoCommit() throws SQLException {
        try (WriteFixture pg = WriteFixture.open(EmbeddedServer.NEWEST, TABLE)) {
            pg.duckdb().setAutoCommit(false);
            assertThat(pg.count("INSERT INTO pg.t VALUES (1, 'a'), (2, 'b')")).isEqualTo(2);
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
            pg.duckdb().rollback();
            pg.run("INSERT INTO pg.t VALUES (3, 'c')");
            pg.duckdb().commit();
            assertThat(pg.remote("SELECT id FROM t")).containsExactly("3");
            pg.run("DELETE FROM pg.t");
            pg.duckdb().setAutoCommit(true);
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
        }
    }

    @Test
    void saysThatThereAreNoSavepoints() throws SQLException {
        try (WriteFixture pg = WriteFixture.open(EmbeddedServer.NEWEST, TABLE)) {
            pg.run("BEGIN", "INSERT INTO pg.t VALUES (1, 'a')");
            pg.assertFails("SAVEPOINT s").hasMessageContaining("DuckDB has no savepoints");
            pg.assertFails("ROLLBACK TO SAVEPOINT s").hasMessageContaining("savepoints");
            assertThatThrownBy(() -> pg.duckdb().setSavepoint())
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("savepoints");
            pg.run("COMMIT");
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("1");
        }
    }

    @Test
    void writesOneDatabaseInATransaction() throws SQLException {
        EmbeddedServer server = Servers.newest();
        String other = Servers.createDatabase(server);
        Servers.execute(server, other, TABLE);
        try (WriteFixture pg = WriteFixture.open(EmbeddedServer.NEWEST, TABLE)) {
            pg.run("ATTACH '" + server.connectionString(other) + "' AS other (TYPE postgres)");
            pg.run("BEGIN", "INSERT INTO pg.t VALUES (1, 'a')");
            pg.assertFails("INSERT INTO other.t FROM pg.t")
                    .hasMessageContaining("can only write to one attached PostgreSQL");
            pg.run("COMMIT", "INSERT INTO other.t FROM pg.t");
            assertThat(pg.rows("FROM other.t")).containsExactly("1|a");
        }
    }

    @Test
    void runsABatchAsAWhole() throws SQLException {
        try (WriteFixture pg = WriteFixture.open(EmbeddedServer.NEWEST, TABLE)) {
            pg.run("INSERT INTO pg.t SELECT i, 'a' FROM range(10) r(i)");
            try (PreparedStatement update =
                    pg.duckdb().prepareStatement("UPDATE pg.t SET v = ? WHERE id < ?")) {
                for (int i = 5; i > 2; i--) {
                    update.setString(1, "b" + i);
                    update.setInt(2, i);
                    update.addBatch();
                }
                assertThat(update.executeBatch()).containsExactly(5, 4, 3);
            }
            assertThat(pg.remote("SELECT v, count(*) FROM t GROUP BY v ORDER BY v"))
                    .containsExactly("a|5", "b3|3", "b4|1", "b5|1");
            try (PreparedStatement update =
                    pg.duckdb().prepareStatement("UPDATE pg.t SET id = id + ? WHERE id = ?")) {
                for (int[] row : new int[][] {{100, 1}, {100, 101}, {0, 0}}) {
                    update.setInt(1, row[0]);
                    update.setInt(2, row[1]);
                    update.addBatch();
                }
                assertThat(update.executeBatch()).containsExactly(1, 1, 1);
                update.setInt(1, 1);
                update.setInt(2, 3);
                update.addBatch();
                update.setInt(1, -3);
                update.setInt(2, 3);
                update.addBatch();
                assertThatThrownBy(update::executeBatch)
                        .isInstanceOf(SQLException.class)
                        .extracting(failure -> ((SQLException) failure).getSQLState())
                        .isEqualTo("23505");
            }
            assertThat(pg.remote("SELECT id FROM t ORDER BY id"))
                    .containsExactly("0", "2", "3", "4", "5", "6", "7", "8", "9", "201");
        }
    }

    @Test
    void givesGeneratedKeys() throws SQLException {
        try (WriteFixture pg =
                        WriteFixture.open(
                                EmbeddedServer.NEWEST,
                                "CREATE TABLE k (id int GENERATED ALWAYS AS IDENTITY, v text)");
                Statement statement = pg.duckdb().createStatement();
                PreparedStatement prepared =
                        pg.duckdb()
                                .prepareStatement(
                                        "INSERT INTO pg.k (v) VALUES (?)", new String[] {"id"})) {
            assertThat(
                            statement.executeUpdate(
                                    "INSERT INTO pg.k (v) VALUES ('a'), ('b')",
                                    Statement.RETURN_GENERATED_KEYS))
                    .isEqualTo(2);
            assertThat(Rows.of(statement.getGeneratedKeys())).containsExactly("1|a", "2|b");
            prepared.setString(1, "c");
            assertThat(prepared.executeUpdate()).isEqualTo(1);
            assertThat(Rows.of(prepared.getGeneratedKeys())).containsExactly("3");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void commitsTwoDatabasesInTwoPhases(int version) throws SQLException {
        try (EmbeddedServer server =
                        EmbeddedServer.start(
                                new EmbeddedServer.Options(
                                        version,
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
                    "CREATE TABLE l (id int)",
                    "BEGIN",
                    "INSERT INTO l SELECT * FROM range(1000)",
                    "INSERT INTO one.a FROM l",
                    "INSERT INTO two.b FROM one.a",
                    "UPDATE two.b SET id = -id WHERE id IN (SELECT id FROM l WHERE id > 500)",
                    "COMMIT");
            assertThat(Rows.of(postgres, "SELECT count(*) FROM a")).containsExactly("1000");
            assertThat(Rows.of(duckdb, "SELECT count(*) FROM two.b WHERE id < 0"))
                    .containsExactly("499");
            assertThat(Rows.of(postgres, "SELECT count(*) FROM pg_prepared_xacts"))
                    .containsExactly("0");
            assertThat(
                            Rows.of(
                                    postgres,
                                    "SELECT relname FROM pg_class WHERE relname LIKE 'howdah%'"))
                    .isEmpty();
            try (ResultSet left = postgres.getMetaData().getTables(null, null, "howdah%", null)) {
                assertThat(left.next()).isFalse();
            }
        }
    }
}
