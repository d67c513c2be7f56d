package dev.howdah.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** An exception in any callback is an SQLException with its message, and the session lives on. */
final class ScanFailureTest {
    /** Where a function can fail. */
    enum Phase {
        BIND,
        COLUMNS,
        OPEN,
        NEXT
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void becomesAnSqlException(Phase phase) throws SQLException {
        HowdahException original = HowdahException.data("pg.public.t, column “Łódź”: no such luck");
        FailingFunction function = new FailingFunction(phase, original);
        try (DuckDb db = new DuckDb(function)) {
            for (int i = 0; i < 100; i++) {
                assertThatThrownBy(() -> db.one("SELECT * FROM failing()"))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining(original.getMessage());
                assertThat(db.failures).last().isSameAs(original);
            }
            assertThat(db.one("SELECT 42")).isEqualTo("42");
            assertThat(function.open).hasValue(0);
        }
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void evenAnErrorDoesNotEndTheJvm(Phase phase) throws SQLException {
        try (DuckDb db = new DuckDb(new FailingFunction(phase, new StackOverflowError()))) {
            assertThatThrownBy(() -> db.one("SELECT * FROM failing()"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("java.lang.StackOverflowError");
        }
    }

    @Test
    void survivesAListenerThatFails() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            TableFunctions.register(
                    DuckDbConnectionHandle.of(connection),
                    new FailingFunction(Phase.NEXT, HowdahException.data("the first")),
                    (id, failure) -> {
                        throw new IllegalStateException("the second");
                    });
            assertThatThrownBy(() -> statement.execute("FROM failing()"))
                    .hasMessageContaining("the first");
        }
    }

    @Test
    void tellsWhoseStatementFailed() throws SQLException {
        AtomicLong told = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            DuckDbConnectionHandle handle = DuckDbConnectionHandle.of(connection);
            TableFunctions.register(
                    handle,
                    new FailingFunction(Phase.NEXT, HowdahException.data("mine")),
                    (id, thrown) -> {
                        told.set(id);
                        failure.set(thrown);
                    });
            assertThatThrownBy(() -> statement.execute("FROM failing()"))
                    .isInstanceOf(SQLException.class);
            assertThat(told).hasValue(handle.connectionId());
            assertThat(failure.get()).hasMessage("mine");
        }
    }

    /** Fails in one phase, and counts what is open. */
    private static final class FailingFunction implements TableFunction, Binding, Scanner {
        private final AtomicInteger open = new AtomicInteger();
        private final Phase phase;
        private final Throwable failure;

        FailingFunction(Phase phase, Throwable failure) {
            this.phase = phase;
            this.failure = failure;
        }

        @Override
        public String name() {
            return "failing";
        }

        @Override
        public List<ParameterType> parameters() {
            return List.of();
        }

        @Override
        public Binding bind(BindContext context) {
            failIn(Phase.BIND);
            open.incrementAndGet();
            return this;
        }

        @Override
        public List<ResultColumn> columns() {
            failIn(Phase.COLUMNS);
            return List.of(new ResultColumn("c0", LogicalType.Scalar.TEXT));
        }

        @Override
        public Scanner open(int[] columns, int maxThreadsHint) {
            failIn(Phase.OPEN);
            open.incrementAndGet();
            return this;
        }

        @Override
        public int maxThreads() {
            return 1;
        }

        @Override
        public boolean next(ChunkWriter chunk) {
            failIn(Phase.NEXT);
            return false;
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }

        private void failIn(Phase current) {
            if (current == phase) {
                if (failure instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failure;
            }
        }
    }
}
