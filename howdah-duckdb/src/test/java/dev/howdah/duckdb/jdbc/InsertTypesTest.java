package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Every type goes from PostgreSQL to DuckDB and back unharmed. */
final class InsertTypesTest {
    private static final List<TypeTable.Case> CASES = TypeTable.cases();

    /** The server can't compare every type, and its text form tells all. */
    private static final String DIFFERENCES =
            "SELECT k, c::text FROM %1$s EXCEPT ALL SELECT k, c::text FROM %2$s";

    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void keepsEveryType(int version) throws SQLException {
        List<String> statements = new ArrayList<>(TypeTable.PREPARATION);
        for (int i = 0; i < CASES.size(); i++) {
            TypeTable.Case type = CASES.get(i);
            statements.add("CREATE TABLE a%d (k int, c %s)".formatted(i, type.postgres()));
            statements.add("CREATE TABLE b%d (k int, c %s)".formatted(i, type.postgres()));
            int k = 0;
            for (String literal : type.literals()) {
                statements.add("INSERT INTO a%d VALUES (%d, %s)".formatted(i, k++, literal));
            }
            statements.add("INSERT INTO a%d VALUES (-1, NULL)".formatted(i));
            // An array's lower bounds stay behind: DuckDB's lists have none.
            statements.add("DELETE FROM a%d WHERE c::text LIKE '[%%]={%%'".formatted(i));
        }
        try (WriteFixture pg = WriteFixture.open(version, statements.toArray(String[]::new))) {
            pg.run("SET pg_numeric_as = 'varchar'");
            SoftAssertions softly = new SoftAssertions();
            for (int i = 0; i < CASES.size(); i++) {
                keeps(pg, i, softly);
            }
            softly.assertAll();
        }
    }

    /** A few rows as constants, and many by COPY in both of its forms. */
    private static void keeps(WriteFixture pg, int i, SoftAssertions softly) throws SQLException {
        for (String way : List.of("few", "binary", "text")) {
            pg.onServer("TRUNCATE b" + i);
            pg.run("SET pg_use_binary_copy = " + !way.equals("text"));
            String repeat = way.equals("few") ? "" : ", range(60)";
            try {
                pg.run(
                        "CREATE OR REPLACE TABLE local AS SELECT k, c FROM pg.a%d%s"
                                .formatted(i, repeat),
                        "INSERT INTO pg.b%d FROM local".formatted(i));
                String doubled = "(SELECT DISTINCT k, c::text AS c FROM b%d) AS x".formatted(i);
                softly.assertThat(pg.remote(DIFFERENCES.formatted("a" + i, doubled)))
                        .as("%s, %s: lost", CASES.get(i).postgres(), way)
                        .isEmpty();
                softly.assertThat(pg.remote(DIFFERENCES.formatted(doubled, "a" + i)))
                        .as("%s, %s: changed", CASES.get(i).postgres(), way)
                        .isEmpty();
            } catch (SQLException failure) {
                if (way.equals("text") && failure.getMessage().contains("no ASCII character")) {
                    continue;
                }
                softly.fail(CASES.get(i).postgres() + ", " + way + ": " + failure.getMessage());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100_000})
    void writesAnyNumberOfRows(int rows) throws SQLException {
        try (WriteFixture pg =
                WriteFixture.open(
                        EmbeddedServer.NEWEST,
                        "CREATE TABLE t (i int, l text[], d numeric(20,3), j jsonb, b bytea)")) {
            String source =
                    "SELECT i, ['a' || i, NULL], i / 1000, {'k': i}, encode('x' || i) FROM"
                            + " range(%d) r(i)".formatted(rows);
            assertThat(pg.count("INSERT INTO pg.t " + source)).isEqualTo(rows);
            assertThat(
                            pg.remote(
                                    "SELECT count(*) FROM t WHERE l = ARRAY['a' || i, NULL] AND d ="
                                            + " i / 1000.0 AND j = jsonb_build_object('k', i) AND b"
                                            + " = ('x' || i)::bytea"))
                    .containsExactly(String.valueOf(rows));
            assertThat(pg.rows("SELECT count(*) FROM pg.t")).containsExactly("" + rows);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 3000})
    void writesWideRows(int rows) throws SQLException {
        String columns =
                IntStream.range(0, 300)
                        .mapToObj(i -> "c" + i + (i % 2 == 0 ? " int" : " text"))
                        .collect(Collectors.joining(", "));
        String values =
                IntStream.range(0, 300)
                        .mapToObj(i -> i % 2 == 0 ? "i + " + i : "'v' || i")
                        .collect(Collectors.joining(", "));
        try (WriteFixture pg =
                WriteFixture.open(EmbeddedServer.NEWEST, "CREATE TABLE wide (" + columns + ")")) {
            assertThat(
                            pg.count(
                                    "INSERT INTO pg.wide SELECT %s FROM range(%d) r(i)"
                                            .formatted(values, rows)))
                    .isEqualTo(rows);
            assertThat(pg.remote("SELECT sum(c298 - c0), min(c299) FROM wide"))
                    .containsExactly(298L * rows + "|v0");
        }
    }
}
