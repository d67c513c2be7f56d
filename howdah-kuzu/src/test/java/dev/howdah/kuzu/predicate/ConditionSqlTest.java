package dev.howdah.kuzu.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.kuzu.cypher.Literal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What of a WHERE is asked in SQL. */
final class ConditionSqlTest {
    private static final Map<String, PushableColumn> COLUMNS =
            Map.of(
                    "n", new PushableColumn("n", ColumnKind.EXACT_NUMBER),
                    "f", new PushableColumn("f", ColumnKind.FLOATING),
                    "s", new PushableColumn("S", ColumnKind.TEXT),
                    "b", new PushableColumn("b", ColumnKind.BOOLEAN),
                    "d", new PushableColumn("d", ColumnKind.DATE),
                    "t", new PushableColumn("t", ColumnKind.TIMESTAMP),
                    "z", new PushableColumn("z", ColumnKind.TIMESTAMP_TZ),
                    "u", new PushableColumn("u", ColumnKind.UUID),
                    "o", new PushableColumn("o", ColumnKind.OTHER),
                    "or der", new PushableColumn("or\"der", ColumnKind.EXACT_NUMBER));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "n = 1                             | \"n\" = 1",
                "3 <= N                            | \"n\" >= 3",
                "`or der` <> -5                    | \"or\"\"der\" <> -5",
                "NOT n < 5                         | \"n\" >= 5",
                "n IS NULL OR n IN [1, 2]          | (\"n\" IS NULL OR \"n\" IN (1, 2))",
                "NOT (n IN [1] AND s = 'x')        | (\"n\" NOT IN (1) OR \"S\" <> 'x')",
                "s = \"O'Brien\"                   | \"S\" = 'O''Brien'",
                "s STARTS WITH 'a%' AND f > 1      "
                        + "| (starts_with(\"S\", 'a%') AND \"f\" > CAST('1.0' AS DOUBLE))",
                "NOT s CONTAINS 'x'                | NOT contains(\"S\", 'x')",
                "NOT b                             | \"b\" = false",
                "b = TRUE                          | \"b\" = true",
                "d >= date('2020-02-29')           | \"d\" >= DATE '2020-02-29'",
                "t < '2020-01-01 01:02:03.5'       | \"t\" < TIMESTAMP '2020-01-01 01:02:03.5'",
                "z = '2020-01-01'                  | \"z\" = TIMESTAMPTZ '2020-01-01 00:00:00+00'",
                "n = 1 AND x.y = 2 AND o = 3       | \"n\" = 1",
                "n = $p                            | \"n\" = 42",
                "(n = 1 OR n = 2) AND (n + 1 = 2 OR n = 3) | (\"n\" = 1 OR \"n\" = 2)",
            })
    void pushed(String cypher, String sql) {
        assertThat(sql(cypher)).contains(sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s > 'a'",
                "s <= 'a'",
                "f < 1.5",
                "NOT f > 1.5",
                "n = 1.5",
                "n = '1'",
                "n = 99999999999999999999",
                "s = 1",
                "o = 1",
                "n = 1 OR unknown = 2",
                "NOT (n = 1 AND size(s) = 2)",
                "n = 1 XOR n = 2",
                "n + 1 = 2",
                "n = m.n",
                "n IN [1, NULL]",
                "s CONTAINS ''",
                "f IN [0.1]",
                "s = NULL",
                "d = '2020-02-30'",
                "d = '2020-1-1'",
                "d = timestamp('2020-01-01')",
                "t = '2020-01-01 00:00:00+01'",
                "n = $missing",
                "CASE WHEN n = 1 THEN b ELSE b END",
                "n = 1 = b",
                "s =~ 'x.*'",
                "u = '1-1-1-1-1'",
                "s = 'x' + 'y'",
                ""
            })
    void leftToKuzu(String cypher) {
        assertThat(sql(cypher)).isEmpty();
    }

    @Test
    void aTextCannotLeaveItsQuotes() {
        assertThat(sql("s = '\\'; DROP TABLE t; --'")).contains("\"S\" = '''; DROP TABLE t; --'");
    }

    @Test
    void onlyEqualityAskedOfTheServerFixesAColumn() {
        assertThat(fixes("b AND N = 7")).isTrue();
        assertThat(fixes("n IN [1, $p] AND size(s) = 3")).isTrue();
        assertThat(fixes("n = 7 OR b")).isFalse();
        assertThat(fixes("NOT n = 7")).isFalse();
        assertThat(fixes("n > 7")).isFalse();
        assertThat(fixes("n = 7.0")).isFalse();
        assertThat(fixes("s = 'n'")).isFalse();
    }

    private static boolean fixes(String cypher) {
        return conditions().fixes(ConditionReader.read(cypher), "n");
    }

    private static Optional<String> sql(String cypher) {
        return conditions().render(ConditionReader.read(cypher));
    }

    private static ConditionSql conditions() {
        return new ConditionSql(
                name -> Optional.ofNullable(COLUMNS.get(name.toLowerCase(Locale.ROOT))),
                name ->
                        name.equals("p")
                                ? Optional.of(Constant.of(new Literal.Whole("42")))
                                : Optional.empty());
    }
}
