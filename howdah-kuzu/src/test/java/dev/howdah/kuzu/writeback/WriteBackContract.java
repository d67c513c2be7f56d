package dev.howdah.kuzu.writeback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.kuzudb.Value;

import dev.howdah.kuzu.GraphStatement;
import dev.howdah.postgres.error.HowdahException;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What a user sees of COPY (query) TO a PostgreSQL table. */
abstract class WriteBackContract {
    private final int version;
    private Fixture uw;

    WriteBackContract(int version) {
        this.version = version;
    }

    @BeforeEach
    void makeGraph() throws SQLException {
        uw = new Fixture(version);
        uw.run("CREATE NODE TABLE Person(name STRING, age INT32, score DOUBLE, PRIMARY KEY(name))");
        uw.run(
                "CREATE (:Person {name: 'Alice', age: 30, score: 1.5}), (:Person {name: 'Bob', age: 27})");
    }

    @AfterEach
    void close() {
        uw.close();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertFails(String cypher) {
        return assertThatThrownBy(() -> uw.run(cypher)).isInstanceOf(HowdahException.class);
    }

    @Test
    void makesATableThatCanBeReadAtOnce() throws SQLException {
        assertThat(
                        uw.run(
                                "COPY (MATCH (p:Person) RETURN p.name, p.score, p.age * 2 AS doubled) TO uw.person_scores"))
                .isEqualTo("2 tuples have been copied to the uw.person_scores table.");
        assertThat(uw.columns("person_scores"))
                .containsExactly("name text", "score double precision", "doubled bigint");
        assertThat(uw.sql("SELECT * FROM person_scores ORDER BY name"))
                .containsExactly("Alice|1.5|60", "Bob|null|54");
        assertThat(uw.rows("LOAD FROM uw.person_scores RETURN name, doubled ORDER BY name"))
                .containsExactly("Alice|60", "Bob|54");
    }

    @Test
    void appendsToATableByName() throws SQLException {
        uw.sql(
                "CREATE TABLE scores (id serial PRIMARY KEY, \"Score\" numeric(6,2), name varchar(10) NOT NULL, made text DEFAULT 'graph')");
        uw.sql("INSERT INTO scores (name) VALUES ('old')");
        uw.run("COPY (MATCH (p:Person) RETURN p.name, p.score) TO uw.scores");
        uw.run("COPY (MATCH (p:Person) RETURN p.age AS SCORE, p.name AS Name) TO uw.public.scores");
        assertThat(uw.sql("SELECT name, \"Score\", made FROM scores ORDER BY 1, 2"))
                .containsExactly(
                        "Alice|1.50|graph",
                        "Alice|30.00|graph",
                        "Bob|27.00|graph",
                        "Bob|null|graph",
                        "old|null|graph");
    }

    @Test
    void appendsByPositionIfNoNameIsTheTables() throws SQLException {
        uw.sql("CREATE TABLE pairs (a text, b int)");
        uw.run("COPY (MATCH (p:Person) RETURN p.name, p.age + 1) TO uw.pairs");
        assertThat(uw.sql("SELECT a, b FROM pairs ORDER BY a"))
                .containsExactly("Alice|31", "Bob|28");
    }

    @Test
    void namesWhatColumnsAreMissing() throws SQLException {
        uw.sql("CREATE TABLE pairs (name text, b int)");
        assertFails("COPY (MATCH (p:Person) RETURN p.name, p.age) TO uw.pairs")
                .hasMessage(
                        "Binder exception: Table uw.pairs has no column age; it has name, b. Name the query's columns like the table's with AS.");
        assertFails("COPY (RETURN 1 AS x, 2 AS y, 3 AS z) TO uw.pairs")
                .hasMessageContaining("has no column x, y, z; it has name, b");
        assertFails("COPY (MATCH (p:Person) RETURN count(*)) TO uw.counts")
                .hasMessage(
                        "Binder exception: The expression COUNT_STAR() of the query has no name for a column of uw.counts: give it one with AS.");
        assertFails("COPY (MATCH (p:Person), (q:Person) RETURN p.name, q.name) TO uw.names")
                .hasMessage(
                        "Binder exception: Both p.name and q.name of the query would be column name of uw.names: give one of them another name with AS.");
        assertThat(uw.hasTable("counts")).isFalse();
        assertThat(uw.hasTable("names")).isFalse();
        assertThat(uw.sql("SELECT * FROM pairs")).isEmpty();
    }

    @Test
    void writesNothingIfARowDoesNotFit() throws SQLException {
        uw.sql(
                "CREATE TABLE adults (name text PRIMARY KEY, age smallint NOT NULL CHECK (age >= 18))");
        uw.sql("INSERT INTO adults VALUES ('Carol', 19)");
        String copy = "COPY (UNWIND %s AS row RETURN row.n AS name, row.a AS age) TO uw.adults";
        assertFails(copy.formatted("[{n: 'x', a: 20}, {n: 'x', a: 21}]"))
                .hasMessageContaining("duplicate key value violates unique constraint");
        assertFails(copy.formatted("[{n: 'x', a: 20}, {n: 'Carol', a: 21}]"))
                .hasMessageContaining("Key (name)=(Carol) already exists");
        assertFails(copy.formatted("[{n: 'x', a: 20}, {n: 'y', a: CAST(NULL AS INT64)}]"))
                .hasMessageContaining("null value in column \"age\"");
        assertFails(copy.formatted("[{n: 'x', a: 20}, {n: 'y', a: 17}]"))
                .hasMessageContaining("violates check constraint");
        assertFails(copy.formatted("[{n: 'x', a: 20}, {n: 'y', a: 70000}]"))
                .hasMessageContaining("age");
        assertThat(uw.sql("SELECT * FROM adults")).containsExactly("Carol|19");
        uw.run(copy.formatted("[{n: 'x', a: 20}]"));
        assertThat(uw.sql("SELECT count(*) FROM adults")).containsExactly("2");
    }

    @Test
    void takesNamesLiterally() throws SQLException {
        String odd = "x'; DROP TABLE victim; --";
        uw.sql("CREATE TABLE victim (a int)");
        uw.run(
                "COPY (RETURN 1 AS `a\"b`, 2 AS `select`, 3 AS `Größe €`, 4 AS `%s`) TO uw.`T \"%s\"`"
                        .formatted(odd, odd));
        assertThat(uw.hasTable("victim")).isTrue();
        assertThat(uw.sql("SELECT relname FROM pg_class WHERE relname LIKE 'T %'"))
                .containsExactly("T \"" + odd + "\"");
        assertThat(uw.rows("LOAD FROM uw.`T \"%s\"` RETURN *".formatted(odd)))
                .containsExactly("1|2|3|4");
        uw.run("COPY (RETURN 5 AS `a\"b`, 6 AS `SELECT`) TO uw.`T \"%s\"`".formatted(odd));
        assertThat(uw.rows("LOAD FROM uw.`T \"%s\"` RETURN count(*)".formatted(odd)))
                .containsExactly("2");
    }

    @Test
    void writesIntoOtherSchemasAndTheDefaultDatabase() throws SQLException {
        uw.sql("CREATE SCHEMA \"Lab 1\"");
        uw.run("COPY (RETURN 1 AS a) TO uw.`Lab 1`.t");
        uw.run("COPY (RETURN 2 AS a) TO uw.`Lab 1`.t");
        uw.run("COPY (RETURN 3 AS a) TO lone");
        assertThat(uw.sql("SELECT a FROM \"Lab 1\".t ORDER BY a")).containsExactly("1", "2");
        assertThat(uw.sql("SELECT a FROM public.lone")).containsExactly("3");
        assertFails("COPY (RETURN 1 AS a) TO uw.nowhere.t").hasMessageContaining("nowhere");
        assertFails("COPY (RETURN 1 AS a) TO we.t")
                .hasMessage("Runtime exception: No database named we.");
        assertFails("COPY (RETURN 1 AS a) TO uw.t (header = true)")
                .hasMessageContaining("Unrecognized option header");
    }

    @Test
    void readsAndWritesInOneStatement() throws SQLException {
        uw.sql("CREATE TABLE raise (who text, by int)");
        uw.sql("INSERT INTO raise VALUES ('Alice', 5), ('Carol', 7)");
        uw.run(
                "COPY (LOAD FROM uw.raise MATCH (p:Person) WHERE p.name = who RETURN who, p.age + by AS by) TO uw.raise");
        assertThat(uw.sql("SELECT * FROM raise ORDER BY who, by"))
                .containsExactly("Alice|5", "Alice|35", "Carol|7");
    }

    @Test
    void seesTheOpenTransactionOfTheGraph() throws SQLException {
        uw.run("BEGIN TRANSACTION");
        uw.run("CREATE (:Person {name: 'Dan'})");
        uw.run("COPY (MATCH (p:Person) RETURN p.name) TO uw.names");
        uw.run("ROLLBACK");
        assertThat(uw.sql("SELECT count(*) FROM names")).containsExactly("3");
        assertThat(uw.rows("MATCH (p:Person) RETURN count(*)")).containsExactly("2");
    }

    @Test
    void refusesAQueryThatChangesTheGraph() throws SQLException {
        assertFails("COPY (CREATE (p:Person {name: 'Eve'}) RETURN p.name) TO uw.names")
                .hasMessageContaining("must only read");
        assertThat(uw.rows("MATCH (p:Person) RETURN count(*)")).containsExactly("2");
        assertThat(uw.hasTable("names")).isFalse();
    }

    @Test
    void showsTheServersRefusal() throws SQLException {
        uw.sql("CREATE ROLE reader" + version + " LOGIN PASSWORD 'r'");
        uw.sql("CREATE TABLE secret (a int); GRANT SELECT ON secret TO reader" + version);
        uw.run(
                "ATTACH '%s user=reader%d password=r' AS ro (dbtype postgres)"
                        .formatted(uw.connectionString(), version));
        assertFails("COPY (RETURN 1 AS a) TO ro.secret")
                .hasMessageContaining("permission denied for table secret");
        assertThat(uw.sql("SELECT * FROM secret")).isEmpty();
        assertThat(uw.rows("LOAD FROM ro.secret RETURN count(*)")).containsExactly("0");
    }

    @Test
    void writesTwoHundredThousandRows() throws SQLException {
        String copy =
                "COPY (UNWIND range(1, 200000) AS x RETURN x AS id, 'name' + CAST(x AS STRING) AS name, CAST(x AS DECIMAL(12,2)) AS money) TO uw.many";
        assertThat(uw.run(copy)).startsWith("200000 tuples");
        assertThat(uw.sql("SELECT count(*), sum(id), sum(money), count(DISTINCT name) FROM many"))
                .containsExactly("200000|20000100000|20000100000.00|200000");
        assertThat(uw.rows("LOAD FROM uw.many RETURN count(*), sum(id)"))
                .containsExactly("200000|20000100000");
    }

    @Test
    void leavesNoFileAndNothingWrittenIfStopped() throws Exception {
        CompletableFuture<Throwable> failure =
                CompletableFuture.supplyAsync(
                        () ->
                                catchThrowable(
                                        () ->
                                                uw.run(
                                                        "COPY (UNWIND range(1, 3000000) AS x RETURN x) TO uw.stopped")));
        // The statement itself is seen on the server: the table is being made or filled.
        while (!failure.isDone() && uw.writers() == 0) {
            Thread.onSpinWait();
        }
        uw.graph.interrupt();
        assertThat(failure.get()).isInstanceOf(HowdahException.class).hasMessage("Interrupted.");
        assertThat(uw.hasTable("stopped")).isFalse();
        assertThat(uw.stagedFiles()).isEmpty();
        uw.run("COPY (RETURN 1 AS a) TO uw.stopped");
        assertThat(uw.sql("SELECT a FROM stopped")).containsExactly("1");
    }

    @Test
    void leavesNoFile() throws Exception {
        uw.run("COPY (MATCH (p:Person) RETURN p.*) TO uw.people");
        assertFails("COPY (MATCH (p:Person) RETURN p.name AS age) TO uw.people")
                .hasMessageContaining("age");
        assertThat(uw.stagedFiles()).isEmpty();
        assertThat(uw.sql("SELECT count(*) FROM people")).containsExactly("2");
    }

    @Test
    void takesParameters() throws SQLException {
        try (GraphStatement copy =
                        uw.graph.prepare(
                                "COPY (MATCH (p:Person) WHERE p.age > $age RETURN p.name) TO uw.old");
                Value age = new Value(28L)) {
            copy.execute(Map.of("age", age)).close();
            copy.execute(Map.of("age", age)).close();
        }
        assertThat(uw.sql("SELECT * FROM old")).containsExactly("Alice", "Alice");
    }

    @Test
    void givesNothingToATableWithoutRows() throws SQLException {
        assertThat(
                        uw.run(
                                "COPY (MATCH (p:Person) WHERE p.age > 99 RETURN p.*, CAST(NULL AS DECIMAL(5,1)) AS d) TO uw.none"))
                .startsWith("0 tuples");
        assertThat(uw.columns("none"))
                .isEqualTo(
                        List.of(
                                "name text",
                                "age integer",
                                "score double precision",
                                "d numeric(5,1)"));
    }
}
