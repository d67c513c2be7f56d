package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;

/** COPY between files and an attached table. */
final class CopyFromFileTest {
    @TempDir Path folder;

    private WriteFixture pg;

    @BeforeEach
    void open() throws SQLException {
        pg =
                WriteFixture.open(
                        EmbeddedServer.NEWEST,
                        "CREATE TABLE t (id int PRIMARY KEY, v text, at timestamp)",
                        "CREATE TABLE always (id int GENERATED ALWAYS AS IDENTITY, net inet)");
    }

    @AfterEach
    void close() throws SQLException {
        pg.close();
    }

    private String file(String name) {
        return "'" + folder.resolve(name) + "'";
    }

    @Test
    void readsWhatItHasWritten() throws SQLException {
        pg.run(
                "INSERT INTO pg.t SELECT i, 'a,\"' || i, TIMESTAMP '2024-01-01' + INTERVAL (i)"
                        + " SECOND FROM range(3000) r(i)");
        for (String format : new String[] {"parquet", "csv", "json"}) {
            assertThat(pg.count("COPY pg.t TO " + file("t." + format))).isEqualTo(3000);
            pg.onServer("CREATE TEMP TABLE before AS TABLE t", "TRUNCATE t");
            assertThat(pg.count("COPY pg.t FROM " + file("t." + format))).isEqualTo(3000);
            assertThat(pg.remote("TABLE t EXCEPT TABLE before")).isEmpty();
            pg.onServer("DROP TABLE before");
        }
    }

    @Test
    void takesDuckDbsOptions() throws SQLException, IOException {
        Files.writeString(folder.resolve("odd.txt"), "x;nothing\n1;-\n2;'b;c'\n");
        assertThat(
                        pg.count(
                                "COPY pg.t (id, v) FROM "
                                        + file("odd.txt")
                                        + " (FORMAT csv, DELIMITER ';', HEADER, NULLSTR '-', QUOTE"
                                        + " '''')"))
                .isEqualTo(2);
        pg.run("COPY (SELECT 3 AS id, 'p' AS v) TO " + file("p") + " (FORMAT parquet)");
        assertThat(pg.count("COPY pg.t (id, v) FROM " + file("p") + " (FORMAT 'parquet')"))
                .isEqualTo(1);
        assertThat(pg.remote("SELECT id, v FROM t ORDER BY id"))
                .containsExactly("1|null", "2|b;c", "3|p");
    }

    @Test
    void readsPostgresBinaryFiles() throws SQLException {
        pg.onServer(
                "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                "CREATE TABLE b (i int, n numeric, d numeric(6,2), j jsonb, l text[], m mood)",
                "INSERT INTO b VALUES (1, 12345678901234567890.5, 1.25, '{\"a\": 1}', '{x,NULL}',"
                        + " 'ok'), (NULL, NULL, NULL, NULL, NULL, NULL)",
                "COPY b TO " + file("b.pgcopy") + " (FORMAT binary)");
        assertThat(pg.count("COPY pg.b FROM " + file("b.pgcopy") + " (FORMAT postgres_binary)"))
                .isEqualTo(2);
        assertThat(pg.remote("SELECT *, count(*) FROM b GROUP BY 1, 2, 3, 4, 5, 6"))
                .containsExactlyInAnyOrder(
                        "1|12345678901234567890.5|1.25|{\"a\": 1}|{x,NULL}|ok|2",
                        "null|null|null|null|null|null|2");
        pg.assertFails(
                        "COPY pg.always (net) FROM "
                                + file("b.pgcopy")
                                + " (FORMAT postgres_binary)")
                .hasMessageContaining("inet");
    }

    @Test
    void fillsIdentitiesAsPostgresCopyDoes() throws SQLException, IOException {
        Files.writeString(folder.resolve("a.csv"), "id,net\n7,10.0.0.1\n8,\n");
        assertThat(pg.count("COPY pg.always FROM " + file("a.csv"))).isEqualTo(2);
        assertThat(pg.remote("SELECT * FROM always ORDER BY id"))
                .containsExactly("7|10.0.0.1", "8|null");
    }

    @Test
    void leavesNothingBehind() throws SQLException, IOException {
        Files.writeString(folder.resolve("bad.csv"), "id,v,at\n1,a,2024-01-01\n1,b,2024-01-01\n");
        pg.assertFails("COPY pg.t FROM " + file("bad.csv")).hasMessageContaining("t_pkey");
        Files.writeString(folder.resolve("worse.csv"), "id,v,at\n1,a,2024-01-01\nx,b,never\n");
        pg.assertFails("COPY pg.t FROM " + file("worse.csv")).hasMessageContaining("x");
        pg.assertFails("COPY pg.t FROM " + file("missing.csv")).hasMessageContaining("missing.csv");
        pg.run("COPY (SELECT 1 AS id) TO " + file("one.parquet"));
        pg.assertFails("COPY pg.t FROM " + file("one.parquet"))
                .hasMessageContaining("expected 3 columns but found 1");
        assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("0");
        assertThat(pg.rows("SELECT count(*) FROM duckdb_tables() WHERE temporary"))
                .containsExactly("0");
    }
}
