package dev.howdah.duckdb.source;

import static dev.howdah.postgres.type.LogicalType.Scalar.BIT;
import static dev.howdah.postgres.type.LogicalType.Scalar.BOOLEAN;
import static dev.howdah.postgres.type.LogicalType.Scalar.BYTEA;
import static dev.howdah.postgres.type.LogicalType.Scalar.DATE;
import static dev.howdah.postgres.type.LogicalType.Scalar.FLOAT4;
import static dev.howdah.postgres.type.LogicalType.Scalar.FLOAT8;
import static dev.howdah.postgres.type.LogicalType.Scalar.INT2;
import static dev.howdah.postgres.type.LogicalType.Scalar.INT4;
import static dev.howdah.postgres.type.LogicalType.Scalar.INT8;
import static dev.howdah.postgres.type.LogicalType.Scalar.INTERVAL;
import static dev.howdah.postgres.type.LogicalType.Scalar.JSON;
import static dev.howdah.postgres.type.LogicalType.Scalar.TEXT;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIME;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIMESTAMP;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIMESTAMPTZ;
import static dev.howdah.postgres.type.LogicalType.Scalar.TIMETZ;
import static dev.howdah.postgres.type.LogicalType.Scalar.UINT4;
import static dev.howdah.postgres.type.LogicalType.Scalar.UUID;

import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Enumeration;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.MapOf;
import dev.howdah.postgres.type.LogicalType.Struct;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Each type through {@link QueryRows}, in every form in which DuckDB may keep its vectors. */
final class QueryRowsTest {
    private static EchoDatabase database;

    @BeforeAll
    static void open() throws SQLException {
        database = new EchoDatabase();
    }

    @AfterAll
    static void close() throws SQLException {
        database.close();
    }

    static Stream<Arguments> values() {
        return Stream.concat(scalars(), nested());
    }

    private static Stream<Arguments> scalars() {
        return Stream.of(
                Arguments.of(BOOLEAN, "true, false"),
                Arguments.of(INT2, "-32768, 0, 32767"),
                Arguments.of(INT4, "-2147483648, 0, 2147483647"),
                Arguments.of(INT8, "-9223372036854775808, 0, 9223372036854775807"),
                Arguments.of(UINT4, "0, 4294967295"),
                Arguments.of(
                        FLOAT4, "'0.1', '-0', 'NaN', 'Infinity', '-Infinity', '3.4e38', '1e-45'"),
                Arguments.of(
                        FLOAT8, "'0.1', '-0', 'NaN', 'Infinity', '-Infinity', '1.7e308', '5e-324'"),
                Arguments.of(
                        TEXT,
                        "'', 'a', 'twelve bytes', 'thirteen byte', repeat('long ', 1000), 'żółć',"
                                + " chr(128104), 'a' || chr(0) || 'b'"),
                Arguments.of(JSON, "'{\"a\": [1, null]}', '\"text\"'"),
                Arguments.of(BYTEA, "''::BLOB, '\\x00\\xFF'::BLOB, repeat('b', 5000)::BLOB"),
                Arguments.of(DATE, "'infinity', '-infinity', '1970-01-01', '5877642-06-25 (BC)'"),
                Arguments.of(TIME, "'00:00:00', '24:00:00', '12:34:56.789012'"),
                Arguments.of(
                        TIMETZ,
                        "'00:00:00+00', '24:00:00-15:59:59', '12:34:56.789012+15:59:59',"
                                + " '01:00:00-01'"),
                Arguments.of(
                        TIMESTAMP,
                        "'infinity', '-infinity', '294247-01-10 04:00:54.775806',"
                                + " '290309-12-22 (BC) 00:00:00'"),
                Arguments.of(
                        TIMESTAMPTZ, "'infinity', '-infinity', '2024-02-29 23:59:59.999999+05:45'"),
                Arguments.of(
                        INTERVAL, "'-1 year 2 days -3 microseconds', '0 days', '178000 years'"),
                Arguments.of(
                        UUID,
                        "'00000000-0000-0000-0000-000000000000',"
                                + " 'ffffffff-ffff-ffff-ffff-ffffffffffff',"
                                + " '01234567-89ab-cdef-0123-456789abcdef'"),
                Arguments.of(BIT, "'1', '0', '10110011', '101100111', repeat('10', 500)"),
                Arguments.of(new Decimal(4, 2), "-99.99, 0, 99.99"),
                Arguments.of(new Decimal(9, 0), "-999999999, 999999999"),
                Arguments.of(new Decimal(18, 18), "-0.999999999999999999, 0.5"),
                Arguments.of(
                        new Decimal(38, 10),
                        "-9999999999999999999999999999.9999999999, -1, 0, 1,"
                                + " 9999999999999999999999999999.9999999999"),
                Arguments.of(new Enumeration("mood", List.of("a", "it's", "c")), "'c', 'it''s'"),
                Arguments.of(labels(300), "'l0', 'l255', 'l256', 'l299'"));
    }

    private static Stream<Arguments> nested() {
        Struct struct =
                new Struct(
                        List.of(
                                new Struct.Field("a", INT4),
                                new Struct.Field("B c", TEXT),
                                new Struct.Field("l", new ListOf(TEXT))));
        return Stream.of(
                Arguments.of(new ListOf(INT4), "[], [1], [NULL, 2, NULL], range(100)::INTEGER[]"),
                Arguments.of(
                        new ListOf(TEXT), "[], [''], [NULL, 'more than twelve bytes', 'short']"),
                Arguments.of(
                        new ListOf(new ListOf(INT8)),
                        "[], [[]], [NULL, [1, NULL], []], [[7], [8]]"),
                Arguments.of(
                        struct,
                        "{a: 1, 'B c': 'x', l: ['y', NULL]}, {a: NULL, 'B c': NULL, l: NULL},"
                                + " {a: 2, 'B c': repeat('z', 40), l: []}"),
                Arguments.of(new ListOf(struct), "[], [NULL, {a: 1, 'B c': 'x', l: ['y']}, NULL]"),
                Arguments.of(
                        new Struct(List.of(new Struct.Field("s", struct))),
                        "{s: NULL}, {s: {a: 1, 'B c': 'x', l: ['y']}}"),
                Arguments.of(
                        new MapOf(TEXT, new ListOf(INT4)),
                        "MAP {}, MAP {'a': [1], 'b': NULL, 'c': []}"));
    }

    private static Enumeration labels(int count) {
        return new Enumeration("many", IntStream.range(0, count).mapToObj(i -> "l" + i).toList());
    }

    @ParameterizedTest
    @MethodSource("values")
    void readsWhatDuckDbHolds(LogicalType type, String values) throws SQLException {
        String name = DuckDbTypeName.of(type);
        String array = "CAST([" + values + "] AS " + name + "[])";
        String list = "unnest(list_append(" + array + ", NULL))";
        // As computed, as a constant, nulls only, from a table's segments, and sliced by a filter.
        database.assertSame("SELECT " + list + " AS v", type);
        database.assertSame("SELECT " + array + "[1] AS v FROM range(5000)", type);
        database.assertSame("SELECT CAST(NULL AS " + name + ") AS v FROM range(3000)", type);
        database.execute(
                "CREATE OR REPLACE TABLE stored AS SELECT v, r FROM (SELECT "
                        + list
                        + " AS v), range(5000) t(r)");
        database.assertSame("SELECT v FROM stored", type);
        database.assertSame("SELECT v FROM stored WHERE r % 7 = 3", type);
        database.assertSame("SELECT v FROM stored ORDER BY r DESC, v LIMIT 3000", type);
        database.assertSame(
                "SELECT [v, NULL, v] AS a, {x: v} AS b FROM stored WHERE r % 3 = 1",
                new ListOf(type), new Struct(List.of(new Struct.Field("x", type))));
    }

    @Test
    void readsListsWhoseElementsAreNotInOrder() throws SQLException {
        LogicalType list = new ListOf(TEXT);
        database.execute(
                "CREATE OR REPLACE TABLE lists AS SELECT r, list_transform(range(r % 5), lambda x:"
                        + " CASE WHEN x = 3 THEN NULL ELSE 'element ' || (x * r) END) AS l"
                        + " FROM range(10000) t(r)");
        database.assertSame("SELECT l FROM lists ORDER BY hash(r)", list);
        database.assertSame("SELECT l[2:3] FROM lists WHERE r % 3 = 0", list);
        database.assertSame("SELECT list_reverse(l) FROM lists", list);
        database.assertSame("SELECT list_sort(l, 'DESC') FROM lists", list);
        database.assertSame("SELECT list_select(l, [2, 2, 9, 1]) FROM lists", list);
        database.assertSame("SELECT list_filter(l, lambda x: x LIKE '%2') FROM lists", list);
        database.assertSame("SELECT ['const', 'a longer constant'] FROM lists", list);
        database.assertSame("SELECT [l[1], 'c', r::VARCHAR] FROM lists WHERE r % 11 = 1", list);
        database.assertSame(
                "SELECT list(l ORDER BY r) FROM lists GROUP BY r % 7", new ListOf(list));
        database.assertSame("SELECT a.l FROM lists a JOIN lists b ON a.r = b.r % 100", list);
        database.assertSame(
                "SELECT CASE WHEN r % 2 = 0 THEN l ELSE ['other'] END FROM lists", list);
    }

    @Test
    void readsStructsWhoseFieldsAreKeptInDifferentForms() throws SQLException {
        Struct struct =
                new Struct(
                        List.of(
                                new Struct.Field("c", TEXT),
                                new Struct.Field("s", INT8),
                                new Struct.Field("d", TEXT)));
        database.execute(
                "CREATE OR REPLACE TABLE words AS SELECT r, CASE WHEN r % 4 = 0 THEN NULL ELSE"
                        + " 'a word of some length ' || r % 10 END AS w FROM range(20000) t(r)");
        String made = "{c: 'a constant over twelve', s: r, d: w}";
        database.assertSame("SELECT " + made + " FROM words", struct);
        database.assertSame("SELECT " + made + " FROM words WHERE r % 5 = 2", struct);
        database.assertSame("SELECT CASE WHEN r % 3 = 0 THEN " + made + " END FROM words", struct);
        database.assertSame(
                "SELECT [" + made + ", NULL, " + made + "] FROM words WHERE r % 5 = 2",
                new ListOf(struct));
        database.assertSame(
                "SELECT list_transform(range(r % 3), lambda x: {c: w, s: x, d: 'const'}) FROM words"
                        + " WHERE r % 5 = 2",
                new ListOf(struct));
        database.assertSame(
                "SELECT MAP([w || 'k', 'k'], [r, NULL]) FROM words WHERE w IS NOT NULL",
                new MapOf(TEXT, INT8));
        database.assertSame(
                "SELECT list_zip([w, 'b'], [r])::STRUCT(c VARCHAR, s BIGINT)[] FROM words",
                new ListOf(
                        new Struct(
                                List.of(
                                        new Struct.Field("c", TEXT),
                                        new Struct.Field("s", INT8)))));
    }

    @Test
    void readsDictionariesSequencesAndConstants() throws SQLException {
        database.execute(
                "CREATE OR REPLACE TABLE dictionary AS SELECT r, 'label number ' || r % 20 AS t,"
                        + " 7 AS seven FROM range(100000) t(r)");
        database.assertSame("SELECT r, t, seven FROM dictionary", INT8, TEXT, INT4);
        database.assertSame("SELECT t, r, 42 FROM dictionary WHERE r % 9 = 4", TEXT, INT8, INT4);
        database.assertSame("SELECT upper(t), concat(t, t), r FROM dictionary", TEXT, TEXT, INT8);
        database.assertSame("SELECT t, count(*) FROM dictionary GROUP BY t", TEXT, INT8);
        database.assertSame(
                "SELECT r, r * 2, NULL::BIGINT FROM range(100000) t(r)", INT8, INT8, INT8);
        database.assertSame(
                "SELECT generate_series, 'x' FROM generate_series(1, 5000)", INT8, TEXT);
        database.assertSame("SELECT t FROM dictionary WHERE false", TEXT);
        database.assertSame("SELECT r FROM dictionary LIMIT 1", INT8);
    }

    @Test
    void readsEnumerationsOfManyLabels() throws SQLException {
        LogicalType type = labels(70_000);
        database.execute("CREATE TYPE many AS " + DuckDbTypeName.of(type));
        database.assertSame(
                "SELECT unnest(['l0', 'l65535', 'l65536', NULL, 'l69999'])::many", type);
    }

    @Test
    void readsManyColumns() throws SQLException {
        String columns =
                IntStream.range(0, 300)
                        .mapToObj(i -> i % 3 == 0 ? "'text ' || r" : "r + " + i)
                        .collect(Collectors.joining(", "));
        LogicalType[] types =
                IntStream.range(0, 300)
                        .mapToObj(i -> i % 3 == 0 ? TEXT : INT8)
                        .toArray(LogicalType[]::new);
        database.assertSame("SELECT " + columns + " FROM range(3000) t(r)", types);
    }
}
