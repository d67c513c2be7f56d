package dev.howdah.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens to a scan from its bind to its end, however it ends. */
final class ScanLifeTest {
    private static final long MANY = 3_000_000;

    private final ScriptedFunction numbers = ScriptedFunction.counting("numbers", MANY, 4);

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(numbers.open).hasValue(0);
        assertThat(numbers.bound).hasValue(0);
    }

    @Test
    void stopsAtALimit() throws SQLException {
        try (DuckDb db = new DuckDb(numbers)) {
            assertThat(db.column("SELECT c0 FROM numbers() LIMIT 3")).hasSize(3);
            assertThat(numbers.open).hasValue(0);
            assertThat(numbers.batchesTaken.get()).isLessThan(1_000);
        }
    }

    @Test
    void stopsWhenAStreamedResultIsClosed() throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        try (DuckDb db = new DuckDb(streaming, numbers)) {
            try (Statement statement = db.connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT c0 FROM numbers()")) {
                assertThat(rows.next()).isTrue();
                assertThat(numbers.open).hasValue(1);
            }
            assertThat(numbers.open).hasValue(0);
            assertThat(numbers.batchesTaken.get()).isLessThan(4_000);
        }
    }

    @Test
    void stopsWhenTheConnectionIsClosed() throws SQLException {
        Properties streaming = new Properties();
        streaming.setProperty("jdbc_stream_results", "true");
        DuckDb db = new DuckDb(streaming, numbers);
        Statement statement = db.connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT c0 FROM numbers()");
        assertThat(rows.next()).isTrue();
        db.close();
        statement.close();
        assertThat(numbers.open).hasValue(0);
    }

    @Test
    void stopsWhenTheStatementIsCancelled() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        ScriptedFunction endless =
                new ScriptedFunction(
                        "endless",
                        List.of(LogicalType.Scalar.INT8),
                        2,
                        (number, wanted) -> {
                            started.countDown();
                            return Values.counting(0, 2_048);
                        });
        try (DuckDb db = new DuckDb(endless);
                Statement statement = db.connection.createStatement()) {
            CompletableFuture<Void> cancelling =
                    CompletableFuture.runAsync(
                            () -> {
                                await(started);
                                try {
                                    statement.cancel();
                                } catch (SQLException failure) {
                                    throw new IllegalStateException(failure);
                                }
                            });
            assertThatThrownBy(() -> statement.execute("SELECT sum(c0) FROM endless()"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("nterrupt");
            cancelling.get(30, TimeUnit.SECONDS);
            assertThat(endless.open).hasValue(0);
            assertThat(db.one("SELECT 42")).isEqualTo("42");
        }
    }

    @Test
    void stopsWhenTheQueryFailsElsewhere() throws SQLException {
        try (DuckDb db = new DuckDb(numbers)) {
            assertThatThrownBy(
                            () ->
                                    db.one(
                                            "SELECT sum(CASE WHEN c0 = 500000 THEN error('enough')"
                                                    + " ELSE c0 END) FROM numbers()"))
                    .hasMessageContaining("enough");
            assertThat(numbers.open).hasValue(0);
            assertThat(db.failures).isEmpty();
        }
    }

    @Test
    void opensAPreparedStatementAnewForEachExecution() throws SQLException {
        try (DuckDb db = new DuckDb(numbers);
                PreparedStatement statement =
                        db.connection.prepareStatement(
                                "SELECT count(*) FROM numbers() WHERE c0 < ?")) {
            for (int limit = 1; limit <= 3; limit++) {
                statement.setInt(1, limit);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(limit);
                }
                assertThat(numbers.open).hasValue(0);
            }
            assertThat(numbers.opened).hasValue(3);
        }
    }

    @Test
    void wakesTheOtherThreadsWhenOneFails() throws SQLException {
        CountDownLatch closed = new CountDownLatch(1);
        BlockingFunction function = new BlockingFunction(closed);
        try (DuckDb db = new DuckDb(function)) {
            db.execute("SET threads = 4");
            assertThatThrownBy(() -> db.one("SELECT sum(c0) FROM blocking()"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("the first failure");
            assertThat(closed.getCount()).isZero();
            assertThat(db.failures).hasSize(1);
        }
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw HowdahException.internal("nobody came");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** One thread fails once another waits for rows; the waiting one wakes when it is closed. */
    private record BlockingFunction(CountDownLatch closed, CountDownLatch waiting)
            implements TableFunction, Binding, Scanner {
        BlockingFunction(CountDownLatch closed) {
            this(closed, new CountDownLatch(1));
        }

        @Override
        public String name() {
            return "blocking";
        }

        @Override
        public List<ParameterType> parameters() {
            return List.of();
        }

        @Override
        public Binding bind(BindContext context) {
            return this;
        }

        @Override
        public List<ResultColumn> columns() {
            return List.of(new ResultColumn("c0", LogicalType.Scalar.INT8));
        }

        @Override
        public Scanner open(int[] columns, int maxThreadsHint) {
            return this;
        }

        @Override
        public int maxThreads() {
            return 2;
        }

        @Override
        public boolean next(ChunkWriter chunk) {
            synchronized (waiting) {
                if (waiting.getCount() == 0) {
                    throw HowdahException.data("the first failure");
                }
                waiting.countDown();
            }
            ScanLifeTest.await(closed);
            throw HowdahException.internal("closed under my feet");
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }
}
