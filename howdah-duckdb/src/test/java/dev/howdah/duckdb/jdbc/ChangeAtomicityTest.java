package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A change whose connections are lost leaves the table as it was before or as it is after. */
final class ChangeAtomicityTest {
    private static final int ROWS = 20_000;
    private static final int LOSSES = 10;

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void isWholeOrNotAtAll(int version) throws Exception {
        try (ChangedDatabase db =
                        new ChangedDatabase(
                                version,
                                "CREATE TABLE t (id int PRIMARY KEY, v int)",
                                "INSERT INTO t SELECT g, 0 FROM generate_series(1, %d) g"
                                        .formatted(ROWS));
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            long chosen = Long.getLong("howdah.seed", System.nanoTime());
            String seed = "seed " + chosen;
            Random random = new Random(chosen);
            int value = 0;
            for (int loss = 0; loss < LOSSES; loss++) {
                Future<Optional<SQLException>> change = threads.submit(increment(db.duckdb()));
                awaitAndTerminate(db, random.nextInt(40));
                Optional<SQLException> failure = change.get();
                String now = String.join(",", db.stored("SELECT DISTINCT v FROM t"));
                int after = value + 1;
                if (failure.isEmpty()) {
                    assertThat(now).as(seed).isEqualTo(String.valueOf(after));
                } else if (!"08007".equals(failure.get().getSQLState())) {
                    assertThat(now).as(seed + ": " + failure.get()).isEqualTo("" + value);
                }
                assertThat(now).as(seed).isIn("" + value, "" + after);
                value = Integer.parseInt(now);
            }
            assertThat(db.change("UPDATE pg.t SET v = v + 1")).isEqualTo(ROWS);
        }
    }

    private static Callable<Optional<SQLException>> increment(Connection connection) {
        return () -> {
            try {
                Rows.execute(connection, "UPDATE pg.t SET v = v + 1");
                return Optional.empty();
            } catch (SQLException lost) {
                return Optional.of(lost);
            }
        };
    }

    /** Lets so many looks at the server pass, and ends every other connection to the database. */
    private static void awaitAndTerminate(ChangedDatabase db, int looks) throws SQLException {
        for (int i = 0; i < looks * 10; i++) {
            db.stored("SELECT count(*) FROM pg_stat_activity");
        }
        db.stored(
                "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }
}
