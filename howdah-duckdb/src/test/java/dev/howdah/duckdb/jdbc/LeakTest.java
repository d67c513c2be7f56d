package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** However statements and connections end, nothing of them stays on the server. */
@Timeout(120)
final class LeakTest {
    private static final Map<Integer, String> DATABASES = new ConcurrentHashMap<>();
    private static final String ANY = "application_name = 'howdah'";
    private static final String READING =
            ANY + " AND state = 'active' AND (query LIKE 'COPY%' OR query LIKE '%big%')";

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    private static Connection attach(int version) throws SQLException {
        EmbeddedServer server = Servers.of(version);
        if (!DATABASES.containsKey(version)) {
            String name = Servers.createDatabase(server);
            Servers.execute(
                    server,
                    name,
                    "CREATE TABLE big AS SELECT i, repeat('x', 500) AS filler FROM generate_series(1, 200000) i",
                    "CREATE TABLE small AS SELECT i FROM generate_series(1, 10) i",
                    "CREATE VIEW broken AS SELECT 1 / (i - 5) AS a FROM small",
                    "CREATE VIEW slow AS SELECT i, pg_sleep(1)::text AS s FROM generate_series(1, 100) i",
                    "ANALYZE");
            DATABASES.put(version, name);
        }
        Connection duckdb = DriverManager.getConnection("jdbc:howdah:");
        Rows.execute(
                duckdb,
                "SET threads = 2",
                "SET pg_pages_per_task = 100",
                "ATTACH '%s' AS pg (TYPE postgres)"
                        .formatted(server.connectionString(DATABASES.get(version))));
        return duckdb;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void leavesNoBackendBehind(int version) throws Exception {
        try (Connection first = attach(version);
                Connection second = attach(version)) {
            for (Connection duckdb : List.of(first, second)) {
                succeed(duckdb);
                fail(duckdb);
                limit(version, duckdb);
                cancel(version, duckdb);
                timeOut(version, duckdb);
                succeed(duckdb);
            }
            Rows.execute(second, "DETACH pg");
            assertThatThrownBy(() -> Rows.of(second, "FROM pg.small"))
                    .isInstanceOf(SQLException.class);
            succeed(first);
        }
        awaitNone(version, ANY);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void stopsAReadWhoseConnectionIsClosed(int version) throws Exception {
        Connection duckdb = attach(version);
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> query = thread.submit(() -> Rows.of(duckdb, "SELECT count(s) FROM pg.slow"));
            awaitSome(version, READING);
            duckdb.close();
            assertThatThrownBy(query::get).hasCauseInstanceOf(SQLException.class);
        }
        awaitNone(version, ANY);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void closesAnOpenTransactionWithItsConnection(int version) throws SQLException {
        try (Connection duckdb = attach(version)) {
            duckdb.setAutoCommit(false);
            assertThat(Rows.of(duckdb, "SELECT count(*) FROM pg.small")).containsExactly("10");
            assertThat(count(version, ANY + " AND state = 'idle in transaction'")).isPositive();
        }
        awaitNone(version, ANY);
    }

    @ParameterizedTest
    @MethodSource("versions")
    void survivesABackendThatIsKilledInAScan(int version) throws Exception {
        try (Connection duckdb = attach(version);
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            for (int i = 0; i < 2; i++) {
                Future<?> query =
                        thread.submit(() -> Rows.of(duckdb, "SELECT count(s) FROM pg.slow"));
                awaitSome(version, READING);
                // Nobody has seen a row, so it begins again, but only a few times.
                while (!query.isDone()) {
                    Servers.execute(
                            Servers.of(version),
                            "postgres",
                            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s' AND %s"
                                    .formatted(DATABASES.get(version), READING));
                }
                assertThatThrownBy(query::get)
                        .cause()
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("\"pg\"")
                        .hasMessageContaining("slow")
                        .satisfies(
                                lost ->
                                        assertThat(((SQLException) lost).getSQLState())
                                                .isIn("57P01", "08006"));
                succeed(duckdb);
            }
        }
        awaitNone(version, ANY);
    }

    private static void succeed(Connection duckdb) throws SQLException {
        assertThat(Rows.of(duckdb, "SELECT count(i), max(length(filler)) FROM pg.big"))
                .containsExactly("200000|500");
        assertThat(Rows.of(duckdb, "FROM pg.small a JOIN pg.small b USING (i)")).hasSize(10);
        try (PreparedStatement prepared =
                duckdb.prepareStatement("SELECT i FROM pg.small WHERE i = ?")) {
            prepared.setInt(1, 3);
            assertThat(Rows.of(prepared.executeQuery())).containsExactly("3");
        }
    }

    private static void fail(Connection duckdb) {
        for (String sql :
                List.of(
                        "FROM pg.broken",
                        "SELECT a FROM pg.broken JOIN pg.big ON a = i",
                        "SELECT error(filler) FROM pg.big",
                        "FROM postgres_query('pg', 'SELECT 1/0')",
                        "SELECT nosuch FROM pg.big",
                        "CREATE TABLE x AS SELECT * FROM pg.broken")) {
            assertThatThrownBy(() -> Rows.of(duckdb, sql)).isInstanceOf(SQLException.class);
        }
    }

    private static void limit(int version, Connection duckdb) throws SQLException {
        assertThat(Rows.of(duckdb, "FROM pg.big LIMIT 5")).hasSize(5);
        assertThat(Rows.of(duckdb, "FROM pg.big WHERE i % 3 = 0 LIMIT 5")).hasSize(5);
        awaitNone(version, READING);
        try (Statement statement = duckdb.createStatement();
                ResultSet rows = statement.executeQuery("FROM pg.big")) {
            assertThat(rows.next()).isTrue();
        }
        awaitNone(version, READING);
    }

    private static void cancel(int version, Connection duckdb) throws Exception {
        try (Statement statement = duckdb.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> query = thread.submit(() -> statement.execute("FROM pg.slow"));
            awaitSome(version, READING);
            statement.cancel();
            assertThatThrownBy(query::get)
                    .cause()
                    .isInstanceOf(SQLException.class)
                    .extracting(failure -> ((SQLException) failure).getSQLState())
                    .isEqualTo("57014");
        }
        awaitNone(version, READING);
    }

    private static void timeOut(int version, Connection duckdb) throws SQLException {
        try (Statement statement = duckdb.createStatement()) {
            statement.setQueryTimeout(1);
            assertThatThrownBy(() -> statement.execute("SELECT count(s) FROM pg.slow"))
                    .isInstanceOf(SQLTimeoutException.class);
        }
        awaitNone(version, READING);
    }

    private static void awaitNone(int version, String condition) throws SQLException {
        while (count(version, condition) > 0) {
            Thread.onSpinWait();
        }
    }

    private static void awaitSome(int version, String condition) throws SQLException {
        while (count(version, condition) == 0) {
            Thread.onSpinWait();
        }
    }

    private static long count(int version, String condition) throws SQLException {
        try (Connection observer = Servers.of(version).connect()) {
            return Long.parseLong(
                    Rows.of(
                                    observer,
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s' AND %s"
                                            .formatted(DATABASES.get(version), condition))
                            .getFirst());
        }
    }
}
