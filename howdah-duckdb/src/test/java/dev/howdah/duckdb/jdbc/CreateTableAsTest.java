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

/** CREATE TABLE … AS, with its count and its effect. */
@ParameterizedClass
@ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
final class CreateTableAsTest {
    @Parameter int version;

    private WriteFixture pg;

    @BeforeEach
    void open() throws SQLException {
        pg =
                WriteFixture.open(
                        version,
                        "CREATE SCHEMA s",
                        "CREATE TABLE big AS SELECT i, 'v' || i AS v FROM generate_series(1, 30000)"
                                + " i");
    }

    @AfterEach
    void close() throws SQLException {
        pg.close();
    }

    @Test
    void makesATable() throws SQLException {
        assertThat(
                        pg.count(
                                "CREATE TABLE pg.s.\"New\" AS SELECT i AS id, i / 2 AS \"Half\","
                                        + " [i] AS l, {'a': i} AS s FROM range(5000) r(i)"))
                .isEqualTo(5000);
        assertThat(pg.rows("SELECT * FROM pg.s.new WHERE id = 7"))
                .containsExactly("7|3.5|[7]|{\"a\": 7}");
        assertThat(
                        pg.remote(
                                "SELECT string_agg(format_type(atttypid, atttypmod), ' ' ORDER BY"
                                        + " attnum) FROM pg_attribute WHERE attnum > 0 AND attrelid"
                                        + " = 's.\"New\"'::regclass"))
                .containsExactly("bigint double precision bigint[] jsonb");
    }

    @Test
    void makesAnEmptyTable() throws SQLException {
        assertThat(pg.count("CREATE TABLE pg.e AS SELECT 1::TINYINT AS a WHERE false")).isZero();
        assertThat(pg.count("CREATE TABLE pg.n AS FROM pg.big WITH NO DATA")).isZero();
        assertThat(pg.rows("SELECT count(*) FROM pg.e")).containsExactly("0");
        assertThat(pg.remote("SELECT count(*) FROM n")).containsExactly("0");
    }

    @Test
    void namesItsColumns() throws SQLException {
        assertThat(pg.count("CREATE TABLE pg.c (x, \"y z\") AS SELECT 1, 2, 3 AS a")).isEqualTo(1);
        assertThat(pg.remote("SELECT x, \"y z\", a FROM c")).containsExactly("1|2|3");
        pg.assertFails("CREATE TABLE pg.d (x, y) AS SELECT 1")
                .hasMessageContaining("more column names than query result");
        assertThat(pg.count("CREATE TABLE pg.d AS SELECT 1 AS a, 2 AS a")).isEqualTo(1);
        assertThat(pg.remote("SELECT a, a_1 FROM d")).containsExactly("1|2");
    }

    @Test
    void readsTheSameServer() throws SQLException {
        assertThat(pg.count("CREATE TABLE pg.copy AS FROM pg.big WHERE i <= 20000"))
                .isEqualTo(20000);
        assertThat(pg.count("CREATE OR REPLACE TABLE pg.big AS SELECT v FROM pg.big WHERE i > 5"))
                .isEqualTo(29995);
        assertThat(pg.remote("SELECT count(*), max(v) FROM big")).containsExactly("29995|v9999");
        assertThat(pg.rows("SELECT count(v) FROM pg.big")).containsExactly("29995");
    }

    @Test
    void mindsWhatIsThere() throws SQLException {
        assertThat(pg.count("CREATE TABLE IF NOT EXISTS pg.big AS SELECT 1 AS other")).isZero();
        pg.onServer("CREATE TABLE since (a int)");
        assertThat(pg.count("CREATE TABLE IF NOT EXISTS pg.since AS SELECT 1 AS a")).isZero();
        assertThat(pg.remote("SELECT count(*) FROM since")).containsExactly("0");
        pg.assertFails("CREATE TABLE pg.big AS SELECT 1 AS a").hasMessageContaining("exists");
        pg.assertFails("CREATE TABLE pg.broken AS SELECT error('mine') FROM range(3)")
                .hasMessageContaining("mine");
        assertThat(pg.remote("SELECT to_regclass('broken')")).containsExactly("null");
        pg.assertFails("CREATE TEMP TABLE pg.x AS SELECT 1").hasMessageContaining("TEMP");
        assertThat(pg.rows("SELECT count(*) FROM pg.big")).containsExactly("30000");
    }

    @Test
    void rollsBack() throws SQLException {
        pg.run("BEGIN", "CREATE TABLE pg.t AS SELECT 1 AS a", "INSERT INTO pg.t VALUES (2)");
        assertThat(pg.rows("SELECT sum(a) FROM pg.t")).containsExactly("3");
        pg.run("ROLLBACK");
        assertThat(pg.remote("SELECT to_regclass('t')")).containsExactly("null");
    }
}
