package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;

/** ON CONFLICT and its short forms, with few rows and with many. */
@ParameterizedClass
@ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
final class InsertConflictTest {
    @Parameter int version;

    private WriteFixture pg;

    @BeforeEach
    void open() throws SQLException {
        pg =
                WriteFixture.open(
                        version,
                        "CREATE TABLE t (id int PRIMARY KEY, a int, \"Note\" text)",
                        "INSERT INTO t VALUES (1, 10, 'old'), (2, 20, 'old')",
                        "CREATE TABLE u (k text, n int, live boolean, date date)",
                        "CREATE UNIQUE INDEX u_live ON u (lower(k) DESC, n NULLS FIRST) WHERE live",
                        "CREATE TABLE two (a int PRIMARY KEY, b int UNIQUE, c int)",
                        "CREATE TABLE free (a int)",
                        "CREATE TABLE \"Odd\" (\"Id\" int PRIMARY KEY, \"Value\" int)");
    }

    @AfterEach
    void close() throws SQLException {
        pg.close();
    }

    @Test
    void doesNothing() throws SQLException {
        assertThat(
                        pg.count(
                                "INSERT INTO pg.t VALUES (1, 0, 'new'), (3, 0, 'new') ON CONFLICT DO"
                                        + " NOTHING"))
                .isEqualTo(1);
        assertThat(
                        pg.count(
                                "INSERT OR IGNORE INTO pg.t SELECT i, 0, 'many' FROM range(1000)"
                                        + " r(i)"))
                .isEqualTo(997);
        assertThat(pg.count("INSERT INTO pg.t (id) VALUES (1) ON CONFLICT (ID) DO NOTHING"))
                .isZero();
        assertThat(pg.remote("SELECT \"Note\", count(*) FROM t GROUP BY 1 ORDER BY 1"))
                .containsExactly("many|997", "new|1", "old|2");
    }

    @Test
    void updates() throws SQLException {
        assertThat(
                        pg.count(
                                "INSERT INTO pg.t VALUES (1, 5, 'x'), (4, 40, 'y') ON CONFLICT (id)"
                                        + " DO UPDATE SET a = a + excluded.a, note ="
                                        + " t.note || '+' || EXCLUDED.Note WHERE t.a < 15"))
                .isEqualTo(2);
        assertThat(
                        pg.rows(
                                "INSERT INTO pg.public.t AS w (id, a) SELECT i, -1 FROM range(2000)"
                                        + " r(i) ON CONFLICT DO UPDATE SET a = w.a - 1, \"Note\" ="
                                        + " DEFAULT WHERE w.id < 3 RETURNING id, a"))
                .hasSize(1999)
                .contains("1|14", "2|19", "0|-1");
        assertThat(pg.remote("SELECT * FROM t WHERE id IN (1, 2, 4) ORDER BY id"))
                .containsExactly("1|14|null", "2|19|null", "4|40|y");
    }

    @Test
    void knowsUniqueIndexes() throws SQLException {
        String insert = "INSERT OR REPLACE INTO pg.u VALUES ('%s', 1, true, DATE '2024-01-0%d')";
        assertThat(pg.count(insert.formatted("K", 1))).isEqualTo(1);
        assertThat(pg.count(insert.formatted("k", 2))).isEqualTo(1);
        assertThat(
                        pg.count(
                                "INSERT INTO pg.u VALUES ('k', 1, true, NULL) ON CONFLICT (lower(k),"
                                        + " n) WHERE live DO UPDATE SET date = CAST('2030-01-01' AS"
                                        + " date) + 1"))
                .isEqualTo(1);
        assertThat(pg.remote("SELECT * FROM u")).containsExactly("k|1|t|2030-01-02");
        assertThat(
                        pg.count(
                                "INSERT INTO pg.t VALUES (2, 0, '') ON CONFLICT ON CONSTRAINT t_pkey"
                                        + " DO NOTHING"))
                .isZero();
    }

    @Test
    void replaces() throws SQLException {
        assertThat(pg.count("INSERT OR REPLACE INTO pg.t (id, a) VALUES (1, 11), (9, 90)"))
                .isEqualTo(2);
        assertThat(pg.count("INSERT OR REPLACE INTO pg.\"Odd\" VALUES (1, 1)")).isEqualTo(1);
        assertThat(pg.count("INSERT OR REPLACE INTO pg.odd VALUES (1, 2)")).isEqualTo(1);
        assertThat(
                        pg.count(
                                "INSERT INTO pg.odd VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET"
                                        + " value = odd.value * 10 + excluded.VALUE + value"))
                .isEqualTo(1);
        assertThat(pg.remote("SELECT * FROM t ORDER BY id"))
                .containsExactly("1|11|old", "2|20|old", "9|90|null");
        assertThat(pg.remote("SELECT * FROM \"Odd\"")).containsExactly("1|24");
    }

    @Test
    void saysWhatIsWrong() throws SQLException {
        pg.assertFails("INSERT INTO pg.two VALUES (1, 1, 1) ON CONFLICT DO UPDATE SET c = 2")
                .hasMessageContaining("Conflict target has to be provided");
        pg.assertFails("INSERT OR REPLACE INTO pg.free VALUES (1)")
                .hasMessageContaining("no UNIQUE/PRIMARY KEY");
        pg.assertFails("INSERT INTO pg.t VALUES (1, 1, '') ON CONFLICT (a) DO NOTHING")
                .hasMessageContaining("no unique or exclusion constraint");
        pg.assertFails(
                        "INSERT INTO pg.t VALUES (1, 1, ''), (1, 2, '') ON CONFLICT (id) DO UPDATE"
                                + " SET a = excluded.a")
                .hasMessageContaining("second time");
        pg.assertFails("INSERT INTO pg.t VALUES (5, 1, ''), (1, 2, '')")
                .hasMessageContaining("t_pkey")
                .hasFieldOrPropertyWithValue("SQLState", "23505");
        pg.assertFails("INSERT INTO pg.t SELECT i, 1, '' FROM range(100000, -1, -1) r(i)")
                .hasMessageContaining("t_pkey")
                .hasFieldOrPropertyWithValue("SQLState", "23505");
        assertThat(pg.remote("SELECT * FROM t ORDER BY id"))
                .containsExactly("1|10|old", "2|20|old");
        assertThat(pg.count("INSERT INTO pg.t VALUES (3, 3, '')")).isEqualTo(1);
    }
}
