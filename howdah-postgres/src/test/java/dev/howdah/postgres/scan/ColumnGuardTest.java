package dev.howdah.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.testing.Scans;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.SQLException;

/** A scan refuses columns that are no longer what its catalogue says, and no others. */
final class ColumnGuardTest {
    private static final String DATABASE = "column_guard";
    private static final ScanSettings SETTINGS = ScanSettings.ofThreads(2);

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void refusesColumnsThatChanged(int version) throws SQLException {
        EmbeddedServer server = Servers.version(version);
        Servers.createDatabase(server, DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            Servers.execute(
                    connection,
                    "CREATE TABLE t (id int, \"A b\" int, n numeric(10,2), s text)",
                    "INSERT INTO t VALUES (1, 7, 1.25, 'x')");
            try (PostgresDatabase database = Scans.open(server, DATABASE)) {
                ScanRequest all = Scans.request(database, "t");
                ScanRequest unchanged = Scans.request(database, "t", "id", "s");
                assertThat(Scans.rows(database, all, SETTINGS)).hasSize(1);
                Servers.execute(
                        connection,
                        "ALTER TABLE t ALTER COLUMN \"A b\" TYPE float4,"
                                + " ALTER COLUMN n TYPE numeric(10,4)");
                HowdahException failure =
                        catchThrowableOfType(
                                HowdahException.class, () -> Scans.rows(database, all, SETTINGS));
                assertThat(failure.sqlState()).isEqualTo("0A000");
                assertThat(failure)
                        .hasMessageContaining("columns \"A b\", \"n\" of pg.public.t")
                        .hasMessageContaining("pg_clear_cache()");
                assertThat(Scans.rows(database, unchanged, SETTINGS)).containsExactly("1|x");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 18})
    void refusesNoColumnThatDidNotChange(int version) throws SQLException {
        EmbeddedServer server = Servers.version(version);
        Servers.createDatabase(server, DATABASE);
        try (Connection connection = server.connect(DATABASE)) {
            Servers.execute(
                    connection,
                    "CREATE TYPE mood AS ENUM ('sad', 'ok')",
                    "CREATE TYPE pair AS (a int, b numeric(7,2))",
                    "CREATE TYPE cast_pair AS (a int, b inet)",
                    "CREATE DOMAIN cents AS numeric(12,2)",
                    "CREATE DOMAIN few_cents AS cents CHECK (value < 100)",
                    "CREATE DOMAIN grid AS numeric(5,1)[][]",
                    "CREATE TABLE odd (a cents, b few_cents, c grid, d cents[], e numeric(9,3)[],"
                            + " f mood, g mood[], h pair, i pair[], j cast_pair, k inet[], l inet,"
                            + " m int2vector, n oidvector, o varchar(3), p bpchar(3), q bit(3),"
                            + " r interval day to second(2), s timestamp(3), t \"char\", u name)",
                    "CREATE VIEW odd_view AS SELECT *, a + 1 AS v, e[1] AS w FROM odd");
            try (PostgresDatabase database = Scans.open(server, DATABASE)) {
                for (String relation : new String[] {"odd", "odd_view"}) {
                    assertThat(Scans.rows(database, Scans.request(database, relation), SETTINGS))
                            .isEmpty();
                }
            }
        }
    }
}
