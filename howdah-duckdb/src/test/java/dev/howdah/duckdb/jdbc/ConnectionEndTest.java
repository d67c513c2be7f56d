package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.duckdb.DuckDBAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** When a database is detached or DuckDB is closed, no connection to PostgreSQL is left. */
@Timeout(120)
@ParameterizedClass
@MethodSource("versions")
final class ConnectionEndTest {
    private static final Map<Integer, String> DATABASES = new ConcurrentHashMap<>();

    @Parameter int version;

    private Connection duckdb;
    private Connection observer;

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
                    "CREATE TABLE one AS SELECT 1 AS i",
                    "CREATE TABLE big AS SELECT i, repeat('x', 500) AS filler"
                            + " FROM generate_series(1, 100000) i",
                    "CREATE VIEW slow AS SELECT i, pg_sleep(1)::text AS s"
                            + " FROM generate_series(1, 100) i",
                    "ANALYZE");
            DATABASES.put(version, name);
        }
        observer = server.connect(DATABASES.get(version));
        duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb, "SET threads = 2", "SET pg_pages_per_task = 100", attachment("first", ""));
        assertThat(Rows.of(duckdb, "FROM pg.one")).containsExactly("1");
        assertThat(backends("first")).isPositive();
    }

    @AfterEach
    void close() throws SQLException {
        duckdb.close();
        observer.close();
    }

    private String attachment(String application, String orReplace) {
        return "ATTACH %s '%s application_name=%s' AS pg (TYPE postgres)"
                .formatted(
                        orReplace,
                        Servers.of(version).connectionString(DATABASES.get(version)),
                        application);
    }

    private int backends(String application) throws SQLException {
        return Integer.parseInt(
                Rows.of(
                                observer,
                                "SELECT count(*) FROM pg_stat_activity WHERE application_name = '"
                                        + application
                                        + "'")
                        .getFirst());
    }

    private void awaitNone(String application) throws SQLException {
        long limit = System.nanoTime() + 15_000_000_000L;
        while (backends(application) > 0) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("a connection of " + application + " is left");
            }
            Thread.onSpinWait();
        }
    }

    private void awaitReading() throws SQLException {
        while (Rows.of(
                        observer,
                        "SELECT 1 FROM pg_stat_activity WHERE application_name = 'first'"
                                + " AND state = 'active' AND query LIKE 'COPY%'")
                .isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void detaching() throws SQLException {
        Rows.execute(duckdb, "DETACH pg");
        awaitNone("first");
    }

    @Test
    void replacing() throws SQLException {
        Rows.execute(duckdb, attachment("second", "OR REPLACE"));
        awaitNone("first");
        assertThat(Rows.of(duckdb, "FROM pg.one")).containsExactly("1");
        assertThat(backends("second")).isPositive();
        Rows.execute(duckdb, "DETACH pg");
        awaitNone("second");
    }

    @Test
    void attachingThatFailsHalfWay() throws SQLException {
        assertThatThrownBy(
                        () ->
                                Rows.execute(
                                        duckdb,
                                        attachment("second", "OR REPLACE")
                                                .replace(
                                                        "postgres)", "postgres, SCHEMA 'nosuch')")))
                .hasMessageContaining("nosuch");
        awaitNone("second");
        assertThat(Rows.of(duckdb, "FROM pg.one")).containsExactly("1");
        assertThatThrownBy(() -> Rows.execute(duckdb, attachment("second", "")))
                .hasMessageContaining("already exists");
        awaitNone("second");
    }

    @Test
    void detachingWhileAnotherConnectionReads() throws Exception {
        try (Connection reader = duckdb.unwrap(HowdahConnection.class).duplicate();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<List<String>> reading =
                    thread.submit(() -> Rows.of(reader, "SELECT count(s) FROM pg.slow"));
            awaitReading();
            Rows.execute(duckdb, "DETACH pg");
            awaitNone("first");
            assertThatThrownBy(reading::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(SQLException.class);
            assertThat(Rows.of(reader, "SELECT 42")).containsExactly("42");
        }
    }

    @Test
    void detachingWhileAnotherConnectionIsConnected() throws SQLException {
        try (Connection console = duckdb.unwrap(HowdahConnection.class).duplicate()) {
            Rows.execute(console, "CONNECT pg", "BEGIN", "INSERT INTO one VALUES (7)");
            Rows.execute(duckdb, "DETACH pg");
            awaitNone("first");
            assertThatThrownBy(() -> Rows.of(console, "SELECT 1")).isInstanceOf(SQLException.class);
            Rows.execute(console, "DISCONNECT");
        }
        assertThat(Rows.of(observer, "SELECT i FROM one")).containsExactly("1");
    }

    @Test
    void detachingWhatAnotherConnectionsTransactionHasWritten() throws SQLException {
        for (String twoPhase : List.of("false", "true")) {
            Rows.execute(duckdb, "CREATE OR REPLACE TABLE here (i int)");
            try (Connection writer = duckdb.unwrap(HowdahConnection.class).duplicate()) {
                Rows.execute(
                        writer,
                        "SET pg_two_phase_commit = " + twoPhase,
                        "BEGIN",
                        "INSERT INTO here VALUES (1)",
                        "INSERT INTO pg.one VALUES (8)");
                Rows.execute(duckdb, "DETACH pg");
                awaitNone("first");
                assertThatThrownBy(() -> Rows.execute(writer, "COMMIT"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("\"pg\" was detached");
                assertThat(Rows.of(writer, "SELECT 42")).containsExactly("42");
            }
            assertThat(Rows.of(duckdb, "FROM here")).isEmpty();
            assertThat(Rows.of(observer, "SELECT i FROM one")).containsExactly("1");
            Rows.execute(duckdb, attachment("first", ""));
        }
    }

    /** What was read is as good as before. */
    @Test
    void detachingWhatATransactionHasOnlyRead() throws SQLException {
        Rows.execute(duckdb, "CREATE TABLE here (i int)");
        try (Connection reader = duckdb.unwrap(HowdahConnection.class).duplicate()) {
            Rows.execute(reader, "BEGIN", "INSERT INTO here FROM pg.one");
            Rows.execute(duckdb, "DETACH pg");
            awaitNone("first");
            Rows.execute(reader, "COMMIT");
        }
        assertThat(Rows.of(duckdb, "FROM here")).containsExactly("1");
    }

    @Test
    void refusesToDetachWhatItsOwnTransactionHasWritten() throws SQLException {
        Rows.execute(duckdb, "BEGIN", "INSERT INTO pg.one VALUES (9)");
        for (String statement : List.of("DETACH pg", attachment("second", "OR REPLACE"))) {
            assertThatThrownBy(() -> Rows.execute(duckdb, statement))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("COMMIT or ROLLBACK first");
        }
        Rows.execute(duckdb, "COMMIT");
        assertThat(Rows.of(observer, "DELETE FROM one WHERE i = 9 RETURNING i"))
                .containsExactly("9");
        Rows.execute(duckdb, "DETACH pg");
        awaitNone("first");
    }

    @Test
    void detachingWhileAnotherConnectionWrites() throws Exception {
        try (Connection writer = duckdb.unwrap(HowdahConnection.class).duplicate();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> writing =
                    thread.submit(
                            () -> {
                                Rows.execute(
                                        writer,
                                        "UPDATE pg.one SET i = (SELECT count(s) FROM pg.slow)");
                                return null;
                            });
            awaitReading();
            Rows.execute(duckdb, "DETACH pg");
            awaitNone("first");
            assertThatThrownBy(writing::get).hasCauseInstanceOf(SQLException.class);
        }
        assertThat(Rows.of(observer, "SELECT i FROM one")).containsExactly("1");
    }

    @Test
    void closingWithAResultThatIsStillRead() throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("FROM pg.big")) {
            assertThat(rows.next()).isTrue();
            duckdb.close();
            awaitNone("first");
        }
    }

    @Test
    void closingWithAnOpenTransaction() throws SQLException {
        Rows.execute(duckdb, "BEGIN", "INSERT INTO pg.one VALUES (2)");
        duckdb.close();
        awaitNone("first");
        assertThat(Rows.of(observer, "SELECT i FROM one")).containsExactly("1");
    }

    @Test
    void closingWhileConnected() throws SQLException {
        Rows.execute(duckdb, "CONNECT pg", "BEGIN", "INSERT INTO one VALUES (3)");
        duckdb.close();
        awaitNone("first");
        assertThat(Rows.of(observer, "SELECT i FROM one")).containsExactly("1");
    }

    @Test
    void closingWithAnAppender() throws SQLException {
        Rows.execute(duckdb, "CREATE TABLE here (i int)");
        DuckDBAppender appender =
                duckdb.unwrap(HowdahConnection.class).createAppender("main", "here");
        appender.beginRow();
        appender.append(1);
        appender.endRow();
        duckdb.close();
        awaitNone("first");
        appender.close();
    }

    @Test
    void closingTheLastOfSeveral() throws SQLException {
        try (Connection another = duckdb.unwrap(HowdahConnection.class).duplicate()) {
            duckdb.close();
            assertThat(Rows.of(another, "FROM pg.one")).containsExactly("1");
            assertThat(backends("first")).isPositive();
        }
        awaitNone("first");
    }

    @Test
    void readingWithoutAttaching() throws SQLException {
        Rows.of(
                duckdb,
                "SELECT count(*) FROM postgres_scan('%s application_name=second', 'public', 'big')"
                        .formatted(Servers.of(version).connectionString(DATABASES.get(version))));
        awaitNone("second");
    }
}
