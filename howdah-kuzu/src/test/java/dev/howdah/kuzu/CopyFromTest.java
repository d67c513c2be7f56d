package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.SQLException;

/** COPY FROM attached databases, into graphs in memory and on disk. */
@ParameterizedClass
@CsvSource({"14, false", "14, true", "18, false", "18, true"})
final class CopyFromTest {
    @Parameter(0)
    int version;

    @Parameter(1)
    boolean onDisk;

    @TempDir Path directory;

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        uw =
                new AttachedGraph(
                        onDisk
                                ? HowdahGraph.open(directory.resolve("graph"))
                                : HowdahGraph.inMemory(),
                        Servers.of(version),
                        "CREATE TABLE person (name varchar, age integer)",
                        "INSERT INTO person VALUES ('Alice', 30), ('Bob', 27), ('Carol', 19), ('Dan', 25)",
                        "CREATE TABLE knows (w numeric(5, 2), \"TO\" varchar, \"from\" varchar)",
                        "INSERT INTO knows VALUES (0.5, 'Bob', 'Alice'), (-0.25, 'Dan', 'Alice')",
                        "CREATE TABLE twice (name varchar, age integer)",
                        "INSERT INTO twice SELECT 'n' || i % 5000, i FROM generate_series(1, 5001) i",
                        "CREATE SCHEMA sales",
                        "CREATE TABLE sales.\"Order Line\" (\"Unit Price\" numeric(8, 2), id bigint PRIMARY KEY, at timestamptz, \"group\" varchar, took interval)",
                        "INSERT INTO sales.\"Order Line\" VALUES (9.99, 1, '2024-05-06 07:08:09+02', 'a', '1 mon -2 days 3.5 secs'), (-0.05, 2, NULL, NULL, NULL)");
        uw.run("CREATE NODE TABLE Person(name STRING, age INT64, PRIMARY KEY(name))");
        uw.run("CREATE REL TABLE Knows(FROM Person TO Person, w DECIMAL(5, 2))");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        uw.close();
    }

    private void fails(String cypher, String... parts) {
        assertThatThrownBy(() -> uw.run(cypher))
                .isInstanceOf(HowdahException.class)
                .satisfies(failure -> assertThat(failure.getMessage()).contains(parts));
    }

    private void personsAreWhole(String... names) {
        assertThat(uw.sorted("MATCH (p:Person) RETURN p.name")).containsExactly(names);
        for (String name : names) {
            assertThat(uw.rows("MATCH (p:Person {name: '" + name + "'}) RETURN p.name"))
                    .containsExactly(name);
        }
    }

    @Test
    void byNameInAnyOrderAndCase() throws SQLException {
        uw.sql("CREATE TABLE mixed AS SELECT age AS \"AGE\", 1 AS other, name FROM person");
        assertThat(uw.rows("COPY Person FROM uw.mixed"))
                .containsExactly("4 tuples have been copied to the Person table.");
        assertThat(uw.sorted("MATCH (p:Person) RETURN p.name, p.age"))
                .containsExactly("Alice|30", "Bob|27", "Carol|19", "Dan|25");
        personsAreWhole("Alice", "Bob", "Carol", "Dan");
    }

    @Test
    void byPositionWhereNoNameMatchesAndAllFits() throws SQLException {
        uw.sql("CREATE VIEW other AS SELECT name AS who, age AS years FROM person");
        uw.run("COPY Person FROM uw.other");
        assertThat(uw.rows("MATCH (p:Person {name: 'Dan'}) RETURN p.age")).containsExactly("25");
        uw.sql("CREATE VIEW half AS SELECT name AS who, age FROM person");
        fails(
                "COPY Person FROM uw.half",
                "Binder exception: uw.half has no column name, which COPY Person needs: it has who, age",
                "COPY `Person`(name, age) FROM (LOAD FROM uw.half RETURN …)");
        uw.sql("CREATE VIEW unfit AS SELECT true AS a, true AS b FROM person");
        fails("COPY Person FROM uw.unfit", "has no column name, age");
        fails(
                "COPY Person FROM (LOAD FROM uw.unfit RETURN a, b)",
                "Column \"b\" of uw.unfit is BOOL, and age of table Person is INT64: there is no cast");
    }

    @Test
    void someColumnsOnly() {
        uw.run("COPY Person(name) FROM uw.person");
        assertThat(uw.sorted("MATCH (p:Person) RETURN p.name, p.age"))
                .containsExactly("Alice|null", "Bob|null", "Carol|null", "Dan|null");
        fails("COPY Person(age) FROM uw.person", "must fill name");
        fails(
                "COPY Person(zz) FROM uw.person",
                "Binder exception: Table Person does not contain column zz.");
        fails(
                "COPY Person(name, NAME) FROM uw.person",
                "Detect duplicate column name NAME during COPY.");
        fails("COPY Nobody FROM uw.person", "Binder exception: Table Nobody does not exist.");
        fails("COPY Person FROM uw.nobody", "nobody");
    }

    @Test
    void everyFormOfSource() {
        String rest = "MATCH (p:Person) RETURN count(*)";
        uw.run("COPY Person FROM person");
        assertThat(uw.rows(rest)).containsExactly("4");
        uw.run("MATCH (p:Person) DELETE p");
        uw.run("COPY Person FROM SQL_QUERY('uw', 'SELECT age, name FROM person')");
        assertThat(uw.rows(rest)).containsExactly("4");
        uw.run("MATCH (p:Person) DELETE p");
        uw.run("COPY Person FROM (CALL SQL_QUERY('uw', 'SELECT name, age FROM person') RETURN *)");
        assertThat(uw.rows(rest)).containsExactly("4");
        uw.run("MATCH (p:Person) DELETE p");
        uw.run("COPY Person FROM (LOAD FROM uw.person RETURN *)");
        assertThat(uw.rows(rest)).containsExactly("4");
        uw.run("MATCH (p:Person) DELETE p");
        uw.run(
                "COPY Person FROM (LOAD FROM uw.public.person WHERE age > 20 RETURN name + '!', age * 2)");
        assertThat(uw.sorted("MATCH (p:Person) RETURN p.name, p.age"))
                .containsExactly("Alice!|60", "Bob!|54", "Dan!|50");
        uw.run(
                "COPY Person(age, name) FROM (LOAD FROM uw.person WITH * WHERE name <> 'Bob' RETURN max(age) AS age, 'all' AS name)");
        assertThat(uw.rows("MATCH (p:Person {name: 'all'}) RETURN p.age")).containsExactly("30");
        uw.run(
                "COPY Person FROM (LOAD FROM uw.person RETURN DISTINCT name AS n, age ORDER BY n DESC SKIP 1 LIMIT 2)");
        personsAreWhole("Alice!", "Bob", "Bob!", "Carol", "Dan!", "all");
        uw.run("COPY Person FROM (LOAD FROM uw.person WHERE age = 30 WITH name, age RETURN * )");
        assertThat(uw.rows("MATCH (p:Person {name: 'Alice'}) RETURN p.age")).containsExactly("30");
        uw.run(
                "COPY Person FROM (MATCH (q:Person) WHERE q.name = 'Bob' LOAD FROM uw.person WHERE age < q.age AND age > 20 RETURN name, q.age)");
        assertThat(uw.rows("MATCH (p:Person {name: 'Dan'}) RETURN p.age")).containsExactly("27");
        fails(
                "COPY Person FROM (LOAD FROM uw.person RETURN name)",
                "Query returns 1 columns but 2 columns were expected.");
        fails(
                "COPY Person FROM (LOAD FROM uw.person RETURN name, 1, 2)",
                "Query returns 3 columns but 2 columns were expected.");
    }

    @Test
    void aUnion() {
        uw.run(
                "COPY Person FROM (LOAD FROM uw.person WHERE age > 26 RETURN name, age UNION ALL LOAD FROM uw.person WHERE age < 20 RETURN name, age)");
        personsAreWhole("Alice", "Bob", "Carol");
        fails(
                "COPY Person FROM (LOAD FROM uw.person RETURN name, age UNION ALL LOAD FROM uw.person RETURN name, age)",
                "Copy exception: Found duplicated primary key value");
        personsAreWhole("Alice", "Bob", "Carol");
    }

    @Test
    void duplicatesWithinTheData() {
        uw.run("CREATE (:Person {name: 'Zoe'})");
        fails(
                "COPY Person FROM uw.twice",
                "Copy exception: Found duplicated primary key value n1, which violates the uniqueness constraint of the primary key column. Column \"name\" of uw.twice holds it 2 times. Nothing was copied into table Person");
        personsAreWhole("Zoe");
        fails(
                "COPY Person FROM (LOAD FROM uw.twice WHERE age > 0 RETURN name, age)",
                "Copy exception: Found duplicated primary key value");
        personsAreWhole("Zoe");
        uw.run("COPY Person FROM uw.person");
        personsAreWhole("Alice", "Bob", "Carol", "Dan", "Zoe");
        fails("CREATE (:Person {name: 'Dan'})", "duplicated");
        uw.run("COPY Person FROM uw.twice (IGNORE_ERRORS=true)");
        assertThat(uw.rows("MATCH (p:Person) RETURN count(*)")).containsExactly("5005");
        assertThat(uw.rows("MATCH (p:Person {name: 'n4999'}) RETURN p.age"))
                .containsExactly("4999");
    }

    @Test
    void duplicatesOfWhatIsThere() {
        uw.run("CREATE (:Person {name: 'Carol', age: 1})");
        for (int i = 0; i < 3; i++) {
            fails(
                    "COPY Person FROM uw.person",
                    "Found duplicated primary key value Carol, which violates the uniqueness constraint",
                    "Table Person already has the key that column \"name\" of uw.person holds.");
        }
        personsAreWhole("Carol");
        assertThat(uw.rows("COPY Person FROM uw.person (IGNORE_ERRORS)"))
                .first()
                .isEqualTo("3 tuples have been copied to the Person table.");
        personsAreWhole("Alice", "Bob", "Carol", "Dan");
        assertThat(uw.rows("MATCH (p:Person {name: 'Carol'}) RETURN p.age")).containsExactly("1");
    }

    @Test
    void nullKeys() throws SQLException {
        uw.sql("INSERT INTO person VALUES (NULL, 1)");
        fails(
                "COPY Person FROM uw.person",
                "Copy exception: Found NULL, which violates the non-null constraint of the primary key column. Column \"name\" of uw.person is NULL in 1 rows.");
        fails(
                "COPY Person FROM (LOAD FROM uw.person WHERE age < 100 RETURN name, age)",
                "Found NULL");
        personsAreWhole();
        uw.run("COPY Person FROM uw.person (IGNORE_ERRORS=true)");
        personsAreWhole("Alice", "Bob", "Carol", "Dan");
    }

    @Test
    void aValueThatCanNotBeCast() throws SQLException {
        uw.sql(
                "CREATE TABLE texts AS SELECT 'k' || i AS name, CASE i WHEN 4000 THEN 'x' ELSE '7' END AS age FROM generate_series(1, 5000) i");
        uw.run("COPY Person FROM uw.person");
        fails(
                "COPY Person FROM uw.texts",
                "Conversion exception: Cast failed. Could not convert \"x\" to INT64. Column \"age\" of uw.texts is STRING, and age of table Person is INT64.");
        fails(
                "COPY Person FROM (LOAD FROM uw.texts RETURN name, CAST(age AS INT64) + 1)",
                "Could not convert \"x\"");
        personsAreWhole("Alice", "Bob", "Carol", "Dan");
        uw.sql("UPDATE texts SET age = '8' WHERE age = 'x'");
        uw.run("COPY Person FROM uw.texts");
        assertThat(uw.rows("MATCH (p:Person {name: 'k4000'}) RETURN p.age")).containsExactly("8");
    }

    @Test
    void namesTypesAndCarriers() {
        uw.run(
                "CREATE NODE TABLE `Order Line`(id INT64, at TIMESTAMP_TZ, `group` STRING, `Unit Price` DECIMAL(8, 2), took INTERVAL, PRIMARY KEY(id))");
        uw.run("COPY `order line` FROM uw.sales.`Order Line`");
        assertThat(
                        uw.sorted(
                                "MATCH (o:`Order Line`) RETURN o.id, o.at, o.`group`, o.`Unit Price` + 1, o.took"))
                .containsExactly(
                        "1|2024-05-06 05:08:09+00|a|10.990|1 month -2 days 00:00:03.5",
                        "2|null|null|0.950|null");
    }

    @Test
    void relationships() throws SQLException {
        uw.run("COPY Person FROM uw.person");
        assertThat(uw.rows("COPY Knows FROM uw.knows"))
                .containsExactly("2 tuples have been copied to the Knows table.");
        String all = "MATCH (a:Person)-[k:Knows]->(b:Person) RETURN a.name, b.name, k.w + 1";
        assertThat(uw.sorted(all)).containsExactly("Alice|Bob|1.500", "Alice|Dan|0.750");
        uw.sql(
                "INSERT INTO knows VALUES (1, 'Zoe', 'Alice'), (1, 'Yan', 'Alice'), (2, 'Bob', NULL)");
        fails(
                "COPY Knows FROM uw.knows",
                "Copy exception: Unable to find primary key value NULL. Column \"from\" of uw.knows holds in 1 rows a key that no node of table Person has");
        uw.sql("DELETE FROM knows WHERE w = 2");
        fails(
                "COPY Knows FROM uw.knows",
                "Copy exception: Unable to find primary key value Yan. Column \"TO\" of uw.knows holds in 2 rows a key that no node of table Person has, such as Yan.");
        fails(
                "COPY Knows FROM (LOAD FROM uw.knows WHERE w > 0 RETURN `from`, `TO`, w)",
                "Unable to find primary key value Yan.");
        assertThat(uw.sorted(all)).hasSize(2);
        uw.run("COPY Knows FROM uw.knows (IGNORE_ERRORS=true)");
        assertThat(uw.sorted(all)).hasSize(4);
        uw.run("COPY Knows(w) FROM (LOAD FROM uw.knows WHERE w = 0.5 RETURN `TO`, `from`, w)");
        assertThat(uw.sorted(all)).contains("Bob|Alice|1.500").hasSize(5);
    }

    @Test
    void relationshipsBetweenSeveralPairs() throws SQLException {
        uw.sql(
                "CREATE TABLE city (name varchar PRIMARY KEY)",
                "INSERT INTO city VALUES ('Waterloo')",
                "CREATE TABLE lives AS SELECT name AS who, 'Waterloo' AS where FROM person");
        uw.run("CREATE NODE TABLE City(name STRING, PRIMARY KEY(name))");
        uw.run(
                "CREATE REL TABLE In(FROM Person TO City, FROM Person TO Person)"
                        .replace(" In(", " Lives("));
        uw.run("COPY Person FROM uw.person");
        uw.run("COPY City FROM uw.city");
        fails(
                "COPY Lives FROM uw.lives",
                "has multiple FROM and TO pairs",
                "(from='Person', to='City')");
        fails("COPY Lives FROM uw.lives (from='City', to='City')", "does not join City to City");
        fails("COPY City FROM uw.city (from='City', to='City')", "options of relationship tables");
        uw.run("COPY Lives FROM uw.lives (from='Person', to='City')");
        assertThat(uw.rows("MATCH (:Person)-[l:Lives]->(:City) RETURN count(l)"))
                .containsExactly("4");
    }

    @Test
    void options() {
        fails("COPY Person FROM uw.person (HEADER=true)", "Unknown option HEADER");
        fails("COPY Person FROM uw.person (IGNORE_ERRORS='yes')", "must be a boolean");
    }

    @Test
    void serialAndDecimalKeys() throws SQLException {
        uw.run("CREATE NODE TABLE S(id SERIAL, name STRING, PRIMARY KEY(id))");
        uw.run("COPY S FROM uw.person");
        uw.run("COPY S(name) FROM (LOAD FROM uw.person RETURN name)");
        assertThat(uw.rows("MATCH (s:S) RETURN count(DISTINCT s.id), max(s.id)"))
                .containsExactly("8|7");
        uw.sql(
                "CREATE TABLE prices AS SELECT i * 1.5::numeric(9, 2) AS p, i AS n FROM generate_series(1, 3000) i",
                "ALTER TABLE prices ALTER p TYPE numeric(9, 2)");
        uw.run("CREATE NODE TABLE D(p DECIMAL(9, 2), n INT64, PRIMARY KEY(p))");
        assertThat(uw.rows("COPY D FROM uw.prices"))
                .containsExactly("3000 tuples have been copied to the D table.");
        assertThat(uw.rows("MATCH (d:D {p: CAST(4.5 AS DECIMAL(9, 2))}) RETURN d.n"))
                .containsExactly("3");
        fails("COPY D FROM uw.prices", "Found duplicated primary key value");
        assertThat(uw.rows("MATCH (d:D) RETURN count(*)")).containsExactly("3000");
        assertThat(uw.rows("COPY D FROM uw.prices (IGNORE_ERRORS=true)"))
                .containsExactly(
                        "0 tuples have been copied to the D table.",
                        "3000 tuples with unfit keys were skipped.");
    }

    @Test
    void everyTypeOfKey() throws SQLException {
        String[][] types = {
            {"smallint", "INT16", "i"},
            {"integer", "INT8", "i"},
            {"bigint", "INT128", "i"},
            {"bigint", "STRING", "i"},
            {"double precision", "DOUBLE", "i"},
            {"real", "FLOAT", "i"},
            {"date", "DATE", "'2020-01-01'::date + i"},
            {"timestamp", "TIMESTAMP", "'2020-01-01'::timestamp + i * interval '1 s'"},
            {"timestamptz", "TIMESTAMP_TZ", "'2020-01-01'::timestamptz + i * interval '1 s'"},
            {"uuid", "UUID", "md5(i::text)::uuid"},
            {"bytea", "BLOB", "int4send(i)"},
            {"text", "STRING", "'k' || i"}
        };
        for (int i = 0; i < types.length; i++) {
            String table = "keys" + i;
            uw.sql(
                    "CREATE TABLE %s (k %s, n integer)".formatted(table, types[i][0]),
                    "INSERT INTO %s SELECT %s, i FROM generate_series(1, 100) i"
                            .formatted(table, types[i][2]));
            uw.run(
                    "CREATE NODE TABLE K%d(k %s, n INT32, PRIMARY KEY(k))"
                            .formatted(i, types[i][1]));
            assertThat(uw.rows("COPY K%d FROM uw.%s".formatted(i, table)))
                    .as(types[i][1])
                    .containsExactly("100 tuples have been copied to the K%d table.".formatted(i));
            uw.sql("DELETE FROM %s WHERE n > 1".formatted(table));
            fails("COPY K%d FROM uw.%s".formatted(i, table), "already has the key");
            uw.sql("INSERT INTO %1$s SELECT * FROM %1$s".formatted(table));
            fails("COPY K%d FROM uw.%s".formatted(i, table), "holds it 2 times");
            assertThat(
                            uw.rows(
                                    "MATCH (a:K%1$d) MATCH (b:K%1$d) WHERE a.k = b.k RETURN count(*)"
                                            .formatted(i)))
                    .containsExactly("100");
        }
    }

    @Test
    void explainCopiesNothingAndProfileDoes() {
        assertThat(uw.columns("EXPLAIN COPY Person FROM uw.person"))
                .containsExactly("explain result");
        uw.run("EXPLAIN COPY Person FROM (LOAD FROM uw.person WHERE age > 1 RETURN name, age)");
        personsAreWhole();
        assertThat(uw.columns("PROFILE COPY Person FROM uw.person"))
                .containsExactly("explain result");
        personsAreWhole("Alice", "Bob", "Carol", "Dan");
        fails("PROFILE COPY Person FROM uw.person", "already has the key");
        uw.run(
                "PROFILE COPY Person FROM (LOAD FROM uw.person WHERE age > 29 RETURN name + '2', age)");
        personsAreWhole("Alice", "Alice2", "Bob", "Carol", "Dan");
    }

    @Test
    void inATransaction() throws SQLException {
        uw.run("COPY Person FROM uw.person");
        uw.run("COPY Knows FROM uw.knows");
        uw.sql(
                "UPDATE person SET name = name || '2'",
                "INSERT INTO knows VALUES (7, 'Dan', 'Bob')");
        uw.run("BEGIN TRANSACTION");
        assertThat(uw.rows("COPY Person FROM uw.person"))
                .containsExactly("4 tuples have been copied to the Person table.");
        assertThat(uw.rows("COPY Knows FROM uw.knows"))
                .containsExactly("3 tuples have been copied to the Knows table.");
        uw.run("COPY Person FROM (LOAD FROM uw.person RETURN name + 'x', age)");
        assertThat(uw.rows("COPY Person FROM uw.person (IGNORE_ERRORS=true)").getFirst())
                .startsWith("0 tuples");
        assertThat(uw.rows("MATCH (p:Person) RETURN count(*)")).containsExactly("12");
        uw.run("ROLLBACK");
        personsAreWhole("Alice", "Bob", "Carol", "Dan");
        assertThat(
                        uw.rows(
                                "MATCH (:Person)-[k:Knows]->(:Person) RETURN count(k), sum(CAST(k.w AS DOUBLE))"))
                .containsExactly("2|0.25");
        uw.run("BEGIN TRANSACTION");
        uw.run("COPY Person FROM uw.person");
        uw.run("COPY Knows FROM uw.knows");
        uw.run("COMMIT");
        assertThat(uw.rows("MATCH (p:Person) RETURN count(*)")).containsExactly("8");
        assertThat(
                        uw.rows(
                                "MATCH (:Person)-[k:Knows]->(:Person) RETURN count(k), sum(CAST(k.w AS DOUBLE))"))
                .containsExactly("5|7.5");
        uw.run("BEGIN TRANSACTION");
        uw.run("CREATE (:Person {name: 'lost'})");
        fails("COPY Person FROM uw.person", "already has the key");
        assertThat(uw.rows("MATCH (p:Person) RETURN count(*)")).containsExactly("8");
        uw.run("BEGIN TRANSACTION");
        uw.sql("INSERT INTO knows VALUES (7, 'Nobody', 'Bob')");
        fails("COPY Knows FROM uw.knows", "Unable to find primary key value Nobody.");
        uw.sql("DELETE FROM person WHERE name <> 'Dan2'", "UPDATE person SET name = 'Eve'");
        uw.run("COPY Person FROM uw.person");
        personsAreWhole("Alice", "Alice2", "Bob", "Bob2", "Carol", "Carol2", "Dan", "Dan2", "Eve");
    }

    @Test
    void createTableAs() throws SQLException {
        uw.run("CREATE NODE TABLE P AS LOAD FROM uw.person WHERE age > 20 RETURN name, age");
        assertThat(uw.rows("MATCH (p:P {name: 'Dan'}) RETURN p.age")).containsExactly("25");
        uw.run(
                "CREATE REL TABLE R(FROM P TO P) AS LOAD FROM uw.knows RETURN `from` AS f, `TO` AS t, w");
        assertThat(uw.sorted("MATCH (a:P)-[r:R]->(b:P) RETURN a.name, b.name, r.w + 1"))
                .containsExactly("Alice|Bob|1.500", "Alice|Dan|0.750");
        fails(
                "CREATE NODE TABLE P AS LOAD FROM uw.person RETURN *",
                "Binder exception: P already exists in catalog.");
        assertThat(uw.rows("CREATE NODE TABLE IF NOT EXISTS P AS LOAD FROM uw.person RETURN *"))
                .containsExactly("Table P already exists.");
        fails(
                "CREATE NODE TABLE Q AS LOAD FROM uw.twice RETURN *",
                "Copy exception: Found duplicated primary key value",
                "first column of the query is the key of table Q, which was not made");
        fails("CREATE NODE TABLE Q AS LOAD FROM uw.knows RETURN w, `from`", "no DECIMAL key");
        uw.sql("INSERT INTO knows VALUES (1, 'Carol', 'Alice')");
        fails(
                "CREATE REL TABLE R2(FROM P TO P) AS LOAD FROM uw.knows RETURN `from` AS f, `TO` AS t, w",
                "Unable to find primary key value Carol");
        uw.run("CREATE NODE TABLE Q AS LOAD FROM uw.person RETURN *");
        assertThat(uw.rows("MATCH (q:Q {name: 'Carol'}) RETURN q.age")).containsExactly("19");
        assertThat(uw.rows("MATCH (p:P {name: 'Dan'}) RETURN p.age")).containsExactly("25");
        uw.run("COPY P FROM (LOAD FROM uw.person WHERE age < 20 RETURN name, age)");
        assertThat(uw.rows("MATCH (p:P {name: 'Carol'}) RETURN p.age")).containsExactly("19");
    }

    @Test
    void theCatalogueIsReadAnewOnce() throws SQLException {
        uw.run("COPY Person FROM (LOAD FROM uw.person WHERE age = 30 RETURN name, age)");
        uw.sql(
                "DROP TABLE person",
                "CREATE TABLE person (name varchar, years integer, age bigint)",
                "INSERT INTO person VALUES ('New', 1, 2)");
        uw.run("COPY Person FROM uw.person");
        personsAreWhole("Alice", "New");
    }
}
