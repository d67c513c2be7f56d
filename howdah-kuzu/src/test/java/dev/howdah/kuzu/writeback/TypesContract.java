package dev.howdah.kuzu.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.SQLException;

/** Each type of Kùzu's on its way to PostgreSQL, and back where it has one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TypesContract {
    private final int version;
    private Fixture uw;
    private int tables;

    TypesContract(int version) {
        this.version = version;
    }

    @BeforeAll
    void makeGraph() throws SQLException {
        uw = new Fixture(version);
        uw.run(
                "CREATE NODE TABLE P(id SERIAL, name STRING, d DECIMAL(5,2), s STRUCT(a INT64, b DECIMAL(7,3)), PRIMARY KEY(id))");
        uw.run("CREATE REL TABLE R(FROM P TO P, w DECIMAL(5,2))");
        uw.run(
                "CREATE (:P {name: 'A \"q\"', d: -0.05, s: {a: 1, b: -0.001}})-[:R {w: 0.5}]->(:P {name: 'B'})");
    }

    @AfterAll
    void close() {
        uw.close();
    }

    /** Writes the value and a NULL, into a table that is made and again into one that is there. */
    private String write(String value) {
        String table = "t" + ++tables;
        String copy =
                "COPY (UNWIND [1, 2] AS i RETURN i, CASE WHEN i = 1 THEN %s END AS v) TO uw.%s";
        uw.run(copy.formatted(value, table));
        uw.run(copy.formatted(value, table));
        return table;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            textBlock =
                    """
            true                                               ~ boolean
            CAST(-128 AS INT8)                                 ~ smallint
            CAST(-32768 AS INT16)                              ~ smallint
            CAST(-2147483648 AS INT32)                         ~ integer
            -9223372036854775807                               ~ bigint
            CAST('-170141183460469231731687303715884105727' AS INT128) ~ numeric(39,0)
            CAST(255 AS UINT8)                                 ~ smallint
            CAST(65535 AS UINT16)                              ~ integer
            CAST(4294967295 AS UINT32)                         ~ bigint
            CAST('18446744073709551615' AS UINT64)             ~ numeric(20,0)
            CAST(0.1 AS FLOAT)                                 ~ real
            CAST('-inf' AS FLOAT)                              ~ real
            0.1                                                ~ double precision
            CAST('nan' AS DOUBLE)                              ~ double precision
            CAST('1.50' AS DECIMAL(4,2))                       ~ numeric(4,2)
            CAST('-0.05' AS DECIMAL(4,2))                      ~ numeric(4,2)
            CAST('-0.005' AS DECIMAL(9,3))                     ~ numeric(9,3)
            CAST('-0.00000000000000000000000000000000000001' AS DECIMAL(38,38)) ~ numeric(38,38)
            CAST('-12345678901234567890123456.1234567890' AS DECIMAL(38,10))    ~ numeric(38,10)
            '𝄞 é "quoted" back\\\\slash \\' , null'            ~ text
            ''                                                 ~ text
            CAST('\\\\x00\\\\xffA' AS BLOB)                    ~ bytea
            UUID('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')       ~ uuid
            date('2024-02-29')                                 ~ date
            date('0001-01-01') - 400                           ~ date
            timestamp('2024-01-01 12:00:00.123456')            ~ timestamp without time zone
            timestamp('0001-01-01 00:00:00') - interval('500 days') ~ timestamp without time zone
            CAST('2024-01-01 12:00:00.123456' AS TIMESTAMP_NS) ~ timestamp without time zone
            CAST('2024-01-01 12:00:00.123' AS TIMESTAMP_MS)    ~ timestamp without time zone
            CAST('1960-01-01 12:00:01' AS TIMESTAMP_SEC)       ~ timestamp without time zone
            CAST('2024-01-01 12:00:00.123456+02' AS TIMESTAMP_TZ) ~ timestamp with time zone
            to_months(-14) + to_days(3) + to_microseconds(-5)  ~ interval
            to_microseconds(90061000001)                       ~ interval
            [1, NULL, 2]                                       ~ bigint[]
            CAST([] AS INT64[])                                ~ bigint[]
            ['a', NULL, 'b"c,d', 'NULL', '', '\\\\']           ~ text[]
            [CAST('-0.05' AS DECIMAL(4,2)), NULL]              ~ numeric(4,2)[]
            CAST([1.5, 2] AS FLOAT[2])                         ~ real[]
            [CAST('nan' AS DOUBLE), 0.1]                       ~ double precision[]
            [CAST('\\\\x00\\\\xff' AS BLOB)]                   ~ bytea[]
            [date('2024-01-01')]                               ~ date[]
            [CAST('2024-01-01 12:00:00.123456+02' AS TIMESTAMP_TZ)] ~ timestamp with time zone[]
            [UUID('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11')]     ~ uuid[]
            [true, false]                                      ~ boolean[]
            [[1, 2], [3, NULL]]                                ~ bigint[]
            """)
    void comesBackAsItWas(String value, String type) throws SQLException {
        String table = write(value);
        assertThat(uw.columns(table)).containsExactly("i bigint", "v " + type);
        String was = uw.run("RETURN " + value);
        assertThat(uw.rows("LOAD FROM uw.%s RETURN i, v ORDER BY i".formatted(table)))
                .containsExactly("1|" + was, "1|" + was, "2|null", "2|null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            textBlock =
                    """
            {a: CAST('-0.05' AS DECIMAL(4,2)), b: ['x', NULL], `c d`: {e: date('2024-01-01')}} ~ {"a": -0.05, "b": ["x", null], "c d": {"e": "2024-01-01"}}
            {f: 0.1, t: true, i: CAST('170141183460469231731687303715884105727' AS INT128), n: CAST(NULL AS INT64)} ~ {"f": 0.1, "i": 170141183460469231731687303715884105727, "n": null, "t": true}
            map(['k', 'l'], [CAST('1.50' AS DECIMAL(4,2)), NULL]) ~ {"k": 1.50, "l": null}
            map([1, 2], [{x: [1]}, {x: [2]}])                    ~ {"1": {"x": [1]}, "2": {"x": [2]}}
            [{a: 1}, {a: 2}]                                     ~ [{"a": 1}, {"a": 2}]
            {q: 'a"b\\\\c'}                                      ~ {"q": "a\\"b\\\\c"}
            """)
    void becomesJson(String value, String json) throws SQLException {
        String table = write(value);
        assertThat(uw.columns(table)).containsExactly("i bigint", "v jsonb");
        assertThat(uw.sql("SELECT i, v FROM %s ORDER BY i".formatted(table)))
                .containsExactly("1|" + json, "1|" + json, "2|null", "2|null");
    }

    @Test
    void nodesRelationshipsAndPathsBecomeJson() throws SQLException {
        uw.run("COPY (MATCH x = (a:P)-[r:R]->(b:P) RETURN a, r, x, id(b) AS i) TO uw.things");
        assertThat(uw.columns("things")).containsExactly("a jsonb", "r jsonb", "x jsonb", "i text");
        String a =
                "{\"d\": -0.05, \"s\": {\"a\": 1, \"b\": -0.001}, \"id\": 0, \"_ID\": \"0:0\", \"name\": \"A \\\"q\\\"\", \"_LABEL\": \"P\"}";
        String b = "{\"id\": 1, \"_ID\": \"0:1\", \"name\": \"B\", \"_LABEL\": \"P\"}";
        String r =
                "{\"w\": 0.50, \"_ID\": \"1:0\", \"_DST\": \"0:1\", \"_SRC\": \"0:0\", \"_LABEL\": \"R\"}";
        assertThat(uw.sql("SELECT a, r, i, x FROM things"))
                .containsExactly(
                        "%s|%s|0:1|{\"_RELS\": [%s], \"_NODES\": [%s, %s]}"
                                .formatted(a, r, r, a, b));
    }

    @Test
    void expandsAStarAndNamesPropertiesAsTheGraphDoes() throws SQLException {
        uw.run("COPY (MATCH (p:P) RETURN p.*, p.NAME AS Again, 1 + 1 AS two) TO uw.star");
        assertThat(uw.columns("star"))
                .containsExactly(
                        "id bigint",
                        "name text",
                        "d numeric(5,2)",
                        "s jsonb",
                        "\"Again\" text".replace("\"", ""),
                        "two bigint");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '^',
            textBlock =
                    """
            union_value(a := 1)           ~ Column v: Kùzu does not tell which member of a UNION it is; return union_extract(…) or union_tag(…) of it
            {a: CAST('nan' AS DOUBLE)}    ~ Column v: JSON has no NaN; return what holds it as a column of its own
            [[1], [2, 3]]                 ~ column "v", row 1: a list holds lists of 1 and of 2 elements
            """)
    void saysWhatPostgresCannotHold(String value, String message) throws SQLException {
        String table = "t" + ++tables;
        assertThatThrownBy(() -> uw.run("COPY (RETURN %s AS v) TO uw.%s".formatted(value, table)))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining(message);
        assertThat(uw.hasTable(table)).isFalse();
    }

    @Test
    void refusesAZeroCharacter() throws SQLException {
        for (String value : new String[] {"'a\0b'", "['a\0b']", "{a: 'a\0b'}"}) {
            assertThatThrownBy(() -> uw.run("COPY (RETURN " + value + " AS v) TO uw.zero"))
                    .isInstanceOf(HowdahException.class)
                    .hasMessage(
                            "Column v: a text has a zero character, which PostgreSQL can't hold; a BLOB can");
        }
        assertThat(uw.hasTable("zero")).isFalse();
    }

    @Test
    void fillsColumnsOfOtherTypes() throws SQLException {
        uw.sql("CREATE TYPE pair AS (x int, y text); CREATE TYPE mood AS ENUM ('sad', 'ok')");
        uw.sql(
                "CREATE TABLE other (a varchar(5), b numeric(6,1), c mood, d jsonb, e pair, f timestamptz, g inet, h json)");
        uw.run(
                "COPY (RETURN 7 AS a, '12.25' AS b, 'ok' AS c, [[1], []] AS d, {x: 1, y: 'z'} AS e, timestamp('2024-01-01 12:00:00') AS f, '10.0.0.1' AS g, {k: 1} AS h) TO uw.other");
        assertThat(uw.sql("SELECT * FROM other"))
                .containsExactly(
                        "7|12.3|ok|[[1], []]|(1,z)|2024-01-01 12:00:00+00|10.0.0.1|{\"k\":1}");
    }
}
