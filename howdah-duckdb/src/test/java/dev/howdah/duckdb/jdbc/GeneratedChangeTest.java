package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/** A change of PostgreSQL's table does what DuckDB does to a table of its own. */
final class GeneratedChangeTest {
    private static final int STATEMENTS = 120;
    private static final int ROWS = 60;

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void changesTheSameRows(int version) throws SQLException {
        long seed = Long.getLong("howdah.seed", System.nanoTime());
        GeneratedChanges changes = new GeneratedChanges(seed);
        try (ChangedDatabase db =
                new ChangedDatabase(
                        version,
                        "CREATE TABLE t (id int, a int, b double precision, c text DEFAULT 'dc',"
                                + " d date DEFAULT '2021-01-01')")) {
            Rows.execute(
                    db.duckdb(),
                    "CREATE TABLE s AS SELECT range::INT AS id, (range * 37 %% 60)::INT AS v, 'x' || range AS x FROM range(0, 80, 2)"
                            .replace("%%", "%"),
                    "CREATE TABLE l (id INT, a INT, b DOUBLE, c VARCHAR DEFAULT 'dc',"
                            + " d DATE DEFAULT DATE '2021-01-01')");
            for (int i = 0; i < STATEMENTS; i++) {
                if (i % 12 == 0) {
                    fill(db);
                }
                String statement = changes.statement();
                String about = "seed %d, %d: %s".formatted(seed, i, statement);
                List<String> local = outcome(db, statement.formatted("l"));
                assertThat(outcome(db, statement.formatted("pg.t"))).as(about).isEqualTo(local);
                assertThat(content(db, "pg.t")).as(about).isEqualTo(content(db, "l"));
            }
        }
    }

    private static void fill(ChangedDatabase db) throws SQLException {
        Rows.execute(db.postgres(), "TRUNCATE t");
        Rows.execute(
                db.postgres(),
                "INSERT INTO t SELECT g, nullif(g * 7 % 50, 14), CASE WHEN g % 4 > 0 THEN g / 2.0 END,"
                        + " CASE WHEN g % 9 > 0 THEN 'c' || g END, date '2020-01-01' + g % 31"
                        + " FROM generate_series(1, "
                        + ROWS
                        + ") g");
        Rows.execute(db.duckdb(), "DELETE FROM l", "INSERT INTO l SELECT * FROM pg.t");
    }

    /** What the statement returns, or how many rows it changed. */
    private static List<String> outcome(ChangedDatabase db, String statement) throws SQLException {
        if (!statement.contains(" RETURNING ")) {
            return List.of(String.valueOf(db.change(statement)));
        }
        try (Statement running = db.duckdb().createStatement();
                ResultSet rows = running.executeQuery(statement)) {
            int columns = rows.getMetaData().getColumnCount();
            Stream.Builder<String> names = Stream.builder();
            for (int i = 1; i <= columns; i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return Stream.concat(names.build(), Rows.of(rows).stream().sorted()).toList();
        }
    }

    private static List<String> content(ChangedDatabase db, String table) throws SQLException {
        return db.rows("FROM " + table).stream().sorted().toList();
    }
}
