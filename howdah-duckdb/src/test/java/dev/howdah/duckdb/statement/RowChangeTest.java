package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.duckdb.statement.ChangeStatement.RowChange;
import dev.howdah.duckdb.statement.ChangeStatement.Truncate;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RowChangeTest {
    private static String parts(String sql) {
        return Parts.of((RowChange) ChangeStatements.parse(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    INSERT INTO pg.s."T" VALUES (1, '), DEFAULT') | pg.s.T; query VALUES (1, '), DEFAULT')
                    insert into t (a, "b c",) select 1, 2 -- x | t; [a, b c]; query select 1, 2
                    INSERT INTO t AS x (SELECT a FROM u) | t; as x; query (SELECT a FROM u)
                    INSERT INTO t ((TABLE u)) | t; query ((TABLE u))
                    INSERT INTO t (values) (VALUES (1)) | t; [values]; query (VALUES (1))
                    INSERT INTO t (FROM u) | t; query (FROM u)
                    INSERT INTO t FROM u | t; query FROM u
                    INSERT INTO t BY NAME SELECT 1 AS a | t; by name; query SELECT 1 AS a
                    INSERT INTO t BY POSITION (a) SELECT 1 | t; [a]; query SELECT 1
                    INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1) | t; [a]; overriding SYSTEM; query VALUES (1)
                    INSERT INTO t OVERRIDING USER VALUE VALUES (1) | t; overriding USER; query VALUES (1)
                    INSERT INTO t DEFAULT VALUES RETURNING id | t; default values; returning id
                    INSERT INTO t VALUES (DEFAULT, ?), (2, f(a, b)), | t; values [-, $1][2, f(a, b)]
                    INSERT INTO t ((VALUES (1, default))) | t; values [1, -]
                    INSERT OR REPLACE INTO t TABLE u | t; query TABLE u; or replace
                    INSERT OR IGNORE INTO t TABLE u RETURNING * | t; query TABLE u; or ignore; returning *
                    INSERT INTO t VALUES (1) ON CONFLICT DO NOTHING | t; query VALUES (1); do nothing
                    INSERT INTO t VALUES (1) ON CONFLICT (a) WHERE a > 1 DO NOTHING RETURNING a | t; query VALUES (1); do nothing; on (a) WHERE a > 1; returning a
                    INSERT INTO t VALUES (1) ON CONFLICT ON CONSTRAINT c DO NOTHING | t; query VALUES (1); do nothing; on ON CONSTRAINT c
                    INSERT INTO t SELECT 1 ON CONFLICT (a, b) DO UPDATE SET c = excluded.c + 1, (d, e) = (DEFAULT, 2) WHERE t.a IS DISTINCT FROM 1 RETURNING * | t; query SELECT 1; set {c=excluded.c + 1, d=-, e=2}; on (a, b); where t.a IS DISTINCT FROM 1; returning *
                    INSERT INTO t FROM u JOIN v conflict ON conflict.a = u.a | t; query FROM u JOIN v conflict ON conflict.a = u.a
                    INSERT INTO t FROM u JOIN v ON u.a = v.a ON CONFLICT DO NOTHING | t; query FROM u JOIN v ON u.a = v.a; do nothing
                    INSERT INTO t SELECT a AS returning, u.returning FROM u RETURNING a | t; query SELECT a AS returning, u.returning FROM u; returning a
                    WITH x AS (SELECT 1 RETURNING) INSERT INTO t WITH y AS (FROM x) FROM y | WITH x AS (SELECT 1 RETURNING); t; query WITH y AS (FROM x) FROM y
                    WITH insert AS (SELECT ')'), b AS MATERIALIZED (FROM insert) INSERT INTO t FROM b | WITH insert AS (SELECT ')'), b AS MATERIALIZED (FROM insert); t; query FROM b
                    """)
    void takesInsertApart(String sql, String parts) {
        assertThat(parts(sql)).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    UPDATE pg.t SET a = 1 | pg.t; set {a=1}
                    UPDATE t AS set SET a = 1 | t; as set; set {a=1}
                    UPDATE t x SET "A" = ?, b = DEFAULT, WHERE c = ? | t; as x; set {A=$1, b=-}; where c = $2
                    UPDATE t SET a = b IS NOT DISTINCT FROM c FROM u, (SELECT 1 WHERE true) v WHERE t.a = u.a RETURNING *, a AS where | t; set {a=b IS NOT DISTINCT FROM c}; from u, (SELECT 1 WHERE true) v; where t.a = u.a; returning *, a AS where
                    UPDATE t SET a = substring('x' FROM 2), b = [1, 2], c = {'x': 1, 'y': 2} | t; set {a=substring('x' FROM 2), b=[1, 2], c={'x': 1, 'y': 2}}
                    UPDATE t SET (a, b) = (1, f(2, 3)), c = $$, WHERE$$ | t; set {a=1, b=f(2, 3), c=$$, WHERE$$}
                    UPDATE t SET (a, b) = ROW (1, 2) | t; set {a=1, b=2}
                    UPDATE t SET (a, b) = ((1, 2)) | t; set {a=1, b=2}
                    UPDATE t SET (a, b) = DEFAULT | t; set {a=-, b=-}
                    UPDATE t SET (a, b) = (1) | t; set {a=1, b=1}
                    UPDATE t SET (a, b) = (1) + (2) | t; set {a=(1) + (2), b=(1) + (2)}
                    UPDATE t SET (a, b) = (SELECT x, ? FROM u) | t; set {a=(SELECT v1 FROM (SELECT x, $1 FROM u) AS assigned(v1, v2)), b=(SELECT v2 FROM (SELECT x, $1 FROM u) AS assigned(v1, v2))}
                    UPDATE t SET a = CASE WHEN b THEN t.end ELSE 2 END, c = 1 FROM u | t; set {a=CASE WHEN b THEN t.end ELSE 2 END, c=1}; from u
                    WITH x AS (SELECT ? a) UPDATE t SET a = ? FROM x | WITH x AS (SELECT $1 a); t; set {a=$2}; from x
                    """)
    void takesUpdateApart(String sql, String parts) {
        assertThat(parts(sql)).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    DELETE FROM pg.s.t | pg.s.t
                    DELETE FROM t x WHERE x.a = /* c */ ? | t; as x; where x.a = /* c */ $1
                    DELETE FROM t AS "using" USING u JOIN v USING (a) WHERE u.a = 1 RETURNING "using".* | t; as using; using u JOIN v USING (a); where u.a = 1; returning "using".*
                    DELETE FROM t RETURNING * | t; returning *
                    WITH x AS (SELECT 1) DELETE FROM t USING x | WITH x AS (SELECT 1); t; using x
                    """)
    void takesDeleteApart(String sql, String parts) {
        assertThat(parts(sql)).isEqualTo(parts);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE WHEN NOT MATCHED THEN INSERT | t; source u; on t.a = u.a; MATCHED: set {}; NOT_MATCHED_BY_TARGET: insert [][]
                    MERGE INTO t x USING (SELECT 1 a) AS y USING (a, b) WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT * RETURNING merge_action, a AS then | t; as x; source (SELECT 1 a) AS y; using [a, b]; MATCHED: set {}; NOT_MATCHED_BY_TARGET: insert [][]; returning merge_action, a AS then
                    MERGE INTO t USING u USING (a) WHEN MATCHED THEN UPDATE BY NAME WHEN NOT MATCHED BY TARGET THEN INSERT BY NAME | t; source u; using [a]; MATCHED: set {} by name; NOT_MATCHED_BY_TARGET: insert [][] by name
                    MERGE INTO t USING u USING (a) WHEN MATCHED THEN UPDATE BY POSITION WHEN NOT MATCHED THEN INSERT BY NAME * | t; source u; using [a]; MATCHED: set {}; NOT_MATCHED_BY_TARGET: insert [][] by name
                    MERGE INTO t USING u JOIN v ON CASE WHEN u.a THEN true ELSE false END ON t.a = u.a WHEN MATCHED THEN DELETE | t; source u JOIN v ON CASE WHEN u.a THEN true ELSE false END; on t.a = u.a; MATCHED: delete
                    MERGE INTO t USING u JOIN v USING (a) USING (a) WHEN MATCHED THEN DELETE | t; source u JOIN v USING (a); using [a]; MATCHED: delete
                    MERGE INTO t USING u USING (a) WHEN MATCHED AND CASE WHEN u.b THEN ? END AND t.b THEN UPDATE SET b = CASE WHEN true THEN 1 END, (c, d) = (DEFAULT, ?) WHEN MATCHED THEN DO NOTHING | t; source u; using [a]; MATCHED and CASE WHEN u.b THEN $1 END AND t.b: set {b=CASE WHEN true THEN 1 END, c=-, d=$2}; MATCHED: nothing
                    MERGE INTO t USING u USING (a) WHEN NOT MATCHED THEN INSERT (a, b) VALUES (u.a, DEFAULT) WHEN NOT MATCHED BY SOURCE AND t.a > 1 THEN DELETE | t; source u; using [a]; NOT_MATCHED_BY_TARGET: insert [a, b][u.a, -]; NOT_MATCHED_BY_SOURCE and t.a > 1: delete
                    MERGE INTO t USING u USING (a) WHEN NOT MATCHED AND a THEN INSERT VALUES (1, 2) WHEN NOT MATCHED THEN INSERT DEFAULT VALUES | t; source u; using [a]; NOT_MATCHED_BY_TARGET and a: insert [][1, 2]; NOT_MATCHED_BY_TARGET: insert defaults
                    MERGE INTO t USING u USING (a) WHEN MATCHED THEN ERROR 'a ' + u.a WHEN NOT MATCHED THEN ERROR | t; source u; using [a]; MATCHED: fail 'a ' + u.a; NOT_MATCHED_BY_TARGET: fail -
                    WITH w AS (SELECT 1 a) MERGE INTO t USING w USING (a) WHEN MATCHED THEN DELETE RETURNING * | WITH w AS (SELECT 1 a); t; source w; using [a]; MATCHED: delete; returning *
                    """)
    void takesMergeApart(String sql, String parts) {
        assertThat(parts(sql)).isEqualTo(parts);
    }

    @Test
    void takesTruncateApart() {
        assertThat(ChangeStatements.parse("TRUNCATE pg.t"))
                .isEqualTo(new Truncate(ObjectName.of("pg", "t")));
        assertThat(ChangeStatements.parse("truncate table \"T\""))
                .isEqualTo(new Truncate(ObjectName.of("T")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    INSERT t VALUES (1) | syntax error at or near "t": INTO is expected here
                    INSERT INTO t | syntax error at end of input: a query
                    INSERT INTO t (a, s.x) VALUES (1, 2) | list of columns
                    INSERT INTO t (a) BY NAME SELECT 1 | syntax error at or near "BY"
                    INSERT INTO t BY NAME (a) SELECT 1 | leave out BY NAME
                    INSERT OR ABORT INTO t VALUES (1) | near "ABORT": REPLACE or IGNORE is expected here
                    INSERT OR IGNORE INTO t VALUES (1) ON CONFLICT DO NOTHING | leave out one of the two
                    INSERT INTO t VALUES (DEFAULT) LIMIT 1 | DEFAULT is not allowed in VALUES
                    INSERT INTO t VALUES (1)) | near ")": the end of the statement
                    INSERT INTO t VALUES (1 | at end of input: a closing bracket
                    INSERT INTO t VALUES ('1) | unterminated
                    UPDATE t SET t.a = 1 | qualified column names in SET are not supported
                    UPDATE t SET s.x = 1 | a field of a struct can't be set by itself
                    UPDATE t SET a WHERE b | near "WHERE": "=" is expected here
                    UPDATE t SET a = 1 RETURNING | at end of input
                    UPDATE t SET (a, b) = (1, 2, 3) | SET assigns 3 values to 2 columns
                    UPDATE t SET where = 1 | near "where": a name is expected here
                    DELETE FROM t WHERE | at end of input: an expression
                    DELETE FROM ONLY t | near "ONLY": a name is expected here
                    MERGE INTO t USING u WHEN MATCHED THEN DELETE | near "WHEN"
                    MERGE INTO t USING u USING (a) | at end of input: WHEN is expected here
                    MERGE INTO t USING u USING (a) WHEN NOT MATCHED THEN DELETE | no row in the target to change
                    MERGE INTO t USING u USING (a) WHEN NOT MATCHED THEN INSERT (a) | VALUES is expected here
                    TRUNCATE t, u | near ",": the end of the statement
                    """)
    void saysWhatIsWrong(String sql, String message) {
        assertThatThrownBy(() -> ChangeStatements.parse(sql))
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        error -> {
                            assertThat(error.kind()).isEqualTo(ErrorKind.USER);
                            assertThat(error.sqlState()).isEqualTo("42601");
                        });
    }
}
