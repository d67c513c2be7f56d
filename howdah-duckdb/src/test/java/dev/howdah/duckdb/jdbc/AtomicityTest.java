package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The server's processes are killed while they write: afterwards the table is as before or as
 * after, and the session has said which.
 */
final class AtomicityTest {
    private static final int KILLS = 10;
    private static final String STATE = "SELECT count(*) || ' ' || coalesce(sum(v), 0) FROM t";

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aLoadIsWholeOrNothing(int version) throws Exception {
        check(version, "INSERT INTO pg.t SELECT i, 1 FROM range(1000000, 1060000) r(i)");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void anUpdateIsWholeOrNothing(int version) throws Exception {
        check(version, "UPDATE pg.t SET v = hash(id) % 1000 + v + 1");
    }

    @ParameterizedTest
    @MethodSource("versions")
    void aTransactionIsWholeOrNothing(int version) throws Exception {
        check(
                version,
                "BEGIN",
                "INSERT INTO pg.t SELECT i, 7 FROM range(1000000, 1005000) r(i)",
                "UPDATE pg.t SET v = v + 1 WHERE id % 3 = 0",
                "DELETE FROM pg.t WHERE id % 5 = 0",
                "COMMIT");
    }

    private static void check(int version, String... statements) throws Exception {
        try (WriteFixture pg =
                WriteFixture.open(
                        version,
                        "CREATE TABLE t (id int PRIMARY KEY, v bigint)",
                        "CREATE TABLE original AS SELECT g AS id, 0 AS v"
                                + " FROM generate_series(1, 20000) g")) {
            reset(pg);
            String before = state(pg);
            pg.run(statements);
            String after = state(pg);
            assertThat(after).isNotEqualTo(before);
            Random random = new Random(version);
            for (int i = 0; i < KILLS; i++) {
                reset(pg);
                Throwable failure = runAndKill(pg, random.nextInt(60), statements);
                assertThat(state(pg))
                        .as("after %s", String.valueOf(failure))
                        .isEqualTo(failure == null ? after : before);
            }
            // A process that was killed takes a moment to end.
            long deadline = System.nanoTime() + 30_000_000_000L;
            while (!leftOpen(pg).isEmpty() && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertThat(leftOpen(pg)).isEmpty();
        }
    }

    /** What the session reports: a failure that kept nothing, or null if all was kept. */
    private static Throwable runAndKill(WriteFixture pg, int looks, String... statements)
            throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<?> killer =
                    thread.submit(
                            () -> {
                                kill(pg, looks, done);
                                return null;
                            });
            Throwable failure = null;
            try {
                pg.run(statements);
            } catch (SQLException reported) {
                failure = reported;
                assertThat(reported.getSQLState()).as("%s", reported).isNotEqualTo("08007");
                if (statements.length > 1) {
                    rollBack(pg);
                }
            } finally {
                done.set(true);
                killer.get();
            }
            return failure;
        }
    }

    /** Waits until somebody writes, looks a few times more and kills whoever is there. */
    private static void kill(WriteFixture pg, int looks, AtomicBoolean done) throws SQLException {
        String others =
                " FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND backend_type = 'client backend'";
        int left = looks;
        while (!done.get()) {
            boolean writing =
                    pg.remote("SELECT count(*)" + others + " AND xact_start IS NOT NULL")
                                    .getFirst()
                                    .compareTo("0")
                            > 0;
            if (writing && left-- == 0) {
                pg.remote("SELECT count(pg_terminate_backend(pid))" + others);
                return;
            }
        }
    }

    private static void rollBack(WriteFixture pg) throws SQLException {
        try (Statement statement = pg.duckdb().createStatement()) {
            statement.execute("ROLLBACK");
        } catch (SQLException endedByCommit) {
            assertThat((Throwable) endedByCommit).hasMessageContaining("no transaction is active");
        }
    }

    private static void reset(WriteFixture pg) throws SQLException {
        pg.onServer("TRUNCATE t", "INSERT INTO t SELECT * FROM original");
    }

    /** As PostgreSQL has it, and as the session reads it again. */
    private static String state(WriteFixture pg) throws SQLException {
        String stored = pg.remote(STATE).getFirst();
        assertThat(read(pg.duckdb())).isEqualTo(stored);
        return stored;
    }

    private static String read(Connection duckdb) throws SQLException {
        try (PreparedStatement query =
                        duckdb.prepareStatement(
                                "SELECT count(*) || ' ' || coalesce(sum(v), 0) FROM pg.t");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static List<String> leftOpen(WriteFixture pg) throws SQLException {
        return pg.remote(
                "SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND xact_start IS NOT NULL"
                        + " AND backend_type = 'client backend'");
    }
}
