package dev.howdah.duckdb.pushdown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.sql.PredicateRenderer;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** What is read from the plans of a real DuckDB; nothing here needs a server. */
final class PlanReaderTest {
    private static Connection duck;
    private static DuckDbExpressionParser parser;

    @BeforeAll
    static void open() throws SQLException {
        duck = DriverManager.getConnection("jdbc:duckdb:");
        DeclaredTables.register(duck);
        NastyTable.attach(duck);
        parser = new DuckDbExpressionParser(duck);
        try (Statement statement = duck.createStatement()) {
            statement.execute("CREATE VIEW swapped AS SELECT d AS ts, ts AS d, i4 FROM attached");
            statement.execute("CREATE TABLE local_rows (i4 INTEGER, d DATE)");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        parser.close();
        duck.close();
    }

    private static TablePushdown read(String statement) throws SQLException {
        TablePushdown found =
                new PlanReader(new NastyTable(), parser)
                        .read(statement, plan(statement))
                        .get(NastyTable.ID);
        return found == null ? TablePushdown.nothing(NastyTable.ID) : found;
    }

    private static Plan plan(String statement) throws SQLException {
        return Plan.parse(PushdownDifferentialTest.explain(duck, statement));
    }

    /**
     * A load gives up its order, and a change goes to the server whole, only if nothing else is
     * read.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    SELECT * FROM attached WHERE i4 > 5 ; true
                    SELECT a.i4 FROM attached AS a JOIN attached AS b ON a.i4 = b.i4 + 1 ; true
                    SELECT i4 FROM attached UNION ALL SELECT i4 FROM local_rows ; false
                    SELECT a.i4 FROM attached AS a JOIN local_rows AS l ON a.i4 = l.i4 ; false
                    SELECT i4 FROM attached UNION ALL SELECT 1 ; false
                    SELECT i4 FROM attached WHERE i4 > (SELECT max(i4) FROM local_rows) ; false
                    SELECT i4 FROM attached, range(3) AS r ; false
                    SELECT 1 ; false
                    """)
    void tellsWhetherOnlyAttachedTablesAreRead(String statement, boolean only) throws SQLException {
        assertThat(plan(statement).readsOnlyTables()).isEqualTo(only);
    }

    private static String pushed(String statement) throws SQLException {
        return read(statement).predicate().map(PredicateRenderer::render).orElse("");
    }

    private static String order(String statement) throws SQLException {
        TablePushdown answer = read(statement);
        return answer.limit().isEmpty()
                ? ""
                : PredicateRenderer.orderBy(answer.order()) + " | " + answer.limit().getAsLong();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            i4 = 5                      | ("i4" = '5'::int4)
            i4 = 5000000000             | ("i4" = '5000000000'::int8)
            i4 IN (1, 2, 3, 4, 5)       | ("i4" = ANY ('{"1","2","3","4","5"}'::int4[]))
            s = 'it''s'                 | ("s" = 'it''s'::text)
            s < 'b'                     | (("s" COLLATE "C") < 'b'::text)
            sc < 'b'                    | ("sc" < 'b'::text)
            s LIKE 'a%'                 | ("s" LIKE 'a%'::text)
            sn = 'a'                    | (("sn" = 'a'::text) AND (("sn" COLLATE "C") = 'a'::text))
            sn <> 'a'                   | (("sn" COLLATE "C") <> 'a'::text)
            ci = 'a'                    | (("ci" = 'a'::"public"."citext") AND ((("ci")::text COLLATE "C") = 'a'::text))
            bp = 'a'                    | ("bp" = 'a'::"pg_catalog"."bpchar")
            bp = 'a '                   | (("bp" = 'a '::"pg_catalog"."bpchar") AND ((("bp")::text COLLATE "C") = 'a '::text))
            e = 'ok'                    | ("e" = 'ok'::"public"."mood")
            u = 'A0EEBC99-9c0b-4ef8-bb6d-6bb9bd380a11' | ("u" = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11'::uuid)
            d > timestamp '2020-01-01 10:00:00' | ("d" > '2020-01-01'::date)
            tz > '2024-01-01 00:00:00+09' | ("tz" > '2023-12-31 15:00:00+00'::timestamptz)
            f8 > '-inf'::double         | ("f8" > '-Infinity'::float8)
            n > 1                       | ("n" > '1.00'::numeric)
            b                           | "b"
            b IS NOT TRUE               | ("b" IS DISTINCT FROM 'true'::bool)
            i4 IS NOT DISTINCT FROM 5   | ("i4" = '5'::int4)
            ip = '10.0.0.1/32'          | ((("ip")::text COLLATE "C") = '10.0.0.1/32'::text)
            dm = 5                      | ("dm" = '5'::int4)
            month(ts) = 3               | (extract(month FROM "ts") = '3'::int8)
            i4 + i8 > 10                | ((("i4")::numeric + ("i8")::numeric) > '10'::int8)
            """)
    void pushesInAFormThatKeepsTheMeaningAndTheIndex(String condition, String sql)
            throws SQLException {
        assertThat(pushed("SELECT * FROM attached WHERE " + condition)).isEqualTo(sql);
        assertThat(read("SELECT * FROM attached WHERE " + condition).exact()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The time zones of the two sides may differ.
                "tz > ts",
                "tz::date = '2020-01-01'",
                "month(tz) = 3",
                // Dates as text are written differently.
                "d::varchar = '2020-01-01'",
                // Could be an error on the server for rows that DuckDB never looks at.
                "s::int = 5",
                "i4 % i2 = 1",
                "f8 + 1 > 1",
                "d + 1 > '2020-01-01'",
                // EXPLAIN drops empty lines.
                "s = 'a' || chr(10) || chr(10) || 'b'",
                "s IN ('a' || chr(10), 'b')",
                // Which letters belong together outside ASCII is the server locale's business.
                "s ILIKE '%É%'",
                // A zero byte is an error on the server.
                "s = 'a' || chr(0)",
                // Rounding a decimal.
                "n::decimal(10,1) = 1.5",
                "coalesce(i4, 0) = 0",
                "(i4 = 5) IS NULL",
                "i4 IN (1, NULL)",
                "i4 > random()",
                "i4 = 5 OR abs(i4) = 3",
                "NOT (i4 = 5 AND abs(i4) = 3)"
            })
    void pushesNothing(String condition) throws SQLException {
        TablePushdown answer = read("SELECT * FROM attached WHERE " + condition);
        assertThat(answer.predicate()).isEmpty();
        assertThat(answer.exact()).isFalse();
    }

    @Test
    void pushesWhatItCanOfAConjunction() throws SQLException {
        TablePushdown answer = read("SELECT * FROM attached WHERE i4 = 5 AND abs(i2) = 3");
        assertThat(PredicateRenderer.render(answer.predicate().orElseThrow()))
                .isEqualTo("(\"i4\" = '5'::int4)");
        assertThat(answer.exact()).isFalse();
    }

    @Test
    void keepsBothEndsOfARangeBecauseExplainHidesWhetherTheyBelongToIt() throws SQLException {
        String both = "((\"i4\" >= '3'::int4) AND (\"i4\" <= '9'::int4))";
        assertThat(pushed("SELECT * FROM attached WHERE i4 > 3 AND i4 < 9")).isEqualTo(both);
        assertThat(pushed("SELECT * FROM attached WHERE i4 BETWEEN 3 AND 9")).isEqualTo(both);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i4 BETWEEN 3 AND 9",
                "i4 >= 3 AND i4 <= 9",
                "d BETWEEN '2020-01-01' AND '2020-12-31'",
                "d BETWEEN DATE '2020-01-01' AND DATE '2020-12-31' AND s = 'x' AND i8 IN (1, 2)"
            })
    void takesARangeForExactWhereTheStatementProvesItsEnds(String condition) throws SQLException {
        assertThat(read("SELECT * FROM attached WHERE " + condition + " LIMIT 5").limit())
                .hasValue(5);
        assertThat(read("SELECT count(*) FROM attached WHERE " + condition).countWithFilter())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i4 > 3 AND i4 < 9",
                "i4 >= 3 AND i4 < 9",
                "i4 >= 3 AND NOT (i4 >= 9)",
                "year(d) = 2020",
                "date_trunc('month', ts) = '2020-01-01'",
                "ts::date = '2020-01-01'",
                "d >= TIMESTAMP '2020-01-01 10:00:00' AND d <= TIMESTAMP '2020-02-01 10:00:00'"
            })
    void takesNoOtherRangeForExact(String condition) throws SQLException {
        assertThat(read("SELECT * FROM attached WHERE " + condition + " LIMIT 5").limit())
                .isEmpty();
        assertThat(read("SELECT count(*) FROM attached WHERE " + condition).countWithFilter())
                .isFalse();
    }

    @Test
    void doesNotProveARangeByTheWhereOfAnotherLevel() throws SQLException {
        assertThat(
                        read("SELECT count(*) FROM (FROM attached WHERE i4 > 3) WHERE i4 <= 9")
                                .countWithFilter())
                .isFalse();
        assertThat(
                        read("SELECT i4 FROM attached WHERE i4 >= 3 GROUP BY i4"
                                        + " HAVING i4 < 9 LIMIT 5")
                                .limit())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT d AS ts, ts AS d FROM attached WHERE month(d) = 3",
                "SELECT * FROM (SELECT d AS ts, ts AS d FROM attached) WHERE month(d) = 3",
                "WITH x AS (SELECT d AS ts, ts AS d FROM attached) SELECT * FROM x WHERE month(d) = 3",
                "SELECT * FROM attached AS a(d, b) WHERE a.b % 2 = 1 AND month(ts) = 3",
                "SELECT * FROM swapped WHERE month(d) = 3",
                "SELECT ts FROM attached UNION ALL SELECT ts FROM swapped WHERE month(d) = 3",
                "FROM (SELECT * RENAME (d AS ts, ts AS d) FROM attached) WHERE month(d) = 3",
                "SELECT 1 AS t7c1, * FROM attached WHERE i4 = 3"
            })
    void trustsNoNameThatAStatementCouldHaveMoved(String statement) throws SQLException {
        assertThat(pushed(statement)).doesNotContain("month").doesNotContain("\"i4\"");
    }

    @Test
    void readsFiltersThroughViewsSubqueriesAndRenaming() throws SQLException {
        assertThat(pushed("SELECT x FROM (SELECT i4 AS x, s AS i4 FROM attached) WHERE x = 5"))
                .isEqualTo("(\"i4\" = '5'::int4)");
        assertThat(pushed("SELECT * FROM swapped WHERE d = '2020-01-01 00:00:00'"))
                .isEqualTo("(\"ts\" = '2020-01-01 00:00:00'::timestamp)");
        assertThat(
                        pushed(
                                "CREATE TABLE copied AS WITH c AS (SELECT * FROM attached)"
                                        + " SELECT * FROM c WHERE i4 = 5"))
                .isEqualTo("(\"i4\" = '5'::int4)");
        assertThat(pushed("INSERT INTO local_rows SELECT i4, d FROM attached WHERE i4 = 5"))
                .isEqualTo("(\"i4\" = '5'::int4)");
    }

    @Test
    void givesATableThatOccursTwiceTheUnion() throws SQLException {
        String twice = "SELECT i4 FROM attached WHERE i4 = 1 UNION ALL SELECT i4 FROM attached ";
        TablePushdown union = read(twice + "WHERE i8 = 2");
        assertThat(PredicateRenderer.render(union.predicate().orElseThrow()))
                .isEqualTo("((\"i4\" = '1'::int4) OR (\"i8\" = '2'::int8))");
        assertThat(union.exact()).isFalse();
        assertThat(union.scans()).isEqualTo(2);
        assertThat(read(twice).predicate()).isEmpty();
        assertThat(read("SELECT * FROM (FROM attached LIMIT 5) UNION ALL FROM attached").limit())
                .isEmpty();
    }

    @Test
    void pushesALimitOnlyOverExactFilters() throws SQLException {
        assertThat(read("SELECT i4 + 1 FROM attached LIMIT 5 OFFSET 3").limit()).hasValue(8);
        assertThat(read("SELECT * FROM attached WHERE s = 'x' LIMIT 5").limit()).hasValue(5);
        assertThat(read("SELECT * FROM attached WHERE s ILIKE 'x' LIMIT 5").limit()).isEmpty();
        assertThat(read("SELECT * FROM attached WHERE abs(i4) = 3 LIMIT 5").limit()).isEmpty();
        assertThat(read("SELECT * FROM attached LIMIT 10%").limit()).isEmpty();
        // This offset is not printed.
        assertThat(read("SELECT i4 FROM attached LIMIT 5 OFFSET (random() * 3)::int").limit())
                .isEmpty();
        assertThat(read("SELECT i4, count(*) FROM attached GROUP BY i4 LIMIT 5").limit()).isEmpty();
        assertThat(read("SELECT DISTINCT i4 FROM attached LIMIT 5").limit()).isEmpty();
        assertThat(read("SELECT unnest([i4, i4]) FROM attached LIMIT 5").limit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            i4                               | "i4" ASC NULLS LAST
            i4 DESC                          | "i4" DESC NULLS LAST
            i4 DESC NULLS FIRST, i8          | "i4" DESC NULLS FIRST, "i8" ASC NULLS LAST
            s NULLS FIRST                    | ("s" COLLATE "C") ASC NULLS FIRST
            sc                               | "sc" ASC NULLS LAST
            bp                               | (("bp")::text COLLATE "C") ASC NULLS LAST
            e, n DESC, ts, tz, d, u, f8      | "e" ASC NULLS LAST, "n" DESC NULLS LAST, "ts" ASC NULLS LAST, "tz" ASC NULLS LAST, "d" ASC NULLS LAST, "u" ASC NULLS LAST, "f8" ASC NULLS LAST
            attached.i4                      | "i4" ASC NULLS LAST
            """)
    void sortsWhereBothSidesAgree(String keys, String sql) throws SQLException {
        assertThat(order("SELECT * FROM attached ORDER BY " + keys + " LIMIT 5 OFFSET 2"))
                .isEqualTo(sql + " | 7");
        assertThat(order("SELECT y FROM attached WHERE i2 = 3 ORDER BY " + keys + " LIMIT 7"))
                .isEqualTo(sql + " | 7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT s AS i4, i4 AS s FROM attached ORDER BY i4 LIMIT 5",
                "SELECT * FROM attached ORDER BY s COLLATE NOCASE LIMIT 5",
                "SELECT * FROM attached ORDER BY i4 + 1 LIMIT 5",
                "SELECT s::int FROM attached ORDER BY 1 LIMIT 5",
                "SELECT * FROM attached ORDER BY nd LIMIT 5",
                "SELECT * FROM attached ORDER BY iv LIMIT 5",
                "SELECT * FROM attached ORDER BY random() LIMIT 5",
                "SELECT * FROM attached WHERE abs(i4) = 3 ORDER BY i4 LIMIT 5",
                "SELECT * FROM attached a JOIN local_rows l ON a.i4 = l.i4 ORDER BY a.i4 LIMIT 5",
                "SELECT * FROM (SELECT * FROM attached ORDER BY i4 NULLS FIRST LIMIT 9) ORDER BY i4 LIMIT 5",
                "SELECT * FROM swapped ORDER BY d LIMIT 5",
                "SELECT count(*) FROM attached GROUP BY i4 ORDER BY i4 LIMIT 5",
                "SELECT DISTINCT i4 FROM attached ORDER BY i4 LIMIT 5",
                "SELECT DISTINCT ON (i4) s FROM attached ORDER BY i4, i8 LIMIT 5",
                "SELECT * FROM attached ORDER BY i4"
            })
    void sortsNothingElse(String statement) throws SQLException {
        assertThat(order(statement)).isEmpty();
    }

    @Test
    void followsTheSessionsPlaceForNulls() throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET default_null_order = 'nulls_first_on_asc_last_on_desc'");
            assertThat(order("FROM attached SELECT * ORDER BY i4, i8 DESC LIMIT 1"))
                    .isEqualTo("\"i4\" ASC NULLS FIRST, \"i8\" DESC NULLS LAST | 1");
        } finally {
            try (Statement statement = duck.createStatement()) {
                statement.execute("RESET default_null_order");
            }
        }
    }

    @Test
    void seesWhenOnlyTheNumberOfRowsMatters() throws SQLException {
        assertThat(read("SELECT count(*) FROM attached").countOnly()).isTrue();
        TablePushdown filtered = read("SELECT count(*) FROM attached WHERE s = 'x'");
        assertThat(filtered.countOnly()).isFalse();
        assertThat(filtered.countWithFilter()).isTrue();
        for (String other :
                List.of(
                        "SELECT count(*), max(i4) FROM attached",
                        "SELECT count(i4) FROM attached",
                        "SELECT count(*) FROM attached WHERE abs(i4) = 3",
                        "SELECT count(*) FROM attached GROUP BY i4",
                        "SELECT count(*) FROM attached a, attached b",
                        "SELECT count(*) FROM (FROM attached LIMIT 3)",
                        "SELECT count(*) FILTER (WHERE i4 > 3) FROM attached",
                        "SELECT count(*) FROM attached TABLESAMPLE 10%",
                        "SELECT count(*) FROM (SELECT unnest([1, 2]) FROM attached)",
                        "SELECT count(DISTINCT i4) FROM attached")) {
            TablePushdown answer = read(other);
            assertThat(answer.countOnly() || answer.countWithFilter()).as(other).isFalse();
        }
    }

    @Test
    void asksForNothingWhereALongListWasHidden() throws SQLException {
        try (Statement statement = duck.createStatement()) {
            statement.execute("SET disabled_optimizers = ''");
            TablePushdown answer =
                    read("SELECT * FROM attached WHERE i4 IN (1, 2, 3, 4, 5) LIMIT 5");
            assertThat(answer.predicate()).isEmpty();
            assertThat(answer.limit()).isEmpty();
        } finally {
            try (Statement statement = duck.createStatement()) {
                statement.execute("SET disabled_optimizers = 'in_clause'");
            }
        }
    }
}
