package dev.howdah.kuzu.statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.Script;
import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.statement.Statement.Attach;
import dev.howdah.kuzu.statement.Statement.ClearCache;
import dev.howdah.kuzu.statement.Statement.CopyFrom;
import dev.howdah.kuzu.statement.Statement.CopyTo;
import dev.howdah.kuzu.statement.Statement.CreateTableAs;
import dev.howdah.kuzu.statement.Statement.Detach;
import dev.howdah.kuzu.statement.Statement.ImportGraph;
import dev.howdah.kuzu.statement.Statement.Install;
import dev.howdah.kuzu.statement.Statement.LoadExtension;
import dev.howdah.kuzu.statement.Statement.Query;
import dev.howdah.kuzu.statement.Statement.Use;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One statement of each form, and the texts that only look like one. */
final class StatementReaderTest {
    @Test
    void installAndLoad() {
        assertThat(StatementReader.read("INSTALL postgres_scanner"))
                .isEqualTo(new Install("postgres_scanner"));
        assertThat(StatementReader.read("force install `postgres` from 'http://x'"))
                .isEqualTo(new Install("postgres"));
        assertThat(StatementReader.read("LOAD EXTENSION postgres_scanner"))
                .isEqualTo(new LoadExtension("postgres_scanner"));
        assertThat(StatementReader.read("/* LOAD */ load Postgres"))
                .isEqualTo(new LoadExtension("Postgres"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(dbtype 'postgres')",
                "(dbtype postgres)",
                "(DBTYPE \"POSTGRES\")",
                "(dbtype `postgres`)",
                "(dbtype = 'Postgres')"
            })
    void attachTakesTheTypeInEveryForm(String options) {
        assertThat(StatementReader.read("ATTACH 'dbname=university' AS uw " + options))
                .isEqualTo(new Attach("dbname=university", Optional.of("uw"), Map.of()));
    }

    @Test
    void attachWithOptions() {
        String text =
                "attach \"host='x\\\\'\" (dbtype postgres, Schema = 'kuzu',"
                        + " skip_unsupported_table, secret 'mine', other = false)";
        assertThat(StatementReader.read(text))
                .isEqualTo(
                        new Attach(
                                "host='x\\'",
                                Optional.empty(),
                                Map.of(
                                        "schema", new Literal.Text("kuzu"),
                                        "skip_unsupported_table", new Literal.Bool(true),
                                        "secret", new Literal.Text("mine"),
                                        "other", new Literal.Bool(false))));
    }

    @Test
    void namesAndCaches() {
        assertThat(StatementReader.read("DETACH uw")).isEqualTo(new Detach("uw"));
        assertThat(StatementReader.read("USE `my db`")).isEqualTo(new Use("my db"));
        assertThat(StatementReader.read("CALL POSTGRES_CLEAR_CACHE() RETURN *"))
                .isEqualTo(new ClearCache());
        assertThat(StatementReader.read("call clear_attached_db_cache()"))
                .isEqualTo(new ClearCache());
    }

    @Test
    void importGraph() {
        String text =
                "CALL import_graph('uw', schema := 'shop', tables := ['a', \"b\"],"
                        + " dry_run := TRUE) YIELD cypher RETURN cypher";
        assertThat(StatementReader.read(text))
                .isEqualTo(
                        new ImportGraph(
                                new Literal.Text("uw"),
                                Map.of(
                                        "schema",
                                        new Literal.Text("shop"),
                                        "tables",
                                        new Literal.ListOf(
                                                List.of(
                                                        new Literal.Text("a"),
                                                        new Literal.Text("b"))),
                                        "dry_run",
                                        new Literal.Bool(true)),
                                new Span(text.indexOf("YIELD"), text.length())));
    }

    @Test
    void copyFromTables() {
        CopyFrom copy = (CopyFrom) StatementReader.read("COPY Person FROM uw.person");
        assertThat(copy.table()).isEqualTo("Person");
        assertThat(copy.source()).isEqualTo(table("uw", "person"));

        String text =
                "COPY load(`a b`, from) FROM uw . shop . `or der`"
                        + " (ignore_errors=true, from 'User', to = \"City\")";
        copy = (CopyFrom) StatementReader.read(text);
        assertThat(copy.table()).isEqualTo("load");
        assertThat(copy.columns()).containsExactly("a b", "from");
        assertThat(copy.source()).isEqualTo(table("uw", "shop", "or der"));
        assertThat(copy.sourceSpan().of(text)).isEqualTo("uw . shop . `or der`");
        assertThat(copy.options())
                .containsEntry("ignore_errors", new Literal.Bool(true))
                .containsEntry("from", new Literal.Text("User"))
                .containsEntry("to", new Literal.Text("City"));
        copy = (CopyFrom) StatementReader.read("COPY load FROM person");
        assertThat(copy.source()).isEqualTo(table("person"));
    }

    @Test
    void copyFromQueries() {
        String text = "COPY P(a) FROM (LOAD FROM uw.t WHERE a > 1 RETURN a) (ignore_errors=true)";
        CopyFrom copy = (CopyFrom) StatementReader.read(text);
        assertThat(copy.source()).isEqualTo(new Source.Subquery());
        assertThat(copy.sourceSpan().of(text)).isEqualTo("(LOAD FROM uw.t WHERE a > 1 RETURN a)");
        assertThat(copy.references()).hasSize(1);
        assertThat(copy.references().getFirst().where().orElseThrow().of(text)).isEqualTo("a > 1");

        copy = (CopyFrom) StatementReader.read("COPY P FROM SQL_QUERY('uw', 'SELECT \\'{}\\'')");
        assertThat(copy.source())
                .isEqualTo(
                        new Source.SqlQuery(
                                new Literal.Text("uw"), new Literal.Text("SELECT '{}'")));
    }

    @Test
    void copyTo() {
        String text =
                "COPY (MATCH (p:Person) RETURN p.name, p.score) TO uw.person_scores"
                        + " (append = true)";
        CopyTo copy = (CopyTo) StatementReader.read(text);
        assertThat(copy.query().of(text)).isEqualTo("MATCH (p:Person) RETURN p.name, p.score");
        assertThat(copy.target()).containsExactly("uw", "person_scores");
        assertThat(copy.options()).containsEntry("append", new Literal.Bool(true));

        Query toFile = (Query) StatementReader.read("COPY (LOAD FROM uw.t RETURN *) TO 'f.csv'");
        assertThat(toFile.references()).hasSize(1);
    }

    @Test
    void explainedCopies() {
        CopyFrom copy = (CopyFrom) StatementReader.read("EXPLAIN LOGICAL COPY P FROM uw.t");
        assertThat(copy.prefix()).isEqualTo("EXPLAIN LOGICAL");
        assertThat(((CopyFrom) StatementReader.read("COPY P FROM uw.t")).prefix()).isEmpty();
        assertThat(StatementReader.read("EXPLAIN COPY (RETURN 1) TO uw.t"))
                .isInstanceOf(Query.class);
    }

    @Test
    void theDocumentedWalkThrough() {
        String script =
                """
                INSTALL postgres_scanner;
                LOAD EXTENSION postgres_scanner;
                ATTACH 'dbname=university user=postgres host=localhost' AS uw (dbtype 'postgres');
                LOAD FROM uw.person
                RETURN *;
                CREATE NODE TABLE Person (name STRING, age INT32, PRIMARY KEY(name));
                COPY Person FROM (LOAD FROM uw.person RETURN *);
                MATCH (p:person) RETURN p.*;
                CALL POSTGRES_CLEAR_CACHE() RETURN *;
                """;
        assertThat(Script.split(script).stream().map(part -> StatementReader.read(part.text())))
                .extracting(Object::getClass)
                .containsExactly(
                        Install.class,
                        LoadExtension.class,
                        Attach.class,
                        Query.class,
                        Query.class,
                        CopyFrom.class,
                        Query.class,
                        ClearCache.class);
    }

    /** Parts of statements in any order: nothing throws. */
    @Test
    void nonsenseIsReadToo() {
        List<String> pieces =
                List.of(
                        "LOAD",
                        "FROM",
                        "uw.t",
                        "(",
                        ")",
                        "WHERE",
                        "a",
                        "=",
                        "1",
                        "RETURN",
                        "*",
                        "WITH",
                        "HEADERS",
                        "COPY",
                        "TO",
                        "CALL",
                        "SHOW_TABLES()",
                        "YIELD",
                        "AS",
                        "UNION",
                        ".",
                        ",",
                        "'x'",
                        "ATTACH",
                        "dbtype",
                        "postgres",
                        ":=",
                        "MATCH",
                        "IMPORT_GRAPH(",
                        "CREATE NODE TABLE",
                        "EXPLAIN",
                        "[",
                        "]",
                        "SQL_QUERY('a',");
        Random random = new Random(51);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size()))).append(' ');
            }
            assertThatCode(() -> StatementReader.read(text.toString()))
                    .as(text.toString())
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void createTableAs() {
        CreateTableAs node =
                (CreateTableAs)
                        StatementReader.read(
                                "CREATE NODE TABLE IF NOT EXISTS P AS LOAD FROM uw.t RETURN *");
        assertThat(node.node()).isTrue();
        assertThat(node.table()).isEqualTo("P");
        assertThat(node.ifNotExists()).isTrue();
        assertThat(node.references()).hasSize(1);
        CreateTableAs relationship =
                (CreateTableAs)
                        StatementReader.read(
                                "CREATE REL TABLE R(FROM load TO B) AS LOAD FROM uw.t RETURN a, b");
        assertThat(relationship.node()).isFalse();
        assertThat(relationship.references()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSTALL httpfs",
                "LOAD EXTENSION json",
                "LOAD EXTENSION 'postgres'",
                "ATTACH 'x' AS y (dbtype duckdb)",
                "ATTACH 'x' AS y (schema = kuzu, dbtype postgres)",
                "ATTACH 'x' AS a.b (dbtype postgres)",
                "ATTACH 'x' AS y (dbtype postgres) RETURN 1",
                "RETURN 'LOAD FROM uw.person RETURN *'",
                "RETURN \"ATTACH 'x' (dbtype postgres)\" // LOAD FROM uw.t RETURN *",
                "/* COPY a FROM uw.b */ RETURN 1 AS `LOAD FROM uw.t`",
                "WITH 1 AS load, 2 AS from, 3 AS attach RETURN load, from, attach",
                "MATCH (load:From) WHERE load.from = 1 AND load IS NOT NULL RETURN load.copy AS to",
                "CREATE NODE TABLE load(from STRING, PRIMARY KEY(from))",
                "CREATE REL TABLE R(FROM load TO x)",
                "COPY Person FROM 'person.csv' (header = true)",
                "COPY R FROM ('a.npy', 'b.npy') BY COLUMN",
                "LOAD FROM 'x.csv' RETURN *",
                "LOAD FROM $frame RETURN *",
                "LOAD FROM f('x') RETURN *",
                "MATCH (n) DETACH DELETE n",
                "CALL threads=3",
                "CALL SHOW_TABLES()",
                "CALL current_setting('threads') RETURN *",
                "LOAD FROM uw.t RETURN 'open",
                "LOAD FROM uw.t RETURN 1; RETURN 2",
                "LOAD FROM uw.t RETURN )",
                "",
                "ALTER TABLE load ADD FROM x TO y"
            })
    void whatIsNotOursStaysKuzus(String text) {
        assertThat(StatementReader.read(text)).isEqualTo(new Query(List.of()));
    }

    private static Source table(String... parts) {
        return new Source.Table(List.of(parts));
    }
}
