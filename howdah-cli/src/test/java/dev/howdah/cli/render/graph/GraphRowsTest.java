package dev.howdah.cli.render.graph;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.QueryResult;

import dev.howdah.cli.render.BoxLimits;
import dev.howdah.cli.render.OutputFormat;
import dev.howdah.cli.render.ResultRenderer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** What the renderers make of Kùzu's values. */
final class GraphRowsTest {
    private static Database database;
    private static Connection kuzu;

    @BeforeAll
    static void open() {
        database = new Database(":memory:");
        kuzu = new Connection(database);
        run(
                "CREATE NODE TABLE person(id SERIAL, name STRING, age INT32, pay DECIMAL(5, 2),"
                        + " tags STRING[], PRIMARY KEY(id))");
        run("CREATE NODE TABLE city(name STRING, PRIMARY KEY(name))");
        run("CREATE REL TABLE lives(FROM person TO city, since DATE, share DOUBLE)");
        run(
                "CREATE (:person {name: 'Alice', age: 30, pay: CAST('-0.05' AS DECIMAL(5, 2)),"
                        + " tags: ['a', NULL]})-[:lives {share: 0.1}]->(:city {name: 'Rome'})");
    }

    @AfterAll
    static void close() {
        kuzu.close();
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "CAST('-0.05' AS DECIMAL(5, 2)) | -0.05",
                "CAST('-0.5' AS DECIMAL(5, 1)) | -0.5",
                "CAST('-0.001' AS DECIMAL(3, 3)) | -0.001",
                "CAST('-0.000000000000000000000000000000000123' AS DECIMAL(38, 36))"
                        + " | -0.000000000000000000000000000000000123",
                "CAST('-12.50' AS DECIMAL(5, 2)) | -12.50",
                "CAST('0' AS DECIMAL(18, 8)) | 0.00000000",
                "CAST('7' AS DECIMAL(5, 0)) | 7",
                "[CAST('-0.05' AS DECIMAL(5, 2)), NULL] | [-0.05,NULL]",
                "CAST('170141183460469231731687303715884105727' AS INT128)"
                        + " | 170141183460469231731687303715884105727",
                "CAST(18446744073709551615 AS UINT64) | 18446744073709551615",
                "CAST(-5 AS INT8) | -5",
                "0.1 | 0.1",
                "CAST(0.1 AS FLOAT) | 0.1",
                "1e300 | 1e+300",
                "0.1 + 0.2 | 0.30000000000000004",
                "[1.5, 1e-7] | [1.5,1e-07]",
                "CAST('nan' AS DOUBLE) | nan",
                "CAST('-inf' AS FLOAT) | -inf",
                "true | True",
                "to_months(-14) + to_days(-3) + to_microseconds(-5000001)"
                        + " | -1 years -2 months -3 days -00:00:05.000001",
                "to_months(1) + to_microseconds(90061000001) | 1 month 25:01:01.000001",
                "[to_microseconds(1)] | [00:00:00.000001]",
                "date('2024-01-01') - 900000 | 0442-11-20 (BC)",
                "timestamp('1969-12-31 23:59:59.999999') | 1969-12-31 23:59:59.999999",
                "CAST('2024-01-01 12:00:00.12+02:00' AS TIMESTAMP_TZ) | 2024-01-01 10:00:00.12+00",
                "CAST('2024-01-01 12:00:00.123456' AS TIMESTAMP_NS) | 2024-01-01 12:00:00.123456",
                "blob('\\\\xAA\\\\x00abc') | \\xAA\\x00abc",
                "UUID('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11')"
                        + " | a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",
                "'O\\'Brien' | O'Brien",
                "NULL | NULL",
                "'' | ~~",
                "[[1], [NULL], NULL, []] | [[1],[NULL],NULL,[]]",
                "CAST([1, 2] AS INT64[2]) | [1,2]",
                "{a: 1, b: NULL, c: {d: ['x', '']}} | {a: 1, b: NULL, c: {d: [x,]}}",
                "map([1, 2], ['x', NULL]) | {1=x, 2=NULL}",
                "union_value(n := 1) | 1"
            })
    void wordsAValueExactly(String expression, String text) throws SQLException {
        String line = rendered(OutputFormat.LINE, "RETURN " + expression + " AS value");

        assertThat(line).isEqualTo("value = " + text + "\n");
    }

    @Test
    void wordsNodesAndRelationshipsAsKuzuDoes() throws SQLException {
        assertThat(
                        rendered(
                                OutputFormat.LINE,
                                "MATCH way = (p:person)-[r:lives]->(c)"
                                        + " RETURN id(p) AS id, p.id AS serial, p, r, c, way"))
                .isEqualTo(
                        """
                            id = 0:0
                        serial = 0
                             p = {_ID: 0:0, _LABEL: person, id: 0, name: Alice, age: 30, pay: -0.05, tags: [a,NULL]}
                             r = (0:0)-{_LABEL: lives, _ID: 2:0, share: 0.1}->(1:0)
                             c = {_ID: 1:0, _LABEL: city, name: Rome}
                           way = {_NODES: [{_ID: 0:0, _LABEL: person, id: 0, name: Alice, age: 30, pay: -0.05, tags: [a,NULL]},{_ID: 1:0, _LABEL: city, name: Rome}], _RELS: [(0:0)-{_LABEL: lives, _ID: 2:0, share: 0.1}->(1:0)]}
                        """);
    }

    @Test
    void showsTypesAndPutsNumbersToTheRight() throws SQLException {
        assertThat(
                        rendered(
                                OutputFormat.BOX,
                                "UNWIND [1, 20] AS n RETURN n, 'text' AS t, [n] AS l,"
                                        + " CAST(n AS DECIMAL(4, 1)) AS d,"
                                        + " CAST([[n], [n]] AS INT8[1][2]) AS a"))
                .isEqualTo(
                        """
                        ┌───────┬────────┬─────────┬─────────┬─────────────┐
                        │   n   │   t    │    l    │    d    │      a      │
                        │ INT64 │ STRING │ INT64[] │ DECIMAL │ INT8[1][2]  │
                        ├───────┼────────┼─────────┼─────────┼─────────────┤
                        │     1 │ text   │ [1]     │     1.0 │ [[1],[1]]   │
                        │    20 │ text   │ [20]    │    20.0 │ [[20],[20]] │
                        └───────┴────────┴─────────┴─────────┴─────────────┘
                        """);
    }

    @Test
    void keepsNullApartFromAnEmptyTextInCsv() throws SQLException {
        assertThat(rendered(OutputFormat.CSV, "UNWIND ['a,b', '', NULL] AS t RETURN t, 1 AS n"))
                .isEqualTo("t,n\n\"a,b\",1\n\"\",1\n,1\n");
    }

    @Test
    void writesJsonOfEachKind() throws SQLException, IOException {
        JsonNode row =
                json(
                        "MATCH way = (p:person)-[r:lives]->(c) RETURN p, r, way, id(p) AS id,"
                                + " CAST('-0.05' AS DECIMAL(5, 2)) AS d, CAST('inf' AS DOUBLE) AS f,"
                                + " CAST(18446744073709551615 AS UINT64) AS u, true AS b,"
                                + " NULL AS nothing, interval('1 day') AS i,"
                                + " {x: [1, NULL], m: map(['k'], [1.5])} AS s");

        assertThat(row.at("/p/_LABEL").textValue()).isEqualTo("person");
        assertThat(row.at("/p/_ID").textValue()).isEqualTo("0:0");
        assertThat(row.at("/p/age").intValue()).isEqualTo(30);
        assertThat(row.at("/p/tags/1").isNull()).isTrue();
        assertThat(row.at("/r/_SRC").textValue()).isEqualTo("0:0");
        assertThat(row.at("/r/_DST").textValue()).isEqualTo("1:0");
        assertThat(row.at("/r/share").doubleValue()).isEqualTo(0.1);
        assertThat(row.at("/way/_NODES/1/name").textValue()).isEqualTo("Rome");
        assertThat(row.at("/way/_RELS/0/_LABEL").textValue()).isEqualTo("lives");
        assertThat(row.get("id").textValue()).isEqualTo("0:0");
        assertThat(row.get("d").decimalValue()).isEqualByComparingTo("-0.05");
        assertThat(row.get("f").textValue()).isEqualTo("inf");
        assertThat(row.get("u").bigIntegerValue()).isEqualTo("18446744073709551615");
        assertThat(row.get("b").booleanValue()).isTrue();
        assertThat(row.get("nothing").isNull()).isTrue();
        assertThat(row.get("i").textValue()).isEqualTo("1 day");
        assertThat(row.at("/s/x/1").isNull()).isTrue();
        assertThat(row.at("/s/m/k").doubleValue()).isEqualTo(1.5);
    }

    @Test
    void showsTheMiddleOfALongResultOnlyAsDots() throws SQLException {
        assertThat(rendered(OutputFormat.BOX, "UNWIND range(1, 100000) AS n RETURN n"))
                .contains(" 100000 │", "100000 rows", "(40 shown)")
                .doesNotContain(" 50000 │");
    }

    @Test
    void printsAPlanAsItIs() throws SQLException {
        assertThat(rendered(OutputFormat.CSV, "EXPLAIN MATCH (p:person) RETURN p.name"))
                .startsWith("┌──")
                .contains("SCAN_NODE_TABLE")
                .doesNotContain("explain result");
    }

    private static void run(String cypher) {
        try (QueryResult result = kuzu.query(cypher)) {
            assertThat(result.isSuccess()).as(result.getErrorMessage()).isTrue();
        }
    }

    private static JsonNode json(String cypher) throws SQLException, IOException {
        return new ObjectMapper().readTree(rendered(OutputFormat.JSON, cypher)).get(0);
    }

    private static String rendered(OutputFormat format, String cypher) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (QueryResult result = kuzu.query(cypher);
                PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            assertThat(result.isSuccess()).as(result.getErrorMessage()).isTrue();
            try (GraphRows rows = new GraphRows(result)) {
                ResultRenderer.forResult(rows, format.renderer(BoxLimits.unlimitedWidth()))
                        .render(rows, out);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
