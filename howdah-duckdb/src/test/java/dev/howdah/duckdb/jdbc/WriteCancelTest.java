package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A change that is stopped while it runs keeps nothing, here and on the server. */
@Timeout(180)
final class WriteCancelTest {
    /** What runs at least a minute, and how it looks on the server. */
    private enum Slow {
        LOAD("INSERT INTO pg.t SELECT i, 'a' FROM range(400000000) r(i)", "%COPY%"),
        WHOLE_UPDATE("UPDATE pg.slow SET v = 'b'", "UPDATE%"),
        STAGED_UPDATE("UPDATE pg.slow SET v = hash(id)::text", "%UPDATE%"),
        RETURNING("UPDATE pg.slow SET v = 'b' RETURNING id", "%UPDATE%"),
        INSERT("INSERT INTO pg.slow VALUES (1, 'b')", "INSERT%"),
        COPY("COPY pg.t FROM 'FILE'", "%COPY%");

        private final String sql;
        private final String like;

        Slow(String sql, String like) {
            this.sql = sql;
            this.like = like;
        }
    }

    @TempDir private Path directory;

    private WriteFixture open() throws SQLException {
        WriteFixture pg =
                WriteFixture.open(
                        EmbeddedServer.NEWEST,
                        "CREATE TABLE t (id bigint, v text)",
                        "CREATE TABLE slow AS SELECT g AS id, 'a' AS v FROM generate_series(1,"
                                + " 1000) g",
                        "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS"
                                + " $$BEGIN PERFORM pg_sleep(60); RETURN NEW; END$$",
                        "CREATE TRIGGER wait BEFORE INSERT OR UPDATE ON slow FOR EACH ROW"
                                + " EXECUTE FUNCTION wait()");
        pg.run(
                "CREATE TABLE l (id int)",
                "COPY (SELECT i AS id, 'a' AS v FROM range(30000000) r(i)) TO '"
                        + file()
                        + "' (FORMAT parquet)");
        return pg;
    }

    private Path file() {
        return directory.resolve("rows.parquet");
    }

    private String sql(Slow slow) {
        return slow.sql.replace("FILE", file().toString());
    }

    @Test
    void keepsNothingOfACancelledStatement() throws Exception {
        try (WriteFixture pg = open();
                Statement statement = pg.duckdb().createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            for (Slow slow : Slow.values()) {
                for (boolean shared : new boolean[] {false, true}) {
                    if (shared) {
                        pg.run(
                                "BEGIN",
                                "INSERT INTO l VALUES (1)",
                                "INSERT INTO pg.t VALUES (1, 'x')");
                    }
                    Future<?> change = thread.submit(() -> statement.execute(sql(slow)));
                    pg.awaitRunning(slow.like, true);
                    statement.cancel();
                    assertThatThrownBy(change::get)
                            .as("%s", slow)
                            .cause()
                            .isInstanceOf(SQLException.class)
                            .hasMessageContaining("The statement was cancelled")
                            .extracting(failure -> ((SQLException) failure).getSQLState())
                            .isEqualTo("57014");
                    if (shared) {
                        pg.assertFails("INSERT INTO pg.t VALUES (2, 'x')")
                                .hasMessageContaining("aborted");
                        pg.assertFails("COMMIT");
                    }
                    assertNothingKept(pg);
                }
            }
        }
    }

    @Test
    void keepsNothingOfAStatementThatIsTooSlow() throws Exception {
        try (WriteFixture pg = open();
                Statement statement = pg.duckdb().createStatement()) {
            statement.setQueryTimeout(1);
            for (Slow slow : Slow.values()) {
                assertThatThrownBy(() -> statement.execute(sql(slow)))
                        .as("%s", slow)
                        .isInstanceOf(SQLTimeoutException.class)
                        .hasMessageContaining("timeout of 1 s");
                assertNothingKept(pg);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"LOAD", "WHOLE_UPDATE", "STAGED_UPDATE", "RETURNING", "COPY"})
    void keepsNothingOfAStatementWhoseConnectionIsClosed(String name) throws Exception {
        Slow slow = Slow.valueOf(name);
        try (WriteFixture pg = open();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> change =
                    thread.submit(
                            () -> {
                                pg.run(sql(slow));
                                return null;
                            });
            pg.awaitRunning(slow.like, true);
            pg.duckdb().close();
            assertThatThrownBy(change::get).hasCauseInstanceOf(SQLException.class);
            pg.awaitConnections(0);
            assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
            assertThat(pg.remote("SELECT count(*) FROM slow WHERE v <> 'a'")).containsExactly("0");
        }
    }

    private static void assertNothingKept(WriteFixture pg) throws SQLException {
        pg.awaitNoTransaction();
        assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
        assertThat(pg.remote("SELECT count(*), min(v), max(v) FROM slow"))
                .containsExactly("1000|a|a");
        assertThat(pg.rows("SELECT count(*) FROM l")).containsExactly("0");
    }

    /** The only connection is somebody else's, who keeps it. */
    @Test
    void stopsWaitingForAConnection() throws Exception {
        EmbeddedServer server = Servers.newest();
        String database = Servers.createDatabase(server);
        Servers.execute(server, database, "CREATE TABLE t (id int)");
        try (WriteFixture pg =
                        WriteFixture.attach(server, database, "", "SET pg_connection_limit = 1");
                Connection second = pg.duckdb().unwrap(HowdahConnection.class).duplicate();
                Statement waiting = second.createStatement()) {
            pg.run("BEGIN", "INSERT INTO pg.t VALUES (1)");
            waiting.setQueryTimeout(1);
            assertThatThrownBy(() -> waiting.execute("INSERT INTO pg.t VALUES (2)"))
                    .isInstanceOf(SQLTimeoutException.class);
            assertThatThrownBy(() -> waiting.execute("INSERT INTO pg.t SELECT id FROM pg.t"))
                    .isInstanceOf(SQLTimeoutException.class);
            pg.run("COMMIT");
            waiting.execute("INSERT INTO pg.t VALUES (3)");
            assertThat(pg.remote("SELECT id FROM t ORDER BY id")).containsExactly("1", "3");
            pg.awaitNoTransaction();
        }
    }

    @Test
    void letsSeveralConnectionsWriteAtOnce() throws Exception {
        int writers = 4;
        EmbeddedServer server = Servers.newest();
        String database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TABLE t (id int PRIMARY KEY, v int)",
                "CREATE TABLE log (id int)");
        try (WriteFixture pg =
                        WriteFixture.attach(server, database, "", "SET pg_connection_limit = 2");
                ExecutorService threads = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> running = new ArrayList<>();
            for (int w = 0; w < writers; w++) {
                int from = w * 10_000;
                running.add(threads.submit(() -> write(pg, from)));
            }
            for (Future<?> each : running) {
                each.get();
            }
            assertThat(pg.remote("SELECT count(*), sum(v) FROM t")).containsExactly("12000|12000");
            assertThat(pg.remote("SELECT count(*) FROM log")).containsExactly("3000");
            pg.awaitNoTransaction();
            assertThat(pg.connections()).isLessThanOrEqualTo(2);
        }
    }

    private static Void write(WriteFixture pg, int from) throws SQLException {
        try (Connection own = pg.duckdb().unwrap(HowdahConnection.class).duplicate()) {
            for (int i = 0; i < 3; i++) {
                int start = from + i * 1000;
                Rows.execute(
                        own,
                        "INSERT INTO pg.t SELECT i, 0 FROM range(%d, %d) r(i)"
                                .formatted(start, start + 1000),
                        "UPDATE pg.t SET v = (hash(id) %% 1)::int + 1 WHERE id BETWEEN %d AND %d"
                                .formatted(start, start + 999),
                        "BEGIN",
                        "INSERT INTO pg.log SELECT id FROM pg.t WHERE id BETWEEN %d AND %d"
                                .formatted(start, start + 249),
                        "COMMIT",
                        "BEGIN",
                        "DELETE FROM pg.log",
                        "ROLLBACK");
            }
            return null;
        }
    }
}
