package dev.howdah.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.sql.SQLException;

final class OutputFormatTest {
    private static final String ROWS =
            """
            SELECT * FROM (VALUES (1, 'plain', 1.50), (2, e'with "quotes", commas\\nand lines', NULL),
                                  (NULL, '', 0.25)) AS t(n, "the text", d)""";

    @Test
    void csvQuotesWhatNeedsIt() throws SQLException {
        assertThat(Rendered.as(OutputFormat.CSV, ROWS))
                .isEqualTo(
                        """
                        n,the text,d
                        1,plain,1.50
                        2,"with ""quotes"", commas
                        and lines",
                        ,"",0.25
                        """);
    }

    @Test
    void tsvEscapesWhatWouldBreakLines() throws SQLException {
        assertThat(
                        Rendered.as(
                                OutputFormat.TSV,
                                "SELECT e'a\\tb\\nc\\\\d' AS x, NULL AS y, 1 AS z"))
                .isEqualTo("x\ty\tz\na\\tb\\nc\\\\d\t\t1\n");
    }

    @Test
    void markdownEscapesItsOwnLines() throws SQLException {
        assertThat(
                        Rendered.as(
                                OutputFormat.MARKDOWN,
                                "SELECT 100 AS n, 'a|b' AS t UNION ALL SELECT 2, e'c\\nd'"))
                .isEqualTo(
                        """
                        | n   | t      |
                        |----:|--------|
                        | 100 | a\\|b   |
                        |   2 | c<br>d |
                        """
                                .replace("| n   |", "|   n |"));
    }

    @Test
    void linesNameEachValue() throws SQLException {
        assertThat(
                        Rendered.as(
                                OutputFormat.LINE,
                                "SELECT 1 AS n, 'x' AS longer UNION ALL SELECT NULL, 'y'"))
                .isEqualTo("     n = 1\nlonger = x\n\n     n = NULL\nlonger = y\n");
    }

    @Test
    void jsonKeepsTypes() throws SQLException, IOException {
        String json =
                Rendered.as(
                        OutputFormat.JSON,
                        """
                        SELECT 1 AS i, 170141183460469231731687303715884105727::HUGEINT AS h,
                               1.50::DECIMAL(10,2) AS d, 0.1::DOUBLE AS f, 'nan'::DOUBLE AS nan,
                               true AS b, NULL AS n, 'a"b' AS s, DATE '2020-01-02' AS date,
                               '{"k": [1, null]}'::JSON AS j, '\\xAB'::BLOB AS blob,
                               {'x': [1, 2], 'y': {'z': 'w'}, 't': TIMESTAMP '2020-01-01 00:00:00'} AS st,
                               MAP {'key': 1.5::DOUBLE} AS m, [DATE '2020-01-01', NULL] AS l,
                               [TIMESTAMPTZ '2020-01-01 00:00:00+00'] AS z""");

        JsonNode row = new ObjectMapper().readTree(json).get(0);
        assertThat(json)
                .contains("\"d\":1.50")
                .contains("\"h\":170141183460469231731687303715884105727");
        assertThat(row.get("i").isInt()).isTrue();
        assertThat(row.get("f").doubleValue()).isEqualTo(0.1);
        assertThat(row.get("nan").textValue()).isEqualTo("nan");
        assertThat(row.get("b").booleanValue()).isTrue();
        assertThat(row.get("n").isNull()).isTrue();
        assertThat(row.get("s").textValue()).isEqualTo("a\"b");
        assertThat(row.get("date").textValue()).isEqualTo("2020-01-02");
        assertThat(row.at("/j/k/1").isNull()).isTrue();
        assertThat(row.get("blob").textValue()).isEqualTo("\\xAB");
        assertThat(row.at("/st/x/1").intValue()).isEqualTo(2);
        assertThat(row.at("/st/y/z").textValue()).isEqualTo("w");
        assertThat(row.at("/st/t").textValue()).isEqualTo("2020-01-01 00:00:00");
        assertThat(row.at("/m/key").doubleValue()).isEqualTo(1.5);
        assertThat(row.at("/l/0").textValue()).isEqualTo("2020-01-01");
        assertThat(row.at("/z/0").textValue()).isEqualTo("2020-01-01 05:30:00+05:30");
    }

    @Test
    void jsonOfNoRowsIsAnEmptyArray() throws SQLException {
        assertThat(Rendered.as(OutputFormat.JSON, "SELECT 1 WHERE false")).isEqualTo("[]\n");
    }

    @Test
    void jsonlIsOneObjectPerLine() throws SQLException {
        assertThat(Rendered.as(OutputFormat.JSONL, "SELECT range AS r FROM range(2)"))
                .isEqualTo("{\"r\":0}\n{\"r\":1}\n");
    }
}
