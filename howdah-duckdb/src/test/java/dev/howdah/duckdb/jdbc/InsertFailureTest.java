package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;

/** An INSERT that fails leaves the table as it was and the connection usable. */
final class InsertFailureTest {
    private WriteFixture pg;

    @BeforeEach
    void open() throws SQLException {
        pg =
                WriteFixture.open(
                        EmbeddedServer.NEWEST,
                        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                        "CREATE TABLE t (id int, d numeric(4,2), \"on\" date, v text, m mood,"
                                + " CONSTRAINT positive CHECK (id >= 0))",
                        "INSERT INTO t VALUES (1, 1, '2024-01-01', 'kept', 'ok')",
                        "CREATE MATERIALIZED VIEW mv AS SELECT id FROM t");
    }

    @AfterEach
    void close() throws SQLException {
        pg.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v;'a' || chr(0) || 'b';\"v\"",
                "d;123.45::DECIMAL(10,2);DECIMAL(4,2)",
                "d;'NaN';NaN",
                "\"on\";DATE '5881580-07-10';\"on\"",
                "m;'happy';happy",
                "id;-1;positive",
                "id;3000000000;INTEGER",
                "id;error('mine');mine"
            })
    void leavesNothingBehind(String columnValueMessage) throws SQLException {
        String[] parts = columnValueMessage.split(";");
        String column = parts[0];
        String value = parts[1];
        String expected = parts[2];
        pg.assertFails("INSERT INTO pg.t (%s) VALUES (%s)".formatted(column, value))
                .hasMessageContaining(expected);
        pg.assertFails(
                        "INSERT INTO pg.t (%s) SELECT CASE WHEN i = 99999 THEN %s END FROM"
                                        .formatted(column, value)
                                + " range(100000) r(i)")
                .hasMessageContaining(expected);
        assertThat(pg.remote("SELECT * FROM t")).containsExactly("1|1.00|2024-01-01|kept|ok");
        assertThat(pg.count("INSERT INTO pg.t (id) VALUES (2)")).isEqualTo(1);
        assertThat(pg.rows("SELECT count(*) FROM pg.t")).containsExactly("2");
    }

    @Test
    void replacesZeroBytesIfAsked() throws SQLException {
        pg.run("SET pg_null_byte_replacement = '?'");
        assertThat(pg.count("INSERT INTO pg.t (v) VALUES ('a' || chr(0) || 'b')")).isEqualTo(1);
        assertThat(pg.count("INSERT INTO pg.t (v) SELECT 'c' || chr(0) FROM range(100) r(i)"))
                .isEqualTo(100);
        assertThat(pg.remote("SELECT DISTINCT v FROM t ORDER BY v"))
                .containsExactly("a?b", "c?", "kept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO pg.missing VALUES (1);Table with name missing does not exist",
                "INSERT INTO pg.tt VALUES (1);Did you mean \"pg.public.t\"",
                "INSERT INTO pg.t (idd) VALUES (1);does not have a column with name \"idd\"",
                "INSERT INTO pg.t VALUES (1, 2);table \"t\" has 5 columns but 2 values",
                "INSERT INTO pg.t (id, v) SELECT 1;expected 2 columns but 1 values",
                "INSERT INTO pg.t (id, ID) VALUES (1, 2);Duplicate column name",
                "INSERT INTO pg.t BY NAME VALUES (1);can only be used when inserting from a SELECT",
                "INSERT INTO pg.mv VALUES (1);materialized view",
                "INSERT INTO pg.t (id) VALUES (1) RETURNING nothing;nothing"
            })
    void saysWhatIsWrong(String statementAndMessage) throws SQLException {
        String[] parts = statementAndMessage.split(";");
        pg.assertFails(parts[0]).hasMessageContaining(parts[1]);
        assertThat(pg.remote("SELECT count(*) FROM t")).containsExactly("1");
        assertThat(pg.count("INSERT INTO pg.t (id) VALUES (2)")).isEqualTo(1);
    }

    @Test
    void noticesWhatChangedOnTheServer() throws SQLException {
        pg.onServer("CREATE TABLE later (id int)");
        assertThat(pg.count("INSERT INTO pg.later VALUES (1)")).isEqualTo(1);
        pg.onServer("ALTER TABLE later ADD COLUMN v text");
        assertThat(pg.count("INSERT INTO pg.later (id, v) VALUES (2, 'x')")).isEqualTo(1);
        pg.onServer("ALTER TABLE later ADD COLUMN w text");
        assertThat(pg.count("INSERT INTO pg.later VALUES (3, 'x', 'y')")).isEqualTo(1);
        assertThat(pg.remote("SELECT * FROM later ORDER BY id"))
                .containsExactly("1|null|null", "2|x|null", "3|x|y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    i, i * 100, NULL       | column "n", row 2: the value '100' can't be cast to DECIMAL(4,2)
                    concat(i, 'x'), 0, NULL | column "id", row 1: the value '0x' can't be cast to INTEGER
                    i + 2147483000, 0, NULL | column "id", row 649: the value '2147483648' can't be cast to INTEGER
                    i, 0, 'no date'        | column "d", row 1: the value 'no date' can't be cast to DATE
                    """)
    void namesTheValueThatDoesNotFit(String items, String message) throws SQLException {
        pg.onServer("CREATE TABLE fits (id int, n numeric(4, 2), d date)");
        pg.run("BEGIN", "CREATE TEMP TABLE unharmed (i int)");
        pg.assertFails("INSERT INTO pg.fits SELECT " + items + " FROM range(3000) r(i)")
                .hasMessageContaining(message);
        pg.run("ROLLBACK");
        assertThat(pg.remote("SELECT count(*) FROM fits")).containsExactly("0");
    }

    @Test
    void castsAsDuckDbDoes() throws SQLException {
        pg.onServer("CREATE TABLE fits (id int, n numeric(4, 2), d date)");
        pg.run(
                "INSERT INTO pg.fits SELECT CASE WHEN i <> 5 THEN i + 0.5 END, '1.005', '2020-01-0' || (i % 9 + 1)"
                        + " FROM range(100) r(i)");
        assertThat(pg.remote("SELECT count(*), count(id), min(n), max(n), max(d) FROM fits"))
                .containsExactly("100|99|1.01|1.01|2020-01-09");
    }
}
