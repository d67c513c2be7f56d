package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** IMPORT_GRAPH against what SQL says of the same schema. */
final class ImportGraphTest {
    private static final String IMPORT = "CALL IMPORT_GRAPH('uw') RETURN *";

    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void aSchemaBecomesTheGraphThatSqlCounts(int version) throws SQLException {
        try (AttachedGraph uw = new AttachedGraph(Servers.of(version), FilmStore.SQL)) {
            List<String> report =
                    uw.rows(
                            "CALL IMPORT_GRAPH('uw') WHERE rows >= 0 YIELD `table` AS t, kind, source, rows, orphans, note RETURN t, kind, rows, orphans");

            assertCounts(uw);
            List<String> expected = new ArrayList<>();
            FilmStore.nodes().forEach((table, sql) -> expected.add(table + "|NODE"));
            FilmStore.relationships().forEach((table, sql) -> expected.add(table + "|REL"));
            assertThat(report)
                    .allMatch(row -> row.endsWith("|0"))
                    .extracting(row -> row.replaceAll("\\|\\d+\\|0$", ""))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertProperties(uw);

            change(uw);
            uw.rows(IMPORT);

            assertCounts(uw);
            assertThat(uw.rows("MATCH (f:film {film_id: 1}) RETURN f.title"))
                    .containsExactly("Changed");
            assertThat(uw.rows("MATCH (f:film) WHERE f.film_id = 300 RETURN f.extra"))
                    .containsExactly("new");
            assertThat(AttachedGraph.stagedFiles()).isEmpty();
        }
    }

    private static void assertCounts(AttachedGraph uw) throws SQLException {
        Map<String, String> nodes = FilmStore.nodes();
        for (Map.Entry<String, String> count : nodes.entrySet()) {
            assertThat(uw.rows("MATCH (n:`%s`) RETURN count(*)".formatted(count.getKey())))
                    .as(count.getKey())
                    .containsExactly(sql(uw, count.getValue()));
        }
        for (Map.Entry<String, String> count : FilmStore.relationships().entrySet()) {
            assertThat(uw.rows("MATCH ()-[r:`%s`]->() RETURN count(*)".formatted(count.getKey())))
                    .as(count.getKey())
                    .containsExactly(sql(uw, count.getValue()));
        }
    }

    private static String sql(AttachedGraph uw, String query) {
        return uw.rows("CALL SQL_QUERY('uw', '%s') RETURN *".formatted(query.replace("'", "\\'")))
                .getFirst();
    }

    private static void assertProperties(AttachedGraph uw) {
        assertThat(
                        uw.rows(
                                "MATCH (f:film {film_id: 90})-[:film_part_of]->(p:film) RETURN f.price, f.rating, f.tags, f.meta, f.released, f.length, p.film_id"))
                .containsExactly(
                        "12.50|R|X|[a,,t90]|{\"i\": 1}|2020-01-01 01:30:00+00|02:15:00|81");
        assertThat(
                        uw.rows(
                                "MATCH (a:actor {actor_id: 7})-[r:film_actor]->(f:film {film_id: 3}) RETURN a.`First Name`, r.role"))
                .containsExactly("Actor 7|role 7");
        assertThat(
                        uw.sorted(
                                "MATCH (u:part_use)-[:part_use_part]->(p:part) RETURN u.id, p.part_key, p.a, p.b"))
                .containsExactly(
                        "1|a|b~1c|a|b|c", "2|a~1b|c|a|b|c", "3|a~1b|c|a|b|c", "4|a\\|b|a\\|b");
        assertThat(uw.sorted("MATCH (r:rated)-[:rated_rate]->(p:rate) RETURN r.id, p.name"))
                .containsExactly("1|half", "2|less", "4|more");
        assertThat(
                        uw.rows(
                                "MATCH (n:`Return Note` {id: 3})-[]->(l:order_line)-[]->(o:`order`) RETURN l.order_line_key, o.no"))
                .containsExactly("3000000|2|3000000");
        assertThat(
                        uw.rows(
                                "MATCH (a:account)-[]->(c:customer {email: '3@x.org'}) RETURN a.number, c.customer_id"))
                .containsExactly(
                        "1234567890123456789012345673|eccbc87e-4b5c-e2fe-2830-8fd9f2a7baf3");
        assertThat(
                        uw.rows(
                                "MATCH (c:category)-[:category_parent]->(p:category {code: 'a\\\\b|c'}) RETURN c.code"))
                .containsExactly("größe\n😀");
        assertThat(uw.rows("MATCH (r:refund {refund_id: 8})-[]->(p:payment) RETURN p.payment_key"))
                .containsExactly("8|2021-08-20");
        assertThat(uw.rows("MATCH (e:event) RETURN DISTINCT e.at"))
                .containsExactly("{x: 1.000000, y: 2.000000}");
    }

    private static void change(AttachedGraph uw) throws SQLException {
        uw.sql(
                "UPDATE film SET title = 'Changed', language_id = 2 WHERE film_id = 1",
                "DELETE FROM film_actor WHERE actor_id < 20",
                "DELETE FROM actor WHERE actor_id < 10",
                "DELETE FROM event WHERE what = 'e1'",
                "INSERT INTO language (name) VALUES ('new')",
                "ALTER TABLE film ADD extra text DEFAULT 'new'",
                "ALTER TABLE film DROP meta",
                "UPDATE category SET parent = NULL WHERE code LIKE 'gr%'",
                "INSERT INTO setting SELECT i::text FROM generate_series(1, 3000) i");
    }

    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void theStatementsOfADryRunMakeTheSameGraph(int version) throws SQLException {
        try (AttachedGraph uw = new AttachedGraph(Servers.of(version), FilmStore.SQL)) {
            uw.sql("ALTER TABLE event DROP at");
            List<String> statements =
                    uw.rows(
                            "CALL IMPORT_GRAPH('uw', dry_run := true) RETURN statement ORDER BY number");
            assertNoTable(uw, "film");

            statements.forEach(uw::run);

            assertCounts(uw);
            assertDerivedKeys(uw);
            uw.rows(IMPORT);
            assertCounts(uw);
        }
    }

    private static void assertDerivedKeys(AttachedGraph uw) {
        assertThat(uw.rows("MATCH (r:refund {refund_id: 8})-[]->(p:payment) RETURN p.payment_key"))
                .containsExactly("8|2021-08-20");
        assertThat(uw.sorted("MATCH (u:part_use)-[]->(p:part) RETURN u.id, p.part_key"))
                .contains("1|a|b~1c");
    }

    @Test
    void orphansAreCountedAndNotCopied() throws SQLException {
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE parent (id integer PRIMARY KEY, code text COLLATE \"C\" UNIQUE)",
                        "INSERT INTO parent VALUES (1, 'a'), (2, 'b')",
                        "CREATE TABLE child (id integer PRIMARY KEY, parent_id integer, code text)",
                        "INSERT INTO child VALUES (1, 1, 'a'), (2, 7, 'x'), (3, NULL, NULL), (4, 8, 'b')",
                        "ALTER TABLE child ADD CONSTRAINT by_id FOREIGN KEY (parent_id) REFERENCES parent NOT VALID",
                        "ALTER TABLE child ADD CONSTRAINT by_code FOREIGN KEY (code) REFERENCES parent (code) NOT VALID")) {
            assertThat(
                            uw.sorted(
                                    "CALL IMPORT_GRAPH('uw') WHERE kind = 'REL' RETURN `table`, source, rows, orphans"))
                    .containsExactly(
                            "child_code|public.child.by_code|2|1",
                            "child_parent|public.child.by_id|1|2");
            assertThat(uw.rows("MATCH (c)-[:child_parent]->(p) RETURN c.id, p.id"))
                    .containsExactly("1|1");
            assertThat(uw.rows("MATCH (c:child) RETURN count(*)")).containsExactly("4");
        }
    }

    @Test
    void whatIsTheUsersStaysOverARefresh() throws SQLException {
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE person (id integer PRIMARY KEY, name text)",
                        "INSERT INTO person SELECT i, 'p' || i FROM generate_series(1, 5000) i",
                        "CREATE TABLE old (id integer PRIMARY KEY, person_id integer REFERENCES person)")) {
            uw.rows(IMPORT);
            uw.run("CREATE NODE TABLE tag(name STRING, PRIMARY KEY(name))");
            uw.run("CREATE (:tag {name: 'x'})");
            uw.run(
                    "CREATE REL TABLE likes(FROM person TO person, FROM person TO tag, `how much` DECIMAL(5, 2), at TIMESTAMP, MANY_MANY)");
            uw.run(
                    "MATCH (a:person), (b:person) WHERE b.id = a.id + 1 CREATE (a)-[:likes {`how much`: CAST(a.id / 100.0 AS DECIMAL(5, 2))}]->(b)");
            uw.run("MATCH (a:person {id: 7}), (t:tag) CREATE (a)-[:likes]->(t)");

            uw.sql(
                    "DELETE FROM person WHERE id > 4000",
                    "UPDATE person SET name = 'changed' WHERE id = 7",
                    "DROP TABLE old");
            List<String> report =
                    uw.sorted("CALL IMPORT_GRAPH('uw') RETURN `table`, kind, rows, orphans");

            assertThat(report)
                    .containsExactly(
                            "likes|REL|4000|1000",
                            "old_person|REL|0|0",
                            "old|NODE|0|0",
                            "person|NODE|4000|0");
            assertThat(
                            uw.rows(
                                    "MATCH (a:person {id: 7})-[r:likes]->(b:person) RETURN a.name, r.`how much`, b.id"))
                    .containsExactly("changed|0.07|8");
            assertThat(uw.rows("MATCH (a:person)-[r:likes]->(t:tag) RETURN a.id, t.name"))
                    .containsExactly("7|x");
            assertNoTable(uw, "old");
            assertNoTable(uw, "old_person");
        }
    }

    @Test
    void aFailedImportLeavesTheGraphAsItWas() throws SQLException {
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE a (id integer PRIMARY KEY, name text)",
                        "INSERT INTO a SELECT i, 'x' FROM generate_series(1, 3000) i",
                        "CREATE TABLE b (id integer PRIMARY KEY, a_id integer REFERENCES a, at date)",
                        "INSERT INTO b SELECT i, i FROM generate_series(1, 3000) i")) {
            uw.rows(IMPORT);
            uw.sql(
                    "DELETE FROM b WHERE id = 5",
                    "UPDATE a SET name = 'y'",
                    "UPDATE b SET at = 'infinity' WHERE id = 7");

            assertThatThrownBy(() -> uw.rows(IMPORT)).hasMessageContaining("infinity");

            assertThat(uw.rows("MATCH (b:b)-[:b_a]->(a:a {id: 5}) RETURN b.id, a.name"))
                    .containsExactly("5|x");
            assertThat(uw.rows("MATCH (:b)-[r:b_a]->(:a) RETURN count(*)")).containsExactly("3000");
            uw.sql("UPDATE b SET at = NULL");
            uw.rows(IMPORT);
            assertThat(uw.rows("MATCH (:b)-[r:b_a]->(a:a {name: 'y'}) RETURN count(*)"))
                    .containsExactly("2999");
            assertThat(AttachedGraph.stagedFiles()).isEmpty();
        }
    }

    @Test
    void aTableLargerThanTheDisksShareIsImportedInSlices() throws SQLException {
        String before = System.getProperty("howdah.staging.limit", "");
        System.setProperty("howdah.staging.limit", "2000000");
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE a (x integer, y boolean, filler text, PRIMARY KEY (x, y))",
                        "INSERT INTO a SELECT i, i % 2 = 0, md5(i::text) || md5(i::text) FROM generate_series(1, 30000) i",
                        "CREATE TABLE b (id integer PRIMARY KEY, x integer, y boolean, filler text, FOREIGN KEY (x, y) REFERENCES a)",
                        "INSERT INTO b SELECT x, x, y, filler FROM a")) {
            assertThat(uw.sorted("CALL IMPORT_GRAPH('uw') RETURN `table`, rows, orphans"))
                    .containsExactly("a|30000|0", "b_a|30000|0", "b|30000|0");
            assertThat(uw.rows("MATCH (b:b {id: 777})-[]->(a:a) RETURN a.a_key"))
                    .containsExactly("777|false");
        } finally {
            if (before.isEmpty()) {
                System.clearProperty("howdah.staging.limit");
            } else {
                System.setProperty("howdah.staging.limit", before);
            }
        }
    }

    @Test
    void anImportIsPartOfTheUsersTransaction() throws SQLException {
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE a (id integer PRIMARY KEY)",
                        "INSERT INTO a VALUES (1)")) {
            uw.run("BEGIN TRANSACTION");
            uw.rows(IMPORT);
            assertThat(uw.rows("MATCH (n:a) RETURN n.id")).containsExactly("1");
            uw.run("ROLLBACK");
            assertNoTable(uw, "a");
        }
    }

    @Test
    void aMistakeBehindTheCallIsFoundBeforeTheImport() throws SQLException {
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(), "CREATE TABLE a (id integer PRIMARY KEY, n integer)")) {
            assertFails(uw, "CALL IMPORT_GRAPH('uw') RETURN nope", "nope is not in scope");
            assertFails(uw, "CALL IMPORT_GRAPH('uw') RETURN", "Parser exception");
            assertNoTable(uw, "a");
            assertThat(uw.rows("CALL IMPORT_GRAPH('uw')")).containsExactly("a|NODE|public.a|0|0|");
        }
    }

    @Test
    void whatIsInTheWayIsNamed() throws SQLException {
        try (AttachedGraph uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE a (id integer PRIMARY KEY)",
                        "CREATE SCHEMA s CREATE TABLE a (id integer PRIMARY KEY)",
                        "CREATE TABLE top (id integer PRIMARY KEY)",
                        "CREATE TABLE sub () INHERITS (top)",
                        "INSERT INTO top VALUES (1)",
                        "INSERT INTO sub VALUES (1)",
                        "CREATE VIEW v AS SELECT id AS x FROM a",
                        "INSERT INTO a VALUES (3), (4)")) {
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('nope') RETURN *",
                    "Runtime exception: No database named nope.");
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('uw', tables := ['zz']) RETURN *",
                    "zz does not exist in catalog");
            assertFails(uw, "CALL IMPORT_GRAPH('uw', schema := 'zz') RETURN *", "zz");
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('uw', what := 1) RETURN *",
                    "Unrecognized option what of IMPORT_GRAPH");
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('uw', tables := 'a') RETURN *",
                    "Option tables of IMPORT_GRAPH expects a list");
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('uw', dry_run := 'yes') RETURN *",
                    "Option dry_run of IMPORT_GRAPH expects true or false");
            assertFails(uw, IMPORT, "Found duplicated primary key value (1) for table top");
            uw.run("CREATE NODE TABLE A(k STRING, PRIMARY KEY(k))");
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('uw', tables := ['a']) RETURN *",
                    "a already exists in catalog");
            uw.run("DROP TABLE A");

            assertThat(
                            uw.rows(
                                    "CALL IMPORT_GRAPH('uw', tables := ['a', 'V']) RETURN `table`, rows"))
                    .containsExactly("a|2", "v|2");
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('uw', schema := 's') RETURN *",
                    "a already exists in catalog");
            uw.run("ALTER TABLE a ADD mine STRING");
            assertFails(
                    uw,
                    "CALL IMPORT_GRAPH('uw', tables := ['a']) RETURN *",
                    "has a property mine that IMPORT_GRAPH did not make");
        }
    }

    private static void assertNoTable(AttachedGraph uw, String name) {
        assertFails(uw, "MATCH (n:" + name + ") RETURN n", "Table " + name + " does not exist");
    }

    private static void assertFails(AttachedGraph uw, String cypher, String message) {
        assertThatThrownBy(() -> uw.rows(cypher))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining(message);
    }
}
