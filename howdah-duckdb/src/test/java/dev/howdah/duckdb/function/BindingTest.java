package dev.howdah.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.nativeapi.StructValue;
import dev.howdah.postgres.type.LogicalType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a function is told when it is bound, and what DuckDB is told in return. */
final class BindingTest {
    private final RecordingFunction function = new RecordingFunction();

    @Test
    void passesArguments() throws SQLException {
        call("'Łódź', 7, true");
        assertThat(function.arguments).containsExactly("Łódź", 7L, true);
        assertThat(function.named).isEmpty();
        call("NULL, NULL, NULL");
        assertThat(function.arguments).containsExactly(null, null, null);
    }

    @Test
    void passesNamedArguments() throws SQLException {
        call("'a', 1, false, schema := 'x', params := NULL");
        assertThat(function.named).containsOnlyKeys("schema", "params");
        assertThat(function.named).containsEntry("schema", "x").containsEntry("params", null);
    }

    @Test
    void passesStructsAndLists() throws SQLException {
        assertThat(params("row(1, 'a', NULL, 2.50, true)"))
                .isEqualTo(
                        new StructValue(
                                List.of("", "", "", "", ""),
                                Arrays.asList(1L, "a", null, new BigDecimal("2.50"), true)));
        assertThat(params("{'a': [1, 2, NULL], 'b': {'c': 'd'}}"))
                .isEqualTo(
                        new StructValue(
                                List.of("a", "b"),
                                List.of(
                                        Arrays.asList(1L, 2L, null),
                                        new StructValue(List.of("c"), List.of("d")))));
    }

    @Test
    void passesOtherTypesAsJavaValuesOrText() throws SQLException {
        assertThat(params("0.1::FLOAT")).isEqualTo(0.1f);
        assertThat(params("0.1::DOUBLE")).isEqualTo(0.1);
        assertThat(params("(-128)::TINYINT")).isEqualTo(-128L);
        assertThat(params("9223372036854775807::UBIGINT")).isEqualTo(Long.MAX_VALUE);
        assertThat(params("18446744073709551615::UBIGINT"))
                .isEqualTo(new BigDecimal("18446744073709551615"));
        assertThat(params("170141183460469231731687303715884105727::HUGEINT"))
                .isEqualTo(new BigDecimal("170141183460469231731687303715884105727"));
        assertThat(params("DATE '2024-02-29'")).isEqualTo("2024-02-29");
        assertThat(params("TIMESTAMP '2024-02-29 12:00:00.5'")).isEqualTo("2024-02-29 12:00:00.5");
        assertThat(params("'\\xFF\\x00a\\x5C'::BLOB"))
                .isEqualTo(new byte[] {(byte) 0xFF, 0, 'a', '\\'});
        assertThat(params("uuid '6d3d2541-710b-4bde-b3af-4711738636bf'"))
                .isEqualTo("6d3d2541-710b-4bde-b3af-4711738636bf");
        assertThat(params("''")).isEqualTo("");
    }

    @Test
    void refusesWrongArguments() throws SQLException {
        assertThatThrownBy(() -> call("'a'")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> call("'a', 1, true, nonsense := 1"))
                .hasMessageContaining("nonsense");
    }

    @Test
    void knowsTheConnectionAndItsSettings() throws SQLException {
        try (DuckDb db = new DuckDb(function)) {
            db.execute("SET threads = 3", "FROM recorded('a', 1, true)");
            assertThat(function.connectionId)
                    .isEqualTo(DuckDbConnectionHandle.of(db.connection).connectionId());
            assertThat(function.threads).isEqualTo(3L);
            assertThat(function.threadsHint).isEqualTo(3);
        }
    }

    @Test
    void asksForTheColumnsOfTheStatementOnly() throws SQLException {
        try (DuckDb db = new DuckDb(function)) {
            db.execute("SELECT c, a FROM recorded('a', 1, true) WHERE a <> 'x'");
            assertThat(function.columns).containsExactlyInAnyOrder(0, 2);
            db.execute("SELECT count(*) FROM recorded('a', 1, true)");
            assertThat(function.columns).hasSize(1);
        }
    }

    @Test
    void tellsTheOptimizerHowManyRowsToExpect() throws SQLException {
        try (DuckDb db = new DuckDb(function)) {
            try (Statement statement = db.connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("EXPLAIN FROM recorded('a', 1, true)")) {
                rows.next();
                assertThat(rows.getString(2)).contains("123,456");
            }
        }
    }

    private @Nullable Object params(String expression) throws SQLException {
        call("'a', 1, true, params := " + expression);
        return function.named.get("params");
    }

    private void call(String arguments) throws SQLException {
        try (DuckDb db = new DuckDb(function)) {
            db.execute("FROM recorded(" + arguments + ")");
        }
    }

    /** Remembers what it was called with, and returns nothing. */
    private static final class RecordingFunction implements TableFunction, Binding, Scanner {
        private List<@Nullable Object> arguments = new ArrayList<>();
        private Map<String, @Nullable Object> named = Map.of();
        private long connectionId;
        private @Nullable Object threads;
        private int threadsHint;
        private List<Integer> columns = List.of();

        @Override
        public String name() {
            return "recorded";
        }

        @Override
        public List<ParameterType> parameters() {
            return List.of(ParameterType.VARCHAR, ParameterType.BIGINT, ParameterType.BOOLEAN);
        }

        @Override
        public Map<String, ParameterType> namedParameters() {
            return Map.of("schema", ParameterType.VARCHAR, "params", ParameterType.ANY);
        }

        @Override
        public Binding bind(BindContext context) {
            arguments = context.arguments();
            named = context.namedArguments();
            connectionId = context.connectionId();
            threads = context.setting("threads");
            return this;
        }

        @Override
        public List<ResultColumn> columns() {
            return List.of(
                    new ResultColumn("a", LogicalType.Scalar.TEXT),
                    new ResultColumn("b", LogicalType.Scalar.INT4),
                    new ResultColumn("c", LogicalType.Scalar.INT4));
        }

        @Override
        public Optional<Cardinality> cardinality() {
            return Optional.of(new Cardinality(123_456, false));
        }

        @Override
        public Scanner open(int[] wanted, int maxThreadsHint) {
            columns = Arrays.stream(wanted).boxed().toList();
            threadsHint = maxThreadsHint;
            return this;
        }

        @Override
        public int maxThreads() {
            return 1;
        }

        @Override
        public boolean next(ChunkWriter chunk) {
            return false;
        }

        @Override
        public void close() {}
    }
}
