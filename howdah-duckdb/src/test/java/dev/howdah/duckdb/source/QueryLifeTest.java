package dev.howdah.duckdb.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** How a query that is read begins, fails and ends. */
final class QueryLifeTest {
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void takesParameters() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT ?::BIGINT + r FROM range(?) t(r)")) {
            statement.setLong(1, 100);
            statement.setLong(2, 3);
            try (QueryRows rows = QueryRows.open(statement, List.of(Scalar.INT8))) {
                assertThat(count(rows)).isEqualTo(3);
                assertThat(rows.next()).isNull();
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 AS a, 'x' AS b | column b of the query is of type VARCHAR, not BIGINT",
                "SELECT 1 AS a, 1.5 AS b | column b of the query is of type DECIMAL(2,1), not BIGINT",
                "SELECT 1 AS a, [1] AS b | column b of the query is of type INTEGER[], not BIGINT",
                "SELECT 1 AS a | the query has 1 columns, not 2",
            })
    void refusesOtherColumnsThanExpected(String sql, String message) throws SQLException {
        List<LogicalType> types = List.of(Scalar.INT4, Scalar.INT8);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            assertThatThrownBy(() -> QueryRows.open(statement, types))
                    .isInstanceOfSatisfying(
                            HowdahException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERNAL))
                    .hasMessage(message);
        }
        assertThat(one("SELECT 'usable'")).isEqualTo("usable");
    }

    @Test
    void saysWhatDuckDbSaysWhenAQueryFailsHalfway() throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT CASE WHEN r = 50000000 THEN error('row ' || r) ELSE r END"
                                        + "::BIGINT FROM range(100000000) t(r)");
                QueryRows rows = QueryRows.open(statement, List.of(Scalar.INT8))) {
            assertThat(rows.next()).isNotNull();
            assertThatThrownBy(() -> count(rows))
                    .isInstanceOf(SQLException.class)
                    .hasMessage("Invalid Input Error: row 50000000");
            assertThat(rows.next()).isNull();
        }
        assertThat(one("SELECT 'usable'")).isEqualTo("usable");
    }

    @Test
    void saysWhatDuckDbSaysWhenAQueryFailsAtOnce() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT error('at once')::BIGINT FROM range(3)")) {
            assertThatThrownBy(
                            () -> {
                                try (QueryRows rows =
                                        QueryRows.open(statement, List.of(Scalar.INT8))) {
                                    count(rows);
                                }
                            })
                    .isInstanceOf(SQLException.class)
                    .hasMessage("Invalid Input Error: at once");
        }
        assertThat(one("SELECT 'usable'")).isEqualTo("usable");
    }

    @Test
    void endsWhenItIsClosedBeforeTheLastRow() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT r FROM range(10000000000) t(r)")) {
            QueryRows rows = QueryRows.open(statement, List.of(Scalar.INT8));
            assertThat(rows.next()).isNotNull();
            rows.close();
            rows.close();
            assertThat(rows.next()).isNull();
        }
        assertThat(one("SELECT 'usable'")).isEqualTo("usable");
    }

    @Test
    void endsWithAnErrorWhenItIsCancelledBetweenRows() throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT r FROM range(10000000000) t(r)");
                QueryRows rows = QueryRows.open(statement, List.of(Scalar.INT8))) {
            assertThat(rows.next()).isNotNull();
            CompletableFuture.runAsync(rows::cancel).join();
            assertThatThrownBy(() -> count(rows))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("Interrupted");
        }
        assertThat(one("SELECT 'usable'")).isEqualTo("usable");
    }

    @Test
    void failsToOpenWhenTheConnectionIsInterruptedBeforeTheFirstRow() throws SQLException {
        DuckDbConnectionHandle handle = DuckDbConnectionHandle.of(connection);
        AtomicBoolean ended = new AtomicBoolean();
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT a.r FROM range(1000000) a(r), range(1000000) b(r)"
                                + " WHERE hash(a.r, b.r) = 0")) {
            CompletableFuture<Void> interrupting =
                    CompletableFuture.runAsync(
                            () -> {
                                while (!ended.get()) {
                                    handle.interrupt();
                                    Thread.onSpinWait();
                                }
                            });
            try {
                assertThatThrownBy(() -> QueryRows.open(statement, List.of(Scalar.INT8)))
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("Interrupted");
            } finally {
                ended.set(true);
                interrupting.join();
            }
        }
        assertThat(one("SELECT 'usable'")).isEqualTo("usable");
    }

    @Test
    void readsInATransactionWhatItHasWritten() throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE written AS SELECT range AS r FROM range(5000)");
        }
        try (PreparedStatement statement = connection.prepareStatement("FROM written");
                QueryRows rows = QueryRows.open(statement, List.of(Scalar.INT8))) {
            assertThat(count(rows)).isEqualTo(5000);
        }
        connection.rollback();
    }

    private static long count(QueryRows rows) throws SQLException {
        long count = 0;
        RowBatch batch = rows.next();
        while (batch != null) {
            count += batch.rowCount();
            batch = rows.next();
        }
        return count;
    }

    private String one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
