package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;

import com.kuzudb.KuzuList;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Queries over an attached table give what they give over a node table with the same rows. */
final class RandomQueriesTest {
    private static final int QUERIES = Integer.getInteger("howdah.test.queries", 80);
    private static final long SEED = Long.getLong("howdah.test.seed", 20261121);
    private static final String TABLE =
            """
            CREATE TABLE t AS SELECT g AS id,
                nullif(g % 7, 3) AS small,
                CASE g % 19 WHEN 0 THEN 9223372036854775807 WHEN 1 THEN -9223372036854775808 ELSE g * 1000000007::bigint END AS big,
                CASE WHEN g % 11 <> 0 THEN (g - 60)::numeric(10, 2) / 8 END::numeric(10, 2) AS price,
                CASE WHEN g % 13 = 0 THEN 'Infinity' WHEN g % 17 = 0 THEN '-Infinity' WHEN g % 23 = 0 THEN NULL ELSE g / 4.0 END::double precision AS real,
                CASE WHEN g % 5 <> 0 THEN g / 4.0 END::real AS narrow,
                CASE g % 6 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'O''Brien' WHEN 3 THEN 'back\\slash' WHEN 4 THEN 'Ärger' ELSE 'name' || g END AS name,
                CASE g % 4 WHEN 0 THEN 'ab' WHEN 1 THEN '' WHEN 2 THEN NULL ELSE 'name' END::char(5) AS fixed,
                nullif(g % 3, 1) = 0 AS odd,
                CASE WHEN g % 9 = 0 THEN NULL WHEN g = 50 THEN '0044-03-15' ELSE date '2024-01-01' + g END AS day,
                CASE WHEN g % 10 <> 0 THEN timestamp '2024-01-01 12:00:00.123456' + g * interval '1 hour' END AS at,
                CASE WHEN g % 8 <> 0 THEN timestamptz '2024-01-01 12:00:00+00' + g * interval '1 hour' END AS atz,
                CASE WHEN g % 7 <> 0 THEN ('00000000-0000-0000-0000-' || lpad(g::text, 12, '0'))::uuid END AS u,
                (ARRAY['sad', 'ok', 'happy', NULL])[1 + g % 4]::mood AS mood,
                CASE WHEN g % 5 > 0 THEN json_build_object('a', g % 2) END::jsonb AS j,
                CASE WHEN g % 3 > 0 THEN time '12:00:00' + (g % 2) * interval '1 second' END AS clock,
                CASE WHEN g % 3 > 0 THEN g * interval '1 day' - interval '1 month 3 seconds' END AS span,
                CASE g % 4 WHEN 0 THEN NULL WHEN 1 THEN '{}' ELSE ARRAY[g % 8, NULL] END AS list,
                CASE WHEN g % 2 = 0 THEN g * 1e20 END::numeric(38, 10) AS wide,
                CASE WHEN g % 4 > 0 THEN decode(lpad(to_hex(g), 4, '0'), 'hex') END AS raw,
                g % 5 AS "order",
                CASE WHEN g % 2 = 0 THEN 'x' END AS "count",
                g % 9 AS "with",
                'ab' || g % 3 AS "Mixed Case",
                g % 12 AS h0,
                g AS howdah_row,
                (g % 4)::smallint AS "return"
            FROM generate_series(1, 120) g
            """;

    private static AttachedGraph uw;
    private static String match;
    private static Map<String, Value> parameters;

    @BeforeAll
    static void attach() throws SQLException {
        uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
                        TABLE,
                        "CREATE INDEX ON t (id)",
                        "CREATE INDEX ON t (name)",
                        "ANALYZE t");
        uw.run("CREATE NODE TABLE D AS LOAD FROM uw.t RETURN *");
        List<String> columns = uw.columns("LOAD FROM uw.t RETURN * LIMIT 0");
        match =
                "MATCH (d:D) WITH "
                        + String.join(
                                ", ",
                                columns.stream().map("d.`%1$s` AS `%1$s`"::formatted).toList());
        parameters =
                Map.of(
                        "n", new Value(7L),
                        "s", new Value("name5"),
                        "b", new Value(true),
                        "day", new Value(LocalDate.of(2024, 1, 20)),
                        "at", new Value(Instant.parse("2024-01-03T05:00:00.123456Z")),
                        "u", new Value(UUID.fromString("00000000-0000-0000-0000-000000000009")),
                        "nothing", Value.createNull(),
                        "ids", list(new Value(3L), new Value(4L)),
                        "names", list(new Value("name5"), new Value("x")));
    }

    private static Value list(Value... values) {
        return new KuzuList(values).getValue();
    }

    @AfterAll
    static void close() {
        parameters.values().forEach(Value::close);
        uw.close();
    }

    @Test
    void sameRows() {
        QueryMaker maker = new QueryMaker(SEED);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String query = maker.query();
            List<String> expected = inGraph(query);
            List<String> rows = overTable(query);
            if (!expected.equals(rows) && !mayFail(expected)) {
                wrong.add(query + "\n  graph: " + brief(expected) + "\n  table: " + brief(rows));
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void aLimitGivesAsManyOfTheRows() {
        QueryMaker maker = new QueryMaker(SEED + 1);
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            String query = maker.limited();
            String bounds = maker.bounds();
            Set<String> possible = new HashSet<>(inGraph(query));
            int count = inGraph(query + bounds).size();
            List<String> rows = overTable(query + bounds);
            boolean right = rows.size() == count && possible.containsAll(rows);
            if (!right && !mayFail(List.copyOf(possible))) {
                wrong.add(
                        query
                                + bounds
                                + ": "
                                + brief(rows)
                                + " of "
                                + brief(List.copyOf(possible)));
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Kùzu looks at rows that PostgreSQL has left out, so it may fail where we don't. */
    private static boolean mayFail(List<String> rows) {
        return rows.size() == 1 && rows.getFirst().startsWith("failed: ");
    }

    private static String brief(List<String> rows) {
        return rows.size() + " " + rows.stream().limit(3).toList();
    }

    private static List<String> inGraph(String query) {
        String unwound = query.startsWith("UNWIND") ? match.replace("WITH ", "WITH x, ") : match;
        return rows(
                query.replaceFirst(QueryMaker.SOURCE, unwound).replace(QueryMaker.SOURCE, match));
    }

    private static List<String> overTable(String query) {
        return rows(query.replace(QueryMaker.SOURCE, "LOAD FROM uw.t"));
    }

    private static List<String> rows(String query) {
        Map<String, Value> used = new HashMap<>(parameters);
        used.keySet().removeIf(name -> !query.matches("(?s).*\\$" + name + "\\b.*"));
        try {
            if (used.isEmpty()) {
                return uw.sorted(query);
            }
            try (GraphStatement statement = uw.graph.prepare(query);
                    QueryResult result = statement.execute(used)) {
                return AttachedGraph.rows(result).stream().sorted().toList();
            }
        } catch (HowdahException failure) {
            return List.of("failed: " + failure.getMessage());
        }
    }
}
