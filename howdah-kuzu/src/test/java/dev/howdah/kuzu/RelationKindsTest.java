package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** LOAD FROM all that has rows in PostgreSQL, and names and values that look like SQL. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
final class RelationKindsTest {
    @Parameter int version;

    private static final String EVIL = "x'; DROP TABLE person; --";

    private static AttachedGraph uw;

    @BeforeParameterizedClassInvocation
    static void attach(int version) throws SQLException {
        uw =
                new AttachedGraph(
                        Servers.of(version),
                        "CREATE TABLE person (name text, age int)",
                        "INSERT INTO person VALUES ('Alice', 30), ('Bob', 27), (E'x''; DROP TABLE person; --', 1), (E'\\\\''\\\\', 2), ('\"', 3)",
                        "CREATE VIEW grown AS SELECT name, age * 2 AS twice FROM person WHERE age > 18",
                        "CREATE MATERIALIZED VIEW kept AS SELECT * FROM person WHERE age > 28",
                        "CREATE TABLE log (day date, n int) PARTITION BY RANGE (day)",
                        "CREATE TABLE log1 PARTITION OF log FOR VALUES FROM ('2024-01-01') TO ('2024-02-01')",
                        "CREATE TABLE log2 PARTITION OF log FOR VALUES FROM ('2024-02-01') TO ('2024-03-01')",
                        "INSERT INTO log SELECT date '2024-01-01' + g, g FROM generate_series(0, 49) g",
                        "CREATE TABLE \"we\"\"ird'; DROP TABLE person; --\" (\"a\"\"b'; DROP TABLE person; --\" int, \"select\" text)",
                        "INSERT INTO \"we\"\"ird'; DROP TABLE person; --\" VALUES (1, 'one')");
    }

    @AfterParameterizedClassInvocation
    static void close() {
        uw.close();
    }

    @Test
    void views() {
        assertThat(uw.sorted("LOAD FROM uw.grown WHERE twice > 55 RETURN *"))
                .containsExactly("Alice|60");
        assertThat(uw.rows("LOAD FROM uw.kept RETURN name")).containsExactly("Alice");
    }

    @Test
    void partitionedTable() {
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.log WHERE day >= date('2024-01-20') RETURN count(*), min(n), max(n)"))
                .containsExactly("31|19|49");
    }

    @Test
    void foreignTable() throws SQLException {
        String wrapper = wrapper();
        org.junit.jupiter.api.Assumptions.assumeFalse(
                wrapper.isEmpty(), "this server has no foreign data wrapper");
        uw.sql("CREATE EXTENSION " + wrapper);
        if (wrapper.equals("postgres_fdw")) {
            uw.sql(
                    "CREATE SERVER self FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host '127.0.0.1', port '%d', dbname '%s')"
                            .formatted(uw.server.port(), uw.database),
                    "CREATE USER MAPPING FOR CURRENT_USER SERVER self OPTIONS (user 'postgres', password 'postgres')",
                    "CREATE FOREIGN TABLE far (name text, age int) SERVER self OPTIONS (table_name 'person')");
            assertThat(uw.sorted("LOAD FROM uw.far WHERE age > 20 RETURN name, age"))
                    .containsExactly("Alice|30", "Bob|27");
        } else {
            uw.sql(
                    "COPY (SELECT * FROM person WHERE age > 20) TO '%s' (FORMAT csv)"
                            .formatted("/tmp/howdah-" + uw.database + ".csv"),
                    "CREATE SERVER files FOREIGN DATA WRAPPER file_fdw",
                    "CREATE FOREIGN TABLE far (name text, age int) SERVER files OPTIONS (filename '%s', format 'csv')"
                            .formatted("/tmp/howdah-" + uw.database + ".csv"));
            assertThat(uw.sorted("LOAD FROM uw.far RETURN name, age"))
                    .containsExactly("Alice|30", "Bob|27");
        }
    }

    private static String wrapper() throws SQLException {
        try (Connection connection = uw.server.connect(uw.database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT name FROM pg_available_extensions WHERE name IN ('postgres_fdw', 'file_fdw') ORDER BY name DESC LIMIT 1")) {
            return row.next() ? row.getString(1) : "";
        }
    }

    @Test
    void valuesAreNeverSql() {
        assertThat(uw.rows("LOAD FROM uw.person WHERE name = \"" + EVIL + "\" RETURN age"))
                .containsExactly("1");
        assertThat(uw.rows("LOAD FROM uw.person WHERE name = '\\\\\\'\\\\' RETURN age"))
                .containsExactly("2");
        assertThat(uw.rows("LOAD FROM uw.person WHERE name STARTS WITH '\"' RETURN age"))
                .containsExactly("3");
        assertThat(uw.rows("LOAD FROM uw.person WHERE name IN ['\\'', '\";--'] RETURN age"))
                .isEmpty();
        assertThat(
                        uw.rows(
                                "CALL SQL_QUERY('uw', \"SELECT name FROM person WHERE name = 'x''; DROP TABLE person; --'\") RETURN *"))
                .containsExactly(EVIL);
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("5");
    }

    @Test
    void namesAreNeverSql() {
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.`we\"ird'; DROP TABLE person; --` WHERE `a\"b'; DROP TABLE person; --` = 1 RETURN *"))
                .containsExactly("1|one");
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.`we\"ird'; DROP TABLE person; --` RETURN `select` AS `x'; --`"))
                .containsExactly("one");
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("5");
    }
}
