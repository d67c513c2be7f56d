package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Many clients share few connections, which are killed at random: an answer is right, or it is one
 * clear error.
 */
@Timeout(120)
final class KilledBackendsTest {
    private static final int CLIENTS = 30;
    private static final int SCANS = 200;
    private static final int CONNECTIONS = 3;

    private static final List<String> QUERIES =
            List.of(
                    "SELECT count(id), sum(id), bit_xor(hash(t)) FROM pg.big",
                    "SELECT count(id), sum(id), bit_xor(hash(t)) FROM pg.big WHERE k < 3",
                    "SELECT count(a.id), sum(b.id) FROM pg.big a JOIN pg.other b USING (id)",
                    "SELECT count(*) FROM (SELECT id FROM pg.big WHERE k = 5 LIMIT 700)",
                    "SELECT count(DISTINCT id), max(t) FROM pg.big");

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void everyAnswerIsRightOrOneClearError(int version) throws Exception {
        EmbeddedServer server = Servers.of(version);
        String database = createTables(server);
        try (Connection duckdb = DriverManager.getConnection("jdbc:howdah:")) {
            Rows.execute(
                    duckdb,
                    "SET threads = 3",
                    "SET pg_pages_per_task = 50",
                    "SET pg_pool_max_connections = " + CONNECTIONS,
                    "ATTACH '%s' AS pg (TYPE postgres)"
                            .formatted(server.connectionString(database)));
            List<String> expected = new ArrayList<>();
            for (String query : QUERIES) {
                expected.add(Rows.of(duckdb, query).getFirst());
            }
            assertThat(expected.getFirst()).startsWith("40000|800020000|");

            List<Optional<SQLException>> outcomes =
                    whileKilling(server, database, () -> readAll(duckdb, expected));
            assertThat(outcomes).hasSize(SCANS);
            assertThat(outcomes.stream().flatMap(Optional::stream))
                    .allSatisfy(KilledBackendsTest::isClear)
                    .hasSizeLessThan(SCANS);

            assertThat(connections(server, database)).isBetween(0, CONNECTIONS);
            for (int i = 0; i < QUERIES.size(); i++) {
                assertThat(Rows.of(duckdb, QUERIES.get(i))).containsExactly(expected.get(i));
            }
        }
        while (connections(server, database) > 0) {
            Thread.onSpinWait();
        }
    }

    private static String createTables(EmbeddedServer server) throws SQLException {
        String database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TABLE big AS SELECT i::bigint AS id, (i % 10)::int AS k,"
                        + " repeat(md5(i::text), 8) AS t FROM generate_series(1, 40000) i",
                "CREATE TABLE other AS SELECT id, t FROM big WHERE k < 7",
                "CREATE INDEX ON big (k)",
                "VACUUM ANALYZE");
        return database;
    }

    /** Each client on a connection of its own; the failures of those scans that failed. */
    private static List<Optional<SQLException>> readAll(Connection duckdb, List<String> expected)
            throws Exception {
        try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
            List<Future<Optional<SQLException>>> scans = new ArrayList<>();
            for (int i = 0; i < SCANS; i++) {
                int query = i % QUERIES.size();
                scans.add(clients.submit(() -> read(duckdb, query, expected.get(query))));
            }
            List<Optional<SQLException>> outcomes = new ArrayList<>();
            for (Future<Optional<SQLException>> scan : scans) {
                outcomes.add(scan.get());
            }
            return outcomes;
        }
    }

    private static Optional<SQLException> read(Connection duckdb, int query, String expected)
            throws SQLException {
        try (Connection client = duckdb.unwrap(HowdahConnection.class).duplicate()) {
            try {
                assertThat(Rows.of(client, QUERIES.get(query))).containsExactly(expected);
                return Optional.empty();
            } catch (SQLException failure) {
                return Optional.of(failure);
            }
        }
    }

    private static void isClear(SQLException failure) {
        assertThat(failure.getSQLState()).isIn("57P01", "08006", "08003");
        assertThat(failure.getMessage()).contains("pg").doesNotContain("Exception");
    }

    private static <T> T whileKilling(EmbeddedServer server, String database, Callable<T> work)
            throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService killer = Executors.newSingleThreadExecutor()) {
            Future<?> killing =
                    killer.submit(
                            () -> {
                                try (Connection connection = server.connect()) {
                                    while (!done.get()) {
                                        var _ = Rows.of(connection, kill(database));
                                    }
                                }
                                return null;
                            });
            try {
                return work.call();
            } finally {
                done.set(true);
                killing.get();
            }
        }
    }

    /** One of the connections, a moment later. */
    private static String kill(String database) {
        return """
        SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = '%s' AND backend_type = 'client backend' AND pg_sleep(0.02) IS NOT NULL
        ORDER BY random() LIMIT 1"""
                .formatted(database);
    }

    private static int connections(EmbeddedServer server, String database) throws SQLException {
        try (Connection observer = server.connect()) {
            return Integer.parseInt(
                    Rows.of(
                                    observer,
                                    "SELECT count(*) FROM pg_stat_activity WHERE datname = '%s'"
                                            .formatted(database))
                            .getFirst());
        }
    }
}
