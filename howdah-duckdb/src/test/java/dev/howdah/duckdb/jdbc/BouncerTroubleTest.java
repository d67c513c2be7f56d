package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** What a pooler between makes scarce or refuses is waited for or told, and never read wrong. */
@Timeout(180)
final class BouncerTroubleTest {
    private static final int CLIENTS = 30;

    private static final String[] TABLES = {
        "CREATE TABLE big AS SELECT g AS id, g % 10 AS grp, repeat('x', 100) AS txt"
                + " FROM generate_series(1, 20000) g",
        "CREATE TABLE target (id int)",
        "CREATE VIEW slow AS SELECT i, pg_sleep(60)::text AS s FROM generate_series(1, 10) i",
        "ANALYZE"
    };

    private static BouncedDatabase open(Map<String, String> settings) throws SQLException {
        return BouncedDatabase.open(EmbeddedServer.NEWEST, settings, TABLES);
    }

    private static BouncedDatabase open() throws SQLException {
        return open(Map.of("pool_mode", "transaction")).attach("");
    }

    /** Every scan leads with one connection of three, and wants more for its other threads. */
    @Test
    void manyClientsShareFewConnections() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "pool_mode", "transaction",
                        "max_client_conn", "1000",
                        "query_wait_timeout", "60");
        try (BouncedDatabase pg = open(settings);
                ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            List<Connection> clients = new ArrayList<>();
            try {
                for (int i = 0; i < CLIENTS; i++) {
                    clients.add(pg.another());
                }
                List<Future<?>> running = new ArrayList<>();
                for (Connection client : clients) {
                    running.add(threads.submit(() -> readAll(client)));
                }
                for (Future<?> each : running) {
                    each.get();
                }
            } finally {
                for (Connection client : clients) {
                    client.close();
                }
            }
            pg.awaitNoTransaction();
        }
    }

    private static Void readAll(Connection client) throws SQLException {
        assertThat(Rows.of(client, "SELECT count(txt), sum(id) FROM pg.big"))
                .containsExactly("20000|200010000");
        assertThat(
                        Rows.of(
                                client,
                                "SELECT count(a.txt), sum(b.id) FROM pg.big a JOIN pg.big b ON a.id"
                                        + " = b.id + 1"))
                .containsExactly("19999|199990000");
        Rows.execute(client, "INSERT INTO pg.target SELECT id FROM pg.big WHERE id <= 10");
        return null;
    }

    @Test
    void aRunningStatementIsCancelled() throws Exception {
        try (BouncedDatabase pg = open();
                Statement statement = pg.pooled().createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> read =
                    thread.submit(() -> statement.executeQuery("SELECT count(s) FROM pg.slow"));
            pg.awaitRunning("%COPY%slow%", true);
            statement.cancel();
            assertThatThrownBy(read::get).cause().isInstanceOf(SQLException.class);
            pg.awaitRunning("%COPY%slow%", false);
            assertThat(pg.rows("SELECT count(txt) FROM pg.big")).containsExactly("20000");
        }
    }

    /** Nothing but the end of the connection ends a wait in PgBouncer's queue. */
    @Test
    void aStatementThatWaitsForThePoolerIsEnded() throws Exception {
        Map<String, String> settings =
                Map.of(
                        "pool_mode", "transaction",
                        "default_pool_size", "1",
                        "query_wait_timeout", "600");
        try (BouncedDatabase pg = open(settings).attach("");
                Connection other = pg.another();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Rows.execute(other, "BEGIN", "INSERT INTO pg.target VALUES (1)");
            for (String sql :
                    List.of(
                            "SELECT count(txt) FROM pg.big",
                            "SELECT count(*) FROM pg.big WHERE id < 100",
                            "FROM postgres_query('pg', 'SELECT count(txt) FROM big')")) {
                for (boolean cancels : new boolean[] {true, false}) {
                    try (Statement statement = pg.pooled().createStatement()) {
                        statement.setQueryTimeout(cancels ? 0 : 1);
                        Future<?> read = thread.submit(() -> statement.executeQuery(sql));
                        while (cancels && !read.isDone()) {
                            assertThat(Thread.interrupted()).as(sql).isFalse();
                            cancel(statement);
                        }
                        assertThatThrownBy(read::get)
                                .as(sql)
                                .cause()
                                .isInstanceOf(SQLException.class)
                                .hasMessageContaining(cancels ? "cancel" : "timeout");
                    }
                }
            }
            Future<?> read =
                    thread.submit(() -> pg.rows("SELECT count(*) FROM pg.big WHERE id < 100"));
            Rows.execute(other, "COMMIT");
            read.get();
            assertThat(pg.rows("SELECT count(txt) FROM pg.big")).containsExactly("20000");
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException failedMeanwhile) {
            // DuckDB closes a statement that has failed.
        }
    }

    @Test
    void aLostServerConnectionGivesAllRowsOrAnError() throws Exception {
        try (BouncedDatabase pg = open();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> killer =
                    thread.submit(
                            () -> {
                                for (int i = 0; i < 40; i++) {
                                    pg.killBackends();
                                }
                                return null;
                            });
            int right = 0;
            while (!killer.isDone() || right == 0) {
                try {
                    assertThat(pg.rows("SELECT count(txt), sum(id) FROM pg.big"))
                            .containsExactly("20000|200010000");
                    right++;
                } catch (SQLException lost) {
                    assertThat(lost.getSQLState()).matches("08...|57P0.");
                }
            }
            killer.get();
        }
    }

    @Test
    void findsOutHowALostCommitEnded() throws SQLException {
        try (BouncedDatabase pg = open()) {
            pg.onServer(
                    "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM"
                            + " pg_terminate_backend(pg_backend_pid()); RETURN NULL; END$$",
                    "CREATE CONSTRAINT TRIGGER die AFTER INSERT ON target DEFERRABLE INITIALLY"
                            + " DEFERRED FOR EACH ROW EXECUTE FUNCTION die()");
            assertThatThrownBy(() -> pg.run("INSERT INTO pg.target VALUES (1)"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("nothing of the transaction was kept");
            assertThat(pg.remote("SELECT count(*) FROM target")).containsExactly("0");
        }
    }

    @Test
    void commitsInTwoPhases() throws SQLException {
        BouncedDatabase.assumeInstalled();
        try (EmbeddedServer server =
                        EmbeddedServer.start(
                                new EmbeddedServer.Options(
                                        EmbeddedServer.NEWEST,
                                        0,
                                        Optional.empty(),
                                        Map.of("max_prepared_transactions", "10")));
                BouncedDatabase one =
                        BouncedDatabase.open(server, Map.of("pool_mode", "transaction"), TABLES);
                BouncedDatabase two =
                        BouncedDatabase.open(server, Map.of("pool_mode", "transaction"), TABLES)) {
            one.attach("")
                    .run(
                            "ATTACH '" + two.connectionString() + "' AS two (TYPE postgres)",
                            "SET pg_two_phase_commit = true",
                            "BEGIN",
                            "INSERT INTO pg.target SELECT id FROM two.big WHERE id <= 10",
                            "INSERT INTO two.target FROM pg.target",
                            "COMMIT");
            assertThat(one.remote("SELECT count(*) FROM target")).containsExactly("10");
            assertThat(two.remote("SELECT count(*) FROM target")).containsExactly("10");
            assertThat(one.remote("SELECT count(*) FROM pg_prepared_xacts")).containsExactly("0");
        }
    }

    @Test
    void everythingWorksInSessionMode() throws SQLException {
        try (BouncedDatabase pg = open(Map.of("pool_mode", "session", "default_pool_size", "20"))) {
            pg.attach("");
            pg.assertSame("SELECT count(txt), sum(id) FROM pg.big");
            pg.run("INSERT INTO pg.target SELECT id FROM pg.big WHERE id < 5");
            assertThat(pg.remote("SELECT count(*) FROM target")).containsExactly("4");
            pg.run("CONNECT pg", "SET search_path = pg_catalog", "DISCONNECT");
        }
    }

    @Test
    void tellsThatStatementModeWillNotDo() throws SQLException {
        try (BouncedDatabase pg = open(Map.of("pool_mode", "statement"))) {
            assertThatThrownBy(
                            () -> {
                                pg.attach("");
                                pg.rows("SELECT count(txt), sum(id) FROM pg.big");
                            })
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("pool_mode")
                    .hasMessageContaining("transaction");
        }
    }

    @Test
    void tellsWhichParameterThePoolerRefuses() throws SQLException {
        try (BouncedDatabase pg = open(Map.of("pool_mode", "transaction"));
                Connection duckdb = DriverManager.getConnection("jdbc:howdah:")) {
            assertThatThrownBy(
                            () ->
                                    Rows.execute(
                                            duckdb,
                                            "ATTACH '%s options=''-c statement_timeout=300''' AS pg (TYPE postgres)"
                                                    .formatted(pg.connectionString())))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("options")
                    .hasMessageContaining("ignore_startup_parameters");
        }
    }

    @Test
    void tellsThatThePoolerTakesNoMoreClients() throws SQLException {
        try (BouncedDatabase pg =
                open(Map.of("pool_mode", "transaction", "max_client_conn", "2"))) {
            pg.attach("");
            pg.run("BEGIN");
            pg.run("INSERT INTO pg.target VALUES (1)");
            try (Connection second = pg.another()) {
                Rows.execute(second, "BEGIN", "INSERT INTO pg.target VALUES (1)");
                assertThatThrownBy(pg::another)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("max_client_conn")
                        .satisfies(
                                refused ->
                                        assertThat(((SQLException) refused).getSQLState())
                                                .isEqualTo("53300"));
            }
            pg.assertSame("SELECT count(txt), sum(id) FROM pg.big");
        }
    }

    /** A pooler would forget the session's read-only mode, or leave it to another client. */
    @Test
    void neverWritesToWhatIsAttachedForReading() throws SQLException {
        try (BouncedDatabase pg = open(Map.of("pool_mode", "transaction"))) {
            pg.attach(", READ_ONLY");
            pg.assertSame("SELECT count(txt), sum(id) FROM pg.big");
            assertThatThrownBy(() -> pg.run("CALL postgres_execute('pg', 'DELETE FROM big')"))
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> pg.run("CONNECT pg"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("READ_ONLY")
                    .hasMessageContaining("pool");
            pg.onServer("INSERT INTO target VALUES (1)");
        }
    }
}
