package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.List;

/** A condition that travels to PostgreSQL takes the rows that Kùzu itself would take. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
final class PushdownAgreesTest {
    @Parameter int version;

    private static AttachedGraph uw;

    @BeforeParameterizedClassInvocation
    static void attach(int version) throws SQLException {
        uw =
                new AttachedGraph(
                        Servers.of(version),
                        "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy')",
                        """
                        CREATE TABLE d AS SELECT g AS id,
                            nullif(g % 7, 3) AS small,
                            (g * 1000000007::bigint) AS big,
                            CASE WHEN g % 11 <> 0 THEN (g - 100)::numeric(10, 2) / 8 END::numeric(10, 2) AS price,
                            CASE WHEN g % 13 = 0 THEN 'NaN' WHEN g % 17 = 0 THEN 'Infinity' ELSE g / 4.0 END::double precision AS real,
                            CASE g % 6 WHEN 0 THEN NULL WHEN 1 THEN '' WHEN 2 THEN 'O''Brien' WHEN 3 THEN 'back\\slash' WHEN 4 THEN 'Ärger' ELSE 'name' || g END AS name,
                            g % 3 = 0 AS odd,
                            date '2024-01-01' + g AS day,
                            timestamp '2024-01-01 12:00:00.123456' + g * interval '1 hour' AS at,
                            timestamptz '2024-01-01 12:00:00+00' + g * interval '1 hour' AS atz,
                            ('00000000-0000-0000-0000-' || lpad(g::text, 12, '0'))::uuid AS u,
                            (ARRAY['sad', 'ok', 'happy'])[1 + g % 3]::mood AS mood,
                            json_build_object('a', g % 2)::jsonb AS j,
                            g * interval '1 day' AS span,
                            ARRAY[g, g + 1] AS list
                        FROM generate_series(1, 200) g
                        """,
                        "CREATE VIEW trap AS SELECT g AS id, 10 / (g - 3) AS boom FROM generate_series(1, 5) g");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        uw.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "small = 2",
                "small <> 2",
                "NOT small = 2",
                "small IS NULL OR small > 4",
                "NOT (small IS NULL OR small > 4)",
                "small IN [1, 2, 5]",
                "NOT small IN [1, 2, 5]",
                "big > 50000000350 AND big <= 90000000630",
                "price = 1.5",
                "price < 0",
                "price >= 3 AND price <> 5",
                "real > 40.0",
                "real <= 40.25",
                "real = 12.5",
                "real <> 12.5",
                "name = 'O\\'Brien'",
                "name = 'back\\\\slash'",
                "name = ''",
                "name <> 'Ärger'",
                "name STARTS WITH 'name1'",
                "name CONTAINS '\\''",
                "name CONTAINS '%'",
                "name ENDS WITH 'e'",
                "name > 'a'",
                "name IN ['', 'Ärger', 'name5']",
                "odd",
                "NOT odd",
                "odd = true AND id < 50",
                "day = date('2024-02-01')",
                "day > date('2024-02-01') AND day < date('2024-03-01')",
                "at >= timestamp('2024-01-05 00:00:00')",
                "atz < timestamp('2024-01-03 12:00:00')",
                "u = uuid('00000000-0000-0000-0000-000000000042')",
                "mood = 'happy'",
                "mood <> 'angry'",
                "j = '{\"a\": 1}'",
                "span IS NOT NULL",
                "list IS NULL",
                "id = 7 OR name = 'Ärger' OR size(list) = 5",
                "id + 1 = 8",
                "id = 7 XOR small = 0",
                "5 > id",
                "id = small",
                "id < 10 AND (odd OR name STARTS WITH 'n') AND list_contains(list, 5)"
            })
    void sameRows(String condition) {
        List<String> rows = uw.sorted("LOAD FROM uw.d WITH * WHERE " + condition + " RETURN id");
        assertThat(uw.sorted("LOAD FROM uw.d WHERE " + condition + " RETURN id")).isEqualTo(rows);
        assertThat(uw.rows("LOAD FROM uw.d WHERE " + condition + " RETURN id SKIP 1 LIMIT 4"))
                .isSubsetOf(rows)
                .hasSize(Math.clamp(rows.size() - 1, 0, 4));
    }

    @Test
    void onlyRowsAndColumnsInQuestionAreAsked() {
        assertThat(uw.rows("LOAD FROM uw.trap WHERE id = 2 RETURN boom")).containsExactly("-10");
        assertThat(uw.rows("LOAD FROM uw.trap RETURN count(*), max(id)")).containsExactly("5|5");
        assertThatThrownBy(() -> uw.rows("LOAD FROM uw.trap RETURN boom"))
                .hasMessageContaining("division by zero");
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
    }

    @Test
    void wholeTableAsTheServerHasIt() {
        assertThat(uw.rows("LOAD FROM uw.d RETURN count(*), sum(id), min(day), max(at)"))
                .containsExactly("200|20100|2024-01-02|2024-01-09 20:00:00.123456");
        assertThat(uw.rows("LOAD FROM uw.d WHERE id = 8 RETURN *"))
                .hasSize(1)
                .first()
                .asString()
                .startsWith("8|1|8000000056|-11.50|2.0|O'Brien|False|2024-01-09|");
    }
}
