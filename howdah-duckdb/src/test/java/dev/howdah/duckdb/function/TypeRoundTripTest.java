package dev.howdah.duckdb.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.LogicalType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Each type as DuckDB receives it, next to DuckDB's own literals. */
final class TypeRoundTripTest {
    private static final int ROWS = 5_000;

    static Stream<TypeCase> typesWithLiterals() {
        return Stream.concat(TypeCases.scalars(), NestedCases.all());
    }

    static Stream<TypeCase> enums() {
        return NestedCases.enums();
    }

    @ParameterizedTest
    @MethodSource("typesWithLiterals")
    void isWhatDuckDbWritesItself(TypeCase type) throws SQLException {
        int rows = type.duckDbType.equals("BIGINT[]") ? 50 : ROWS;
        try (DuckDb db = new DuckDb(function(type, rows))) {
            db.execute("SET TimeZone = 'UTC'", literals(type), "CREATE TABLE copy AS FROM f()");
            for (String source : List.of("f()", "copy")) {
                assertThat(db.one("SELECT any_value(typeof(c0)) FROM " + source))
                        .isEqualTo(type.duckDbType);
                assertThat(db.one("SELECT count(*) FROM " + joined(type, source)))
                        .isEqualTo(Integer.toString(rows));
                assertThat(
                                db.column(
                                        "SELECT 'got ' || coalesce(c0::VARCHAR, 'NULL') || ' for '"
                                                + " || coalesce(v::VARCHAR, 'NULL') FROM "
                                                + joined(type, source)
                                                + " WHERE c0 IS DISTINCT FROM v"
                                                + " OR c0::VARCHAR IS DISTINCT FROM v::VARCHAR"
                                                + " LIMIT 5"))
                        .isEmpty();
            }
            assertThat(db.failures).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("enums")
    void keepsEnumLabelsOfEveryWidth(TypeCase type) throws SQLException {
        try (DuckDb db = new DuckDb(function(type, ROWS))) {
            db.execute("CREATE TABLE copy AS FROM f()");
            for (int i = 0; i < type.values.size(); i++) {
                String where = " FROM copy WHERE c1 % " + type.values.size() + " = " + i;
                assertThat(db.column("SELECT DISTINCT c0::VARCHAR" + where))
                        .containsExactly(i == 0 ? null : type.literals.get(i).replace("'", ""));
                assertThat(db.column("SELECT DISTINCT enum_code(c0)" + where))
                        .containsExactly(i == 0 ? null : type.values.get(i).toString());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("typesWithLiterals")
    void canBeNullThroughout(TypeCase type) throws SQLException {
        TypeCase nulls = TypeCase.of(type.type, type.duckDbType);
        try (DuckDb db = new DuckDb(function(nulls, ROWS))) {
            assertThat(db.one("SELECT count(*) FROM f() WHERE c0 IS NULL"))
                    .isEqualTo(Integer.toString(ROWS));
        }
    }

    @ParameterizedTest
    @MethodSource("typesWithLiterals")
    void forgetsTheNullsOfTheChunkBefore(TypeCase type) throws SQLException {
        // A chunk of all values, those with nulls inside too, then one of the last value alone.
        List<Object> values = new ArrayList<>();
        int repeats = Math.min(40, RowBatch.CAPACITY / type.values.size());
        IntStream.range(0, repeats).forEach(i -> values.addAll(type.values));
        List<Object> alone = Collections.nCopies(200, type.values.get(type.values.size() - 1));
        List<LogicalType> types = List.of(type.type);
        ScriptedFunction function =
                new ScriptedFunction(
                        "f",
                        types,
                        1,
                        (number, wanted) ->
                                number > 1
                                        ? null
                                        : Values.batch(
                                                0,
                                                wanted,
                                                types,
                                                List.of(number == 0 ? values : alone)));
        try (DuckDb db = new DuckDb(function)) {
            db.execute("SET TimeZone = 'UTC'", literals(type), "CREATE TABLE copy AS FROM f()");
            assertThat(
                            db.one(
                                    "SELECT count(*) FROM copy JOIN expected ON c0 = v WHERE i = "
                                            + (type.values.size() - 1)))
                    .isEqualTo(Integer.toString(200 + repeats));
        }
    }

    @Test
    void ordersUuidsAsTheirText() throws SQLException {
        TypeCase uuids = TypeCase.of(LogicalType.Scalar.UUID, "UUID");
        IntStream.range(0, 1_000).forEach(i -> uuids.quoted(UUID.randomUUID()));
        try (DuckDb db = new DuckDb(function(uuids, 1_001))) {
            List<String> ordered = db.column("SELECT c0 FROM f() WHERE c0 NOT NULL ORDER BY c0");
            assertThat(ordered).hasSize(1_000).isSorted();
        }
    }

    @Test
    void givesJsonItsFunctions() throws SQLException {
        TypeCase json =
                TypeCase.of(LogicalType.Scalar.JSON, "JSON").quoted("{\"a\": {\"b\": [10, 20]}}");
        try (DuckDb db = new DuckDb(function(json, 2))) {
            assertThat(db.column("SELECT c0->'a'->'b'->>1 FROM f() WHERE c0 NOT NULL"))
                    .containsExactly("20");
            assertThat(db.one("SELECT count(*) FROM f() WHERE json_type(c0) = 'OBJECT'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void comparesAndGroupsByTextOfEveryLength() throws SQLException {
        TypeCase text = TypeCase.of(LogicalType.Scalar.TEXT, "VARCHAR");
        IntStream.range(0, 40).forEach(length -> text.quoted("x".repeat(length)));
        try (DuckDb db = new DuckDb(function(text, 41 * 300))) {
            assertThat(db.one("SELECT count(*) FROM (SELECT c0 FROM f() GROUP BY 1)"))
                    .isEqualTo("41");
            assertThat(
                            db.one(
                                    "SELECT count(*) FROM f() a JOIN (SELECT repeat('x', i) AS v"
                                            + " FROM range(40) t(i)) ON c0 = v"))
                    .isEqualTo(Integer.toString(40 * 300));
        }
    }

    @Test
    void refusesABitStringWithoutABit() throws SQLException {
        TypeCase bits = TypeCase.of(LogicalType.Scalar.BIT, "BIT").with(new byte[] {0}, "''");
        try (DuckDb db = new DuckDb(function(bits, 2))) {
            assertThatThrownBy(() -> db.column("FROM f()"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("BIT can't hold an empty bit string");
        }
    }

    @Test
    void keepsStructsOfOddFields() throws SQLException {
        LogicalType type =
                new LogicalType.Struct(
                        Stream.of("a", "A", "a_1", "b")
                                .map(n -> new LogicalType.Struct.Field(n, LogicalType.Scalar.INT4))
                                .toList());
        TypeCase struct = TypeCase.of(type, "").with(List.of(1, 2, 3, 4), "");
        TypeCase empty = TypeCase.of(new LogicalType.Struct(List.of()), "").with(List.of(), "");
        try (DuckDb db = new DuckDb(function(struct, 2))) {
            assertThat(db.column("SELECT c0::VARCHAR FROM f()"))
                    .containsExactlyInAnyOrder(null, "{'a': 1, 'A_2': 2, 'a_1': 3, 'b': 4}");
        }
        try (DuckDb db = new DuckDb(function(empty, 3_000))) {
            assertThat(db.one("SELECT count(c0) FROM f()")).isEqualTo("1500");
        }
    }

    private static ScriptedFunction function(TypeCase type, int rows) {
        List<Object> values = new ArrayList<>();
        List<Object> numbers = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            values.add(type.values.get(i % type.values.size()));
            numbers.add(i);
        }
        List<LogicalType> types = List.of(type.type, LogicalType.Scalar.INT8);
        return new ScriptedFunction(
                "f",
                types,
                2,
                (number, wanted) -> Values.batch(number, wanted, types, List.of(values, numbers)));
    }

    private static String literals(TypeCase type) {
        return IntStream.range(0, type.values.size())
                .mapToObj(i -> "(" + i + ", " + type.literals.get(i) + "::" + type.duckDbType + ")")
                .collect(
                        Collectors.joining(
                                ", ", "CREATE TABLE expected AS FROM (VALUES ", ") x(i, v)"));
    }

    private static String joined(TypeCase type, String source) {
        return source + " JOIN expected ON i = c1 % " + type.values.size();
    }
}
