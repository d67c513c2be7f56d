package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.kuzu.staging.StagingLimits;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/** Whatever stops a COPY, the rows from before are found by scan and by key, and the next works. */
@ParameterizedClass
@CsvSource({"false, false", "true, true"})
final class CopySafetyTest {
    private static final int ROWS = 40_000;
    private static final int OLD = 100;

    @Parameter(0)
    boolean onDisk;

    @Parameter(1)
    boolean sliced;

    @TempDir Path directory;

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        if (sliced) {
            System.setProperty(StagingLimits.DISK_PROPERTY, "2000000");
        }
        try {
            uw =
                    new AttachedGraph(
                            onDisk ? HowdahGraph.open(graph()) : HowdahGraph.inMemory(),
                            Servers.newest(),
                            "CREATE TABLE t AS SELECT i AS id, md5(i::text) AS s FROM generate_series(1, 40000) i",
                            "CREATE TABLE e AS SELECT -(i % 100 + 1) AS a, -(i % 100 + 1) AS b FROM generate_series(1, 40000) i");
        } finally {
            System.clearProperty(StagingLimits.DISK_PROPERTY);
        }
        uw.run("CREATE NODE TABLE T(id INT64, s STRING, PRIMARY KEY(id))");
        uw.run("CREATE REL TABLE E(FROM T TO T)");
        uw.run("UNWIND range(-100, -1) AS x CREATE (:T {id: x, s: 'old'})");
    }

    private Path graph() {
        return directory.resolve("graph");
    }

    /** What is there is whole, on disk too. */
    @AfterEach
    void close() {
        isWhole();
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        List<String> rows = uw.rows("MATCH (t:T) RETURN count(*)");
        uw.close();
        if (onDisk) {
            try (HowdahGraph again = HowdahGraph.open(graph())) {
                assertThat(AttachedGraph.rows(again.query("MATCH (t:T) RETURN count(*)")))
                        .isEqualTo(rows);
                assertThat(AttachedGraph.rows(again.query("MATCH (t:T {id: -7}) RETURN t.s")))
                        .containsExactly("old");
            }
        }
    }

    /** A COPY of relationships asks the key index for every row. */
    private void isWhole() {
        String rows = uw.rows("MATCH (t:T) RETURN count(*)").getFirst();
        assertThat(rows).isIn(OLD + "", OLD + ROWS + "");
        uw.run("CREATE REL TABLE Self(FROM T TO T)");
        uw.run("COPY Self FROM (MATCH (t:T) RETURN t.id AS a, t.id AS b)");
        assertThat(uw.rows("MATCH (a:T)-[:Self]->(b:T) RETURN count(*)")).containsExactly(rows);
        assertThat(uw.rows("MATCH (a:T)-[:Self]->(b:T) WHERE a.id <> b.id RETURN count(*)"))
                .containsExactly("0");
        uw.run("DROP TABLE Self");
        assertThat(uw.rows("MATCH (t:T) WHERE t.s = 'old' RETURN count(*)"))
                .containsExactly(OLD + "");
        assertThat(
                        uw.rows(
                                "CALL SQL_QUERY('uw', 'SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state LIKE \\'idle in%\\'') RETURN *"))
                .containsExactly("0");
    }

    private void startAgain() {
        uw.run("MATCH (t:T) WHERE t.id > 0 DETACH DELETE t");
    }

    @Test
    void interruptedAtAnyStage() {
        for (String copy :
                List.of(
                        "COPY T FROM uw.t",
                        "COPY T FROM uw.t (IGNORE_ERRORS=true)",
                        "COPY T FROM SQL_QUERY('uw', 'SELECT id, s FROM t')")) {
            for (int files = 0; files < 2; files++) {
                boolean stopped = Interruption.stops(uw, copy, Interruption.files(files));
                assertThat(uw.rows("MATCH (t:T) RETURN count(*)"))
                        .containsExactly(stopped ? OLD + "" : OLD + ROWS + "");
                isWhole();
                startAgain();
            }
        }
        assertThat(uw.rows("COPY T FROM uw.t").getFirst()).startsWith(ROWS + " tuples");
    }

    @Test
    void interruptedInATransaction() {
        uw.run("BEGIN TRANSACTION");
        boolean stopped = Interruption.stops(uw, "COPY T FROM uw.t", Interruption.files(1));
        if (!stopped) {
            uw.run("ROLLBACK");
        }
        assertThat(uw.rows("MATCH (t:T) RETURN count(*)")).containsExactly(OLD + "");
        isWhole();
        assertThat(uw.rows("COPY T FROM uw.t").getFirst()).startsWith(ROWS + " tuples");
    }

    @Test
    void interruptedRelationshipsAreAllThereOrNone() {
        for (int files = 0; files < 2; files++) {
            uw.run("MATCH (:T)-[e:E]->(:T) DELETE e");
            Interruption.stops(uw, "COPY E FROM uw.e", Interruption.files(files));
            assertThat(uw.rows("MATCH (:T)-[e:E]->(:T) RETURN count(*)").getFirst())
                    .isIn("0", ROWS + "");
            isWhole();
        }
        uw.run("MATCH (:T)-[e:E]->(:T) DELETE e");
        uw.run("COPY E FROM uw.e");
        assertThat(uw.rows("MATCH (:T)-[e:E]->(:T {id: -7}) RETURN count(*)"))
                .containsExactly("400");
    }

    /** It stops what comes before Kùzu's COPY, or nothing. */
    @Test
    void aTimeoutOfTheConnectionDoesNotEndACopyHalfway() {
        for (int millis : new int[] {1, 15, 40, 120}) {
            uw.run("CALL timeout=" + millis);
            try {
                uw.run("COPY T FROM uw.t");
            } catch (RuntimeException tooLate) {
                assertThat(tooLate).hasMessageContaining("Interrupted.");
            } finally {
                uw.run("CALL timeout=100000");
            }
            isWhole();
            startAgain();
        }
        uw.run("COPY T FROM uw.t");
        assertThat(uw.rows("CALL current_setting('timeout') RETURN *")).containsExactly("100000");
    }

    @Test
    void theServerFailsHalfway() throws SQLException {
        uw.sql(
                "CREATE VIEW divided AS SELECT id, (1 / (id - 30000))::text AS s FROM t",
                "CREATE VIEW killed AS SELECT id, CASE id WHEN 30000 THEN pg_terminate_backend(pg_backend_pid())::text ELSE s END AS s FROM t");
        for (String source :
                List.of("uw.divided", "(LOAD FROM uw.divided WHERE id > 0 RETURN id + 1, s)")) {
            assertThatThrownBy(() -> uw.run("COPY T FROM " + source))
                    .hasMessageContaining("division by zero");
            isWhole();
        }
        assertThatThrownBy(() -> uw.run("COPY T FROM uw.killed")).hasMessageContaining("57P01");
        isWhole();
        assertThat(uw.rows("COPY T FROM uw.t").getFirst()).startsWith(ROWS + " tuples");
    }
}
