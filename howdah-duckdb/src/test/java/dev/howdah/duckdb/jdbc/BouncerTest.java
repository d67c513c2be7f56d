package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Behind PgBouncer in transaction mode everything reads and writes as on a direct connection. */
@Timeout(180)
@ParameterizedClass
@ValueSource(ints = {14, 18})
final class BouncerTest {
    private final int version;

    BouncerTest(int version) {
        this.version = version;
    }

    private static final String[] TABLES = {
        "CREATE TABLE big AS SELECT g AS id, g % 100 AS grp, repeat('x', g % 50) AS txt,"
                + " g / 7.0::float8 AS f, (g / 3.0)::numeric(12, 4) AS n,"
                + " timestamptz '2024-01-01 00:00+00' + g * interval '1 h' AS ts"
                + " FROM generate_series(1, 40000) g",
        "ALTER TABLE big ADD PRIMARY KEY (id)",
        "CREATE TABLE names AS SELECT g AS grp, 'name ' || g AS name FROM generate_series(0, 99) g",
        "CREATE TYPE pair AS (a float8, b interval)",
        "CREATE TABLE texts AS SELECT int4range(1, 5) AS r, row(0.1 + 0.2, '1 mon 3 days')::pair"
                + " AS p, 0.1::float8 + 0.2 AS f, 1e-7::float4 AS g, '{0.30000000000000004}'::float8[] AS a,"
                + " numrange(1.5, 2.5) AS nr, interval '1 year -3 days' AS i,"
                + " timestamptz '2024-03-31 01:30+00' AS ts, '\\x00ff'::bytea AS b, '12.34'::money AS m",
        "CREATE TABLE target (id int PRIMARY KEY, v text)",
        "ANALYZE"
    };

    private BouncedDatabase open() throws SQLException {
        return BouncedDatabase.open(version, TABLES).attach("");
    }

    @Test
    void readsTheSame() throws SQLException {
        try (BouncedDatabase pg = open()) {
            pg.assertSame(
                    "SELECT table_name, column_name, data_type FROM information_schema.columns"
                            + " WHERE table_catalog = 'pg' ORDER BY ALL");
            for (String sql :
                    List.of(
                            "SELECT count(*), sum(id), min(f), max(f), max(ts), min(n) FROM pg.big",
                            "SELECT * FROM pg.big ORDER BY id",
                            "SELECT * FROM pg.big WHERE id BETWEEN 100 AND 120 ORDER BY id",
                            "SELECT id, ts FROM pg.big WHERE ts < TIMESTAMPTZ '2024-01-02 00:00+00' ORDER BY id",
                            "SELECT id FROM pg.big ORDER BY id LIMIT 7 OFFSET 3",
                            "SELECT count(*) FROM (SELECT * FROM pg.big LIMIT 10)",
                            "SELECT name, count(*), sum(b.id) FROM pg.big b JOIN pg.names USING (grp)"
                                    + " WHERE b.id % 3 = 0 GROUP BY name ORDER BY name",
                            "SELECT a.id FROM pg.big a JOIN pg.big b ON a.id = b.id + 1 ORDER BY 1 LIMIT 5",
                            "SELECT * FROM pg.texts",
                            "SELECT * FROM postgres_query('pg', 'SELECT * FROM texts')",
                            "SELECT * FROM postgres_query('pg', 'SELECT 0.1::float8 + 0.2, (0.1::float8 + 0.2)::text, now() IS NOT NULL')",
                            "SELECT * FROM postgres_query('pg', 'SELECT id, v FROM (VALUES (1, $1), (2, $2)) t (id, v)', params := row('a', 'b'))",
                            "SELECT n.name, q.c FROM pg.names n JOIN postgres_query('pg', 'SELECT grp, count(*) AS c FROM big GROUP BY grp') q USING (grp) ORDER BY 1")) {
                pg.assertSame(sql);
            }
        }
    }

    @Test
    void readsTheSameInATransaction() throws SQLException {
        try (BouncedDatabase pg = open()) {
            pg.run("BEGIN");
            assertThat(pg.rows("SELECT count(*) FROM pg.names")).containsExactly("100");
            pg.onServer("INSERT INTO names VALUES (100, 'late')");
            assertThat(pg.rows("SELECT count(*) FROM pg.names")).containsExactly("100");
            assertThat(pg.rows("SELECT count(*), sum(id) FROM pg.big"))
                    .containsExactly("40000|800020000");
            pg.run("COMMIT");
            assertThat(pg.rows("SELECT count(*) FROM pg.names")).containsExactly("101");
        }
    }

    @Test
    void writesTheSame() throws SQLException {
        try (BouncedDatabase pg = open()) {
            pg.run(
                    "INSERT INTO pg.target SELECT i, 'v' || i FROM range(5000) r(i)",
                    "UPDATE pg.target SET v = v || '!' WHERE id % 2 = 0",
                    "UPDATE pg.target SET v = b.txt FROM pg.big b WHERE b.id = target.id AND b.id < 10",
                    "DELETE FROM pg.target WHERE id >= 4000",
                    "MERGE INTO pg.target t USING (SELECT i::INT AS id, 'm' || i AS v FROM range(3990, 4010) r(i)) s"
                            + " ON t.id = s.id WHEN MATCHED THEN UPDATE SET v = s.v"
                            + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, s.v)",
                    "CREATE TABLE pg.copy AS SELECT b.*, n.name FROM pg.big b JOIN pg.names n USING (grp)",
                    "INSERT INTO pg.copy SELECT b.*, 'more' FROM pg.big b WHERE id <= 10");
            assertThat(
                            pg.remote(
                                    "SELECT count(*), count(*) FILTER (WHERE v LIKE '%!'),"
                                            + " count(*) FILTER (WHERE v LIKE 'm%') FROM target"))
                    .containsExactly("4010|1991|20");
            assertThat(pg.remote("SELECT count(*), sum(id) FROM copy"))
                    .containsExactly("40010|800020055");
            assertThat(
                            pg.rows(
                                    "INSERT INTO pg.target VALUES (9001, 'r'), (9002, 's') RETURNING id, v"))
                    .containsExactly("9001|r", "9002|s");
            assertThat(pg.rows("DELETE FROM pg.target WHERE id > 9000 RETURNING id"))
                    .containsExactlyInAnyOrder("9001", "9002");
            pg.assertSame("SELECT * FROM pg.target ORDER BY id");
            pg.assertSame("SELECT * FROM pg.copy ORDER BY id, name");
        }
    }

    @Test
    void keepsOrTakesBackWholeTransactions() throws SQLException {
        try (BouncedDatabase pg = open()) {
            pg.run(
                    "BEGIN",
                    "INSERT INTO pg.target VALUES (1, 'a'), (2, 'b')",
                    "UPDATE pg.target SET v = 'c' WHERE id = 2",
                    "CALL postgres_execute('pg', 'INSERT INTO target VALUES (3, ''d'')')");
            assertThat(pg.rows("SELECT * FROM pg.target ORDER BY id"))
                    .containsExactly("1|a", "2|c", "3|d");
            assertThat(pg.remote("SELECT count(*) FROM target")).containsExactly("0");
            pg.run("COMMIT");
            assertThat(pg.remote("SELECT count(*) FROM target")).containsExactly("3");
            pg.run("BEGIN", "DELETE FROM pg.target", "ROLLBACK");
            assertThat(pg.remote("SELECT count(*) FROM target")).containsExactly("3");
        }
    }

    @Test
    void answersAPreparedStatementAgainAndAgain() throws SQLException {
        try (BouncedDatabase pg = open();
                PreparedStatement query =
                        pg.pooled().prepareStatement("SELECT txt, f FROM pg.big WHERE id = ?");
                Connection other = pg.another()) {
            for (int id = 1; id <= 20; id++) {
                query.setInt(1, id);
                assertThat(Rows.of(query.executeQuery()))
                        .isEqualTo(
                                Rows.of(pg.direct(), "SELECT txt, f FROM pg.big WHERE id = " + id));
                assertThat(Rows.of(other, "SELECT count(*) FROM pg.big WHERE grp = " + id))
                        .containsExactly("400");
            }
        }
    }

    @Test
    void typesStatementsOnTheServer() throws SQLException {
        try (BouncedDatabase pg = open()) {
            pg.run("CONNECT pg", "BEGIN", "INSERT INTO target VALUES (7, 'x')");
            assertThat(pg.rows("SELECT id, v FROM target")).containsExactly("7|x");
            pg.run("COMMIT");
            assertThat(pg.rows("SELECT count(*) FROM big")).containsExactly("40000");
            assertThat(pg.rows("SELECT 0.1::float8 + 0.2 AS f"))
                    .containsExactly("0.30000000000000004");
            pg.run("DISCONNECT");
            assertThat(pg.remote("SELECT v FROM target")).containsExactly("x");
        }
    }
}
