package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** What an import replaces on disk is there before or after, and nothing of the user's is lost. */
final class ImportSafetyTest {
    private static final String IMPORT = "CALL IMPORT_GRAPH('uw') RETURN *";

    @TempDir Path directory;

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        uw =
                new AttachedGraph(
                        HowdahGraph.open(directory.resolve("graph")),
                        Servers.newest(),
                        "CREATE TABLE a (id integer PRIMARY KEY, name text)",
                        "INSERT INTO a SELECT i, md5(i::text) FROM generate_series(1, 10000) i",
                        "CREATE TABLE b (id bigint PRIMARY KEY, a_id integer REFERENCES a)",
                        "INSERT INTO b SELECT i, i FROM generate_series(1, 10000) i");
        uw.rows(IMPORT);
    }

    @AfterEach
    void close() {
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        uw.close();
    }

    private void addLikes() {
        uw.run("CREATE REL TABLE likes(FROM a TO a, w INT64)");
        uw.run(
                "COPY likes FROM (MATCH (x:a) WHERE x.id < 10000 RETURN x.id AS a, x.id + 1 AS b, x.id AS w)");
    }

    private void isWhole(HowdahGraph graph) {
        String[][] counts = {
            {"MATCH (x:a) RETURN count(*)", "10000"},
            {"MATCH (x:a {id: 777}) RETURN x.id", "777"},
            {"MATCH (b:b)-[:b_a]->(x:a) WHERE b.a_id = x.id RETURN count(*)", "10000"},
            {
                "MATCH (x:a)-[l:likes]->(y:a) WHERE x.id = l.w AND y.id = l.w + 1 RETURN count(*)",
                "9999"
            }
        };
        for (String[] count : counts) {
            assertThat(AttachedGraph.rows(graph.query(count[0])))
                    .as(count[0])
                    .containsExactly(count[1]);
        }
    }

    @Test
    void interruptedAtAnyStage() {
        addLikes();
        for (String step : new String[] {"importing a", "importing b", "importing b_a", "likes"}) {
            Interruption.stops(
                    uw,
                    IMPORT,
                    () ->
                            uw.graph.progress().stream()
                                    .anyMatch(it -> it.toString().contains(step)));
            isWhole(uw.graph);
        }
        uw.rows(IMPORT);
        isWhole(uw.graph);
        uw.close();
        try (HowdahGraph again = HowdahGraph.open(directory.resolve("graph"))) {
            isWhole(again);
            again.query(
                            "ATTACH '%s' AS uw (dbtype postgres)"
                                    .formatted(uw.server.connectionString(uw.database)))
                    .close();
            again.query(IMPORT).close();
            isWhole(again);
        }
    }

    @Test
    void aPropertyOfTheUsersMayBeCalledLikeTheTableOrItsSchema() {
        for (String name : new String[] {"a", "public", "uw"}) {
            uw.run("ALTER TABLE a ADD %s STRING".formatted(name));
            assertThatThrownBy(() -> uw.rows(IMPORT))
                    .hasMessageContaining(
                            "Table a has a property %s that IMPORT_GRAPH did not make"
                                    .formatted(name));
            uw.run("ALTER TABLE a DROP " + name);
        }
        uw.rows(IMPORT);
    }

    @Test
    void schemasAreApart() throws SQLException {
        addLikes();
        uw.sql(
                "CREATE SCHEMA s",
                "CREATE TABLE s.c (id integer PRIMARY KEY, a_id integer REFERENCES public.a)",
                "CREATE TABLE s.d (id integer PRIMARY KEY, c_id integer REFERENCES s.c)",
                "INSERT INTO s.c VALUES (1, 1)",
                "INSERT INTO s.d VALUES (5, 1)");
        assertThat(uw.rows("CALL IMPORT_GRAPH('uw', schema := 's') RETURN `table`, rows, note"))
                .containsExactly(
                        "c|1|foreign key c_a_id_fkey makes no relationship: public.a is not imported",
                        "d|1|",
                        "d_c|1|");
        uw.rows(IMPORT);
        isWhole(uw.graph);
        uw.sql("DROP TABLE s.d", "CREATE TABLE s.a (id integer PRIMARY KEY)");
        assertThatThrownBy(() -> uw.rows("CALL IMPORT_GRAPH('uw', schema := 's') RETURN *"))
                .hasMessageContaining("a already exists in catalog");
        assertThat(uw.rows("MATCH (d:d)-[:d_c]->(c:c) RETURN d.id, c.id")).containsExactly("5|1");
        isWhole(uw.graph);
    }

    /** Every transaction of the writer adds a row to both, so that any snapshot has equal ones. */
    @Test
    void oneSnapshotHoldsAllTables() throws SQLException {
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> writer =
                CompletableFuture.runAsync(
                        () -> {
                            for (int id = 10_001; !done.get(); id++) {
                                String values = " VALUES (%d, %d)".formatted(id, id);
                                try {
                                    uw.sql("INSERT INTO a" + values + "; INSERT INTO b" + values);
                                } catch (SQLException failure) {
                                    throw new IllegalStateException(failure);
                                }
                            }
                        });
        try {
            for (int i = 0; i < 3; i++) {
                assertThat(
                                uw.rows(
                                        "CALL IMPORT_GRAPH('uw') RETURN count(DISTINCT rows), sum(orphans)"))
                        .containsExactly("1|0");
            }
        } finally {
            done.set(true);
            writer.join();
        }
    }
}
