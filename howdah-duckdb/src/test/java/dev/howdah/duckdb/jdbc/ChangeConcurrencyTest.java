package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two sessions that change the same rows: no change is lost. */
final class ChangeConcurrencyTest {
    private static final String[] TABLES = {
        "CREATE TABLE t (id int PRIMARY KEY, v int)",
        "INSERT INTO t SELECT g, 0 FROM generate_series(1, 500) g"
    };

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void losesNoIncrement(int version) throws Exception {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES);
                Connection other = db.attach("");
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Integer> first = threads.submit(increments(db.duckdb()));
            Future<Integer> second = threads.submit(increments(other));
            int done = first.get() + second.get();
            assertThat(done).isPositive();
            assertThat(db.stored("SELECT DISTINCT v FROM t")).containsExactly(String.valueOf(done));
        }
    }

    /** How many of the updates were not refused. */
    private static Callable<Integer> increments(Connection connection) {
        return () -> {
            int done = 0;
            for (int i = 0; i < 10; i++) {
                try {
                    Rows.execute(connection, "UPDATE pg.t SET v = v + 1");
                    done++;
                } catch (SQLException conflict) {
                    assertThat(conflict.getSQLState()).isEqualTo("40001");
                }
            }
            return done;
        };
    }

    @ParameterizedTest
    @MethodSource("versions")
    void refusesRowsThatChangedSinceTheSnapshot(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            for (String change :
                    List.of(
                            "UPDATE pg.t SET v = v + 1 WHERE id < 10",
                            "UPDATE pg.t SET v = 5 WHERE id < 10",
                            "DELETE FROM pg.t WHERE id + 0 < 10",
                            "MERGE INTO pg.t USING range(10) r(id) USING (id)"
                                    + " WHEN MATCHED THEN UPDATE SET v = t.v + 1")) {
                Rows.execute(db.duckdb(), "BEGIN");
                assertThat(db.rows("SELECT count(*) FROM pg.t")).containsExactly("500");
                Rows.execute(db.postgres(), "UPDATE t SET v = v + 100 WHERE id = 5");
                assertThatThrownBy(() -> db.change(change))
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                failure -> assertThat(failure.getSQLState()).isEqualTo("40001"));
                Rows.execute(db.duckdb(), "ROLLBACK");
            }
            assertThat(db.stored("SELECT count(*), sum(v) FROM t")).containsExactly("500|400");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void noticesAtReadCommittedToo(int version) throws Exception {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES);
                Connection other = db.attach(", ISOLATION_LEVEL 'READ COMMITTED'");
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            Rows.execute(other, "BEGIN");
            Rows.execute(db.postgres(), "UPDATE t SET v = 1 WHERE id = 5");
            Rows.execute(other, "UPDATE pg.t SET v = v + 1 WHERE id = 5");
            Rows.execute(other, "COMMIT");
            assertThat(db.stored("SELECT v FROM t WHERE id = 5")).containsExactly("2");

            db.postgres().setAutoCommit(false);
            Rows.execute(db.postgres(), "UPDATE t SET v = 10 WHERE id = 5");
            Rows.execute(other, "BEGIN");
            Future<?> waiting =
                    threads.submit(
                            () -> {
                                Rows.execute(other, "UPDATE pg.t SET v = v + 1 WHERE id + 0 < 10");
                                return null;
                            });
            awaitLock(version);
            db.postgres().commit();
            assertThatThrownBy(waiting::get)
                    .rootCause()
                    .hasMessageContaining("changed by another session meanwhile");
            Rows.execute(other, "ROLLBACK");
            assertThat(db.stored("SELECT sum(v) FROM t")).containsExactly("10");
        }
    }

    private static void awaitLock(int version) throws SQLException {
        try (Connection observer = Servers.of(version).connect();
                Statement statement = observer.createStatement()) {
            statement.setQueryTimeout(60);
            statement.execute(
                    """
                    DO $$ BEGIN
                      FOR i IN 1 .. 6000 LOOP
                        PERFORM pg_stat_clear_snapshot();
                        EXIT WHEN EXISTS (SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock');
                        PERFORM pg_sleep(0.01);
                      END LOOP;
                    END $$""");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void leavesATriggerItsWill(int version) throws SQLException {
        try (ChangedDatabase db =
                new ChangedDatabase(
                        version,
                        "CREATE TABLE t (id int, v int)",
                        "INSERT INTO t SELECT g, 0 FROM generate_series(1, 5) g",
                        "CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS"
                                + " $$ BEGIN IF OLD.id = 3 THEN RETURN NULL; END IF; RETURN NEW; END $$",
                        "CREATE TRIGGER keep BEFORE UPDATE ON t FOR EACH ROW EXECUTE FUNCTION keep()")) {
            assertThat(db.change("UPDATE pg.t SET v = id * 2")).isEqualTo(4);
            assertThat(
                            db.change(
                                    "MERGE INTO pg.t USING range(1, 5) r(id) USING (id)"
                                            + " WHEN MATCHED THEN UPDATE SET v = 1"))
                    .isEqualTo(3);
            assertThat(db.stored("SELECT * FROM t ORDER BY id"))
                    .containsExactly("1|1", "2|1", "3|0", "4|1", "5|10");
        }
    }
}
