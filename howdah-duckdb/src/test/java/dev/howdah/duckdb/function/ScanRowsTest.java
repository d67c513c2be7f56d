package dev.howdah.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.LogicalType;

import org.duckdb.DuckDBConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Every row of a scan reaches DuckDB once, whatever the batches and the threads. */
final class ScanRowsTest {
    private static final long MANY = 3_000_000;

    private final ScriptedFunction numbers = ScriptedFunction.counting("numbers", MANY, 4);

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void handsEveryRowToDuckDb(boolean ordered) throws SQLException {
        try (DuckDb db = new DuckDb(numbers)) {
            db.execute("SET preserve_insertion_order = " + ordered);
            assertThat(db.one("SELECT count(*) FROM numbers()")).isEqualTo("3000000");
            assertThat(db.one("SELECT sum(c0) FROM numbers()")).isEqualTo("4499998500000");
            db.execute("CREATE TABLE t AS FROM numbers()");
            assertThat(db.one("SELECT count(DISTINCT c0) FROM t")).isEqualTo("3000000");
            assertThat(db.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2_047, 2_048, 2_049, 4_096})
    void endsWhereTheRowsEnd(long rows) throws SQLException {
        try (DuckDb db = new DuckDb(ScriptedFunction.counting("few", rows, 1))) {
            assertThat(db.column("SELECT c0 FROM few()")).hasSize((int) rows);
        }
    }

    @Test
    void skipsEmptyBatches() throws SQLException {
        ScriptedFunction sparse =
                new ScriptedFunction(
                        "sparse",
                        List.of(LogicalType.Scalar.INT8),
                        2,
                        (number, wanted) ->
                                number > 100
                                        ? null
                                        : number % 10 == 0
                                                ? Values.counting(0, 7)
                                                : RowBatch.of(List.of(LogicalType.Scalar.INT8)));
        try (DuckDb db = new DuckDb(sparse)) {
            assertThat(db.one("SELECT count(c0) FROM sparse()")).isEqualTo("77");
        }
    }

    @Test
    void refusesABatchLargerThanAChunk() throws SQLException {
        ScriptedFunction large =
                new ScriptedFunction(
                        "large",
                        List.of(LogicalType.Scalar.INT8),
                        1,
                        (number, wanted) -> {
                            RowBatch batch = RowBatch.of(List.of(LogicalType.Scalar.INT8));
                            batch.setRowCount(RowBatch.CAPACITY + 1);
                            return batch;
                        });
        try (DuckDb db = new DuckDb(large)) {
            assertThatThrownBy(() -> db.column("FROM large()"))
                    .hasMessageContaining("2049 rows in a batch");
        }
    }

    @Test
    void countsBatchesWithoutColumns() throws SQLException {
        ScriptedFunction counted =
                new ScriptedFunction(
                        "counted",
                        List.of(LogicalType.Scalar.TEXT, LogicalType.Scalar.INT8),
                        2,
                        (number, wanted) -> {
                            RowBatch batch = RowBatch.of(List.of());
                            batch.setRowCount(2_000);
                            return number < 5 ? batch : null;
                        });
        try (DuckDb db = new DuckDb(counted)) {
            assertThat(db.one("SELECT count(*) FROM counted()")).isEqualTo("10000");
            assertThat(db.one("SELECT count(c0) FROM counted()")).isEqualTo("0");
        }
    }

    @Test
    void readsOnSeveralThreads() throws SQLException {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch two = new CountDownLatch(2);
        ScriptedFunction function =
                new ScriptedFunction(
                        "parallel",
                        List.of(LogicalType.Scalar.INT8),
                        4,
                        (number, wanted) -> {
                            if (threads.add(Thread.currentThread())) {
                                two.countDown();
                                ScanLifeTest.await(two);
                            }
                            return Values.counting(number, 100_000);
                        });
        try (DuckDb db = new DuckDb(function)) {
            db.execute("SET threads = 4");
            assertThat(db.one("SELECT sum(c0) FROM parallel()")).isEqualTo("4999950000");
            assertThat(threads).hasSizeBetween(2, 4);
        }
    }

    @Test
    void servesEveryConnectionOfTheInstance() throws SQLException {
        try (DuckDb db = new DuckDb(numbers);
                Connection second = ((DuckDBConnection) db.connection).duplicate();
                Statement statement = second.createStatement();
                ResultSet rows = statement.executeQuery("SELECT max(c0) FROM numbers()")) {
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(MANY - 1);
        }
    }

    @Test
    void servesManyConnectionsAtOnce() throws SQLException {
        try (DuckDb db = new DuckDb(ScriptedFunction.counting("numbers", 100_000, 4));
                ExecutorService pool = Executors.newFixedThreadPool(4)) {
            db.execute("SET threads = 4");
            CompletableFuture<?>[] queries =
                    IntStream.range(0, 100)
                            .mapToObj(i -> CompletableFuture.runAsync(() -> sum(db), pool))
                            .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(queries).join();
            assertThat(db.failures).isEmpty();
        }
    }

    private static void sum(DuckDb db) {
        try (Connection own = ((DuckDBConnection) db.connection).duplicate();
                Statement statement = own.createStatement();
                ResultSet rows = statement.executeQuery("SELECT sum(c0) FROM numbers()")) {
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(4_999_950_000L);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
