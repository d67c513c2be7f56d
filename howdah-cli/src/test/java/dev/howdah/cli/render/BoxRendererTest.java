package dev.howdah.cli.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.sql.SQLException;

/** The boxes are those of DuckDB's own shell, line by line. */
final class BoxRendererTest {
    @Test
    void putsTypesUnderNamesAndNumbersToTheRight() throws SQLException {
        assertThat(Rendered.boxed(80, "SELECT 42 AS a, 'x' AS b, NULL AS c"))
                .isEqualTo(
                        """
                        ┌───────┬─────────┬───────┐
                        │   a   │    b    │   c   │
                        │ int32 │ varchar │ int32 │
                        ├───────┼─────────┼───────┤
                        │    42 │ x       │  NULL │
                        └───────┴─────────┴───────┘
                        """);
    }

    @Test
    void saysThatThereAreNoRows() throws SQLException {
        assertThat(Rendered.boxed(80, "SELECT 1 WHERE false"))
                .isEqualTo(
                        """
                        ┌────────┐
                        │   1    │
                        │ int32  │
                        └────────┘
                          0 rows
                        """);
    }

    @Test
    void leavesOutTheMiddleOfALongResult() throws SQLException {
        String box = Rendered.boxed(80, "SELECT range AS r, 'v' || range AS v FROM range(100)");

        assertThat(box.lines().toList())
                .hasSize(4 + 20 + 3 + 20 + 1 + 2)
                .startsWith("┌───────┬─────────┐", "│   r   │    v    │", "│ int64 │ varchar │")
                .containsSequence(
                        "│    19 │ v19     │",
                        "│     · │  ·      │",
                        "│     · │  ·      │",
                        "│     · │  ·      │",
                        "│    80 │ v80     │")
                .endsWith("└───────┴─────────┘", "     100 rows", "    (40 shown)");
    }

    @Test
    void showsAFewRowsTooManyRatherThanDots() throws SQLException {
        assertThat(Rendered.boxed(80, "FROM range(43)")).contains("│    42 │").doesNotContain("·");
    }

    @Test
    void leavesOutColumnsInTheMiddleOfAWideResult() throws SQLException {
        String box =
                Rendered.boxed(
                        100,
                        """
                        SELECT 'xxxxxxxxxxxxxxxxxxxx' AS a, 1 AS b, 'xxxxxxxxxxxxxxxxxxxx' AS c,
                               1 AS d, 'xxxxxxxxxxxxxxxxxxxx' AS e, 1 AS f,
                               'xxxxxxxxxxxxxxxxxxxx' AS g, 1 AS h""");

        assertThat(box.lines().map(String::length)).allMatch(length -> length <= 100);
        assertThat(box).contains("│ … │").contains("1 rows").contains("8 columns (");
    }

    @Test
    void continuesACutValueOnTheNextLine() throws SQLException {
        String box = Rendered.boxed(80, "SELECT 7 AS n, repeat('long', 40) AS text");

        assertThat(box.lines().filter(line -> line.contains("long"))).hasSize(3);
        assertThat(box.replaceAll("[^long]", "")).contains("long".repeat(40));
    }

    @Test
    void showsControlCharactersAndWideOnes() throws SQLException {
        assertThat(Rendered.boxed(80, "SELECT e'a\\nb\\tc' AS x, '日本' AS y"))
                .contains("│ a\\nb\\tc │ 日本    │");
    }

    @Test
    void saysLargeNumbersInWordsOnATerminal() throws SQLException {
        assertThat(Rendered.boxed(80, "SELECT 1234567 AS n"))
                .isEqualTo(
                        """
                        ┌────────────────┐
                        │       n        │
                        │     int32      │
                        ├────────────────┤
                        │    1234567     │
                        │ (1.23 million) │
                        └────────────────┘
                        """);
        assertThat(Rendered.as(OutputFormat.BOX, "SELECT 1234567 AS n")).doesNotContain("million");
    }

    @Test
    void namesNestedTypesAsDuckDb() throws SQLException {
        assertThat(
                        Rendered.as(
                                OutputFormat.BOX,
                                "SELECT [1::BIGINT] AS l, {'A': 1::DECIMAL(10,2)} AS s, TIMESTAMPTZ '2020-01-01 00:00:00+00' AS t"))
                .contains("│ int64[] │ struct(a decimal(10,2)) │ timestamp with time zone  │")
                .contains("│ [1]     │ {'A': 1.00} ");
    }

    @Test
    void printsPlansAsTheyAre() throws SQLException {
        assertThat(Rendered.as(OutputFormat.BOX, "EXPLAIN SELECT 1"))
                .contains("Projection")
                .doesNotContain("explain_key");
    }
}
