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

/** Tables larger than the staging limit are copied slice by slice, all or nothing. */
@ParameterizedClass
@CsvSource({"14, false", "18, true"})
final class CopySlicesTest {
    private static final int ROWS = 100_000;

    @Parameter(0)
    int version;

    @Parameter(1)
    boolean onDisk;

    @TempDir Path directory;

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        System.setProperty(StagingLimits.DISK_PROPERTY, "2000000");
        try {
            uw =
                    new AttachedGraph(
                            onDisk
                                    ? HowdahGraph.open(directory.resolve("graph"))
                                    : HowdahGraph.inMemory(),
                            Servers.of(version),
                            "CREATE TABLE t (id int PRIMARY KEY, s text, p numeric(9, 2))",
                            "INSERT INTO t SELECT i, md5(i::text), i / 4.0 FROM generate_series(1, 100000) i",
                            "CREATE TABLE u AS SELECT * FROM t",
                            "CREATE TABLE e AS SELECT i AS a, i % 1000 + 1 AS b, md5(i::text) AS s FROM generate_series(1, 100000) i");
        } finally {
            System.clearProperty(StagingLimits.DISK_PROPERTY);
        }
        uw.run("CREATE NODE TABLE T(id INT64, s STRING, p DECIMAL(9, 2), PRIMARY KEY(id))");
        uw.run("CREATE REL TABLE E(FROM T TO T, s STRING)");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        uw.close();
    }

    private void hasRows(long rows) {
        assertThat(uw.rows("MATCH (t:T) RETURN count(*)")).containsExactly(rows + "");
        for (int id = 1; id <= rows && id < ROWS; id += 9973) {
            assertThat(uw.rows("MATCH (t:T {id: %d}) RETURN t.p * 4".formatted(id)))
                    .containsExactly(id + ".0000");
        }
    }

    @Test
    void nodesAndRelationships() throws SQLException {
        assertThat(uw.rows("COPY T FROM uw.t"))
                .containsExactly("100000 tuples have been copied to the T table.");
        hasRows(ROWS);
        assertThat(uw.rows("COPY E FROM uw.e"))
                .containsExactly("100000 tuples have been copied to the E table.");
        assertThat(uw.rows("MATCH (:T)-[e:E]->(b:T) RETURN count(e), sum(b.id)"))
                .containsExactly("100000|50050000");
        uw.sql("UPDATE e SET a = 100001 WHERE a = 77777");
        assertThatThrownBy(() -> uw.run("COPY E FROM uw.e"))
                .hasMessageContaining("Unable to find primary key value 100001")
                .hasMessageContaining("Column \"a\" of uw.e");
        assertThat(uw.rows("MATCH (:T)-[e:E]->(b:T) RETURN count(e), sum(b.id)"))
                .containsExactly("100000|50050000");
        assertThatThrownBy(() -> uw.run("COPY T FROM uw.u"))
                .hasMessageContaining("Found duplicated primary key value");
        hasRows(ROWS);
    }

    @Test
    void duplicatesAreFoundBeforeAndBetween() throws SQLException {
        uw.sql("UPDATE u SET id = 5 WHERE id = 99000");
        assertThatThrownBy(() -> uw.run("COPY T FROM uw.u"))
                .hasMessageContaining("Found duplicated primary key value 5, which")
                .hasMessageContaining("holds it 2 times");
        hasRows(0);
        uw.run("CREATE (:T {id: 98000})");
        assertThatThrownBy(() -> uw.run("COPY T FROM uw.t"))
                .hasMessageContaining("Found duplicated primary key value 98000");
        hasOnly(1, 98000);
        uw.run("MATCH (t:T) DELETE t");
        uw.run("COPY T FROM uw.t");
        hasRows(ROWS);
        uw.run("MATCH (t:T) DELETE t");
        assertThat(uw.rows("COPY T FROM uw.u (IGNORE_ERRORS=true)").getFirst())
                .isEqualTo("99999 tuples have been copied to the T table.");
    }

    private void hasOnly(long rows, int id) {
        assertThat(uw.rows("MATCH (t:T) RETURN count(*)")).containsExactly(rows + "");
        assertThat(uw.rows("MATCH (t:T {id: %d}) RETURN t.id".formatted(id)))
                .containsExactly(id + "");
    }

    /** The last slice can't be staged when the others are in the graph already. */
    @Test
    void aFailureWhileStagingTakesBackTheSlicesBefore() throws SQLException {
        uw.sql(
                "ALTER TABLE t ADD d date",
                "UPDATE t SET d = CASE id WHEN 99999 THEN 'infinity' ELSE '2020-01-01' END::date");
        uw.run("CREATE NODE TABLE D(id INT64, d DATE, s STRING, PRIMARY KEY(id))");
        uw.run("CREATE (:D {id: -1})");
        uw.run("CALL CLEAR_ATTACHED_DB_CACHE() RETURN *");
        assertThatThrownBy(() -> uw.run("COPY D FROM uw.t")).hasMessageContaining("infinity");
        assertThat(uw.rows("MATCH (d:D) RETURN d.id")).containsExactly("-1");
        assertThat(uw.rows("MATCH (d:D {id: -1}) RETURN d.id")).containsExactly("-1");
        uw.sql("UPDATE t SET d = '2020-01-01'");
        uw.run("COPY D FROM uw.t");
        assertThat(uw.rows("MATCH (d:D) RETURN count(*)")).containsExactly("100001");
        assertThat(uw.rows("MATCH (d:D) WHERE d.id IN [-1, 1, 50000, 99999] RETURN count(*)"))
                .containsExactly("4");
        assertThat(uw.rows("MATCH (d:D {id: 99999}) RETURN d.d")).containsExactly("2020-01-01");
    }

    @Test
    void inATransaction() {
        uw.run("BEGIN TRANSACTION");
        uw.run("COPY T FROM uw.t");
        uw.run("COPY E FROM uw.e");
        uw.run("ROLLBACK");
        hasRows(0);
        uw.run("COPY T FROM uw.t");
        hasRows(ROWS);
    }
}
