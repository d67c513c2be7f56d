package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;

/** LOAD FROM an attached table, and all that Cypher allows around it. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
final class LoadFromTest {
    @Parameter int version;

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        uw =
                new AttachedGraph(
                        Servers.of(version),
                        "CREATE TABLE person (name varchar, age integer)",
                        "INSERT INTO person VALUES ('Alice', 30), ('Bob', 27), ('Carol', 19), ('Dan', 25)",
                        "CREATE SCHEMA sales",
                        "CREATE TABLE sales.\"Order Line\" (id bigint, \"Unit Price\" numeric(8, 2), at timestamptz, who varchar)",
                        "INSERT INTO sales.\"Order Line\" VALUES (1, 9.99, '2024-05-06 07:08:09+02', 'Bob'), (2, -0.05, NULL, 'Eve')");
        uw.run("CREATE NODE TABLE Student(name STRING PRIMARY KEY, year INT64)");
        uw.run("CREATE (:Student {name: 'Alice', year: 1}), (:Student {name: 'Dan', year: 2})");
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        uw.close();
    }

    @Test
    void rowsAndColumnsOfTheWalkThrough() {
        assertThat(uw.columns("LOAD FROM uw.person RETURN *")).containsExactly("name", "age");
        assertThat(uw.sorted("LOAD FROM uw.person RETURN *"))
                .containsExactly("Alice|30", "Bob|27", "Carol|19", "Dan|25");
    }

    @Test
    void namesInAnyCaseQuotedAndWithSchema() {
        assertThat(uw.rows("LOAD FROM UW.Person WHERE NAME = 'Bob' RETURN Age"))
                .containsExactly("27");
        assertThat(uw.rows("LOAD FROM `uw`.`person` WHERE `name` = 'Bob' RETURN `age` AS `a b`"))
                .containsExactly("27");
        assertThat(uw.rows("LOAD FROM uw.sales.`Order Line` WHERE id = 1 RETURN `Unit Price`, at"))
                .containsExactly("9.99|2024-05-06 05:08:09+00");
    }

    @Test
    void aLoneNameMeansTheDefaultDatabase() {
        assertThat(uw.rows("LOAD FROM person RETURN count(*)")).containsExactly("4");
        assertThatThrownBy(() -> uw.rows("LOAD FROM nobody RETURN *"))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining("nobody");
    }

    @Test
    void conditionsAggregatesOrderAndLimit() {
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.person WHERE age > 20 AND age <> 25 RETURN name ORDER BY name"))
                .containsExactly("Alice", "Bob");
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*), min(age), max(name)"))
                .containsExactly("4|19|Dan");
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*) AS n")).containsExactly("4");
        assertThat(uw.rows("LOAD FROM uw.person RETURN name AS n ORDER BY n DESC SKIP 1 LIMIT 2"))
                .containsExactly("Carol", "Bob");
        assertThat(uw.rows("LOAD FROM uw.person RETURN * SKIP 1 LIMIT 2")).hasSize(2);
        assertThat(uw.rows("LOAD FROM uw.person RETURN name LIMIT 3")).hasSize(3);
        assertThat(uw.rows("LOAD FROM uw.person RETURN DISTINCT age > 26 AS old LIMIT 3"))
                .hasSize(2);
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.person WITH name AS n, age % 2 AS odd WHERE odd = 1 RETURN n ORDER BY n"))
                .containsExactly("Bob", "Carol", "Dan");
    }

    @Test
    void severalReferences() {
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.person LOAD FROM uw.sales.`Order Line` WHERE who = name RETURN *"))
                .containsExactly("Bob|27|1|9.99|2024-05-06 05:08:09+00|Bob");
        assertThat(
                        uw.columns(
                                "LOAD FROM uw.person LOAD FROM uw.sales.`Order Line` WHERE who = name RETURN *"))
                .containsExactly("name", "age", "id", "Unit Price", "at", "who");
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.person WITH name AS n1, age AS a1 LOAD FROM uw.person WHERE age > a1 AND n1 = 'Bob' RETURN n1, name"))
                .containsExactly("Bob|Alice");
        assertThat(
                        uw.sorted(
                                "LOAD FROM uw.person WHERE age < 20 RETURN name UNION ALL LOAD FROM uw.sales.`Order Line` RETURN who AS name"))
                .containsExactly("Bob", "Carol", "Eve");
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.sales.`Order Line` WITH `Unit Price` AS p, id AS i LOAD FROM uw.sales.`Order Line` WHERE id = i RETURN p, `Unit Price` ORDER BY i"))
                .hasSize(2)
                .contains("9.99|9.99");
    }

    @Test
    void namesThatClashDoSoInKuzusWords() {
        assertThatThrownBy(() -> uw.rows("LOAD FROM uw.person LOAD FROM uw.person RETURN *"))
                .hasMessage("Binder exception: Variable name already exists.");
        assertThatThrownBy(
                        () ->
                                uw.rows(
                                        "LOAD FROM uw.sales.`Order Line` LOAD FROM uw.sales.`Order Line` RETURN `Unit Price`"))
                .hasMessage("Binder exception: Variable Unit Price already exists.");
    }

    @Test
    void joinsWithTheGraph() {
        assertThat(
                        uw.rows(
                                "MATCH (s:Student) LOAD FROM uw.person WHERE name = s.name RETURN s.year, age ORDER BY age"))
                .containsExactly("2|25", "1|30");
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.person MATCH (s:Student) WHERE s.name = name RETURN name, s.year ORDER BY name"))
                .containsExactly("Alice|1", "Dan|2");
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.person OPTIONAL MATCH (s:Student) WHERE s.name = name RETURN name, s.year ORDER BY name"))
                .containsExactly("Alice|1", "Bob|null", "Carol|null", "Dan|2");
        assertThat(
                        uw.rows(
                                "MATCH (s:Student) LOAD FROM uw.sales.`Order Line` WHERE id = s.year RETURN * ORDER BY id"))
                .hasSize(2)
                .first()
                .asString()
                .endsWith("|1|9.99|2024-05-06 05:08:09+00|Bob");
    }

    @Test
    void changesTheGraph() {
        uw.run(
                "LOAD FROM uw.person MERGE (s:Student {name: name}) ON CREATE SET s.year = age ON MATCH SET s.year = 0");
        assertThat(uw.rows("MATCH (s:Student) RETURN s.name, s.year ORDER BY s.name"))
                .containsExactly("Alice|0", "Bob|27", "Carol|19", "Dan|0");
        uw.run("LOAD FROM uw.person WHERE age < 20 MATCH (s:Student {name: name}) DELETE s");
        uw.run(
                "LOAD FROM uw.sales.`Order Line` WHERE who = 'Eve' CREATE (:Student {name: who, year: id})");
        assertThat(uw.rows("MATCH (s:Student) RETURN s.name ORDER BY s.name"))
                .containsExactly("Alice", "Bob", "Dan", "Eve");
        assertThatThrownBy(
                        () ->
                                uw.rows(
                                        "MATCH (s:Student) SET s.year = 1 WITH s LOAD FROM uw.sales.`Order Line` RETURN *"))
                .hasMessageContaining("name the columns");
    }

    @Test
    void headersRenameByPosition() {
        assertThat(
                        uw.rows(
                                "LOAD WITH HEADERS (n STRING, a INT32) FROM uw.person WHERE a > 27 RETURN n"))
                .containsExactly("Alice");
        assertThat(uw.columns("LOAD WITH HEADERS (n STRING, a INT) FROM uw.person RETURN *"))
                .containsExactly("n", "a");
        assertThatThrownBy(
                        () ->
                                uw.rows(
                                        "LOAD WITH HEADERS (n STRING, a INT64) FROM uw.person RETURN *"))
                .hasMessage("Binder exception: a has data type INT32 but INT64 was expected.");
        assertThatThrownBy(() -> uw.rows("LOAD WITH HEADERS (n STRING) FROM uw.person RETURN *"))
                .hasMessage("Binder exception: Number of columns mismatch. Expected 1 but got 2.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM person",
                "DELETE FROM person RETURNING name",
                "WITH gone AS (DELETE FROM person RETURNING *) SELECT * FROM gone",
                "CREATE TABLE other (n int)",
                "COMMIT; DELETE FROM person"
            })
    void sqlQueryChangesNothingAndSaysSo(String sql) {
        String call = "CALL SQL_QUERY('uw', '" + sql + "') RETURN *";
        assertThatThrownBy(() -> uw.rows(call)).isInstanceOf(HowdahException.class);
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("4");
    }

    @Test
    void aValueThatKuzuHasNotIsToldWithAWayOut() throws SQLException {
        uw.sql("CREATE TABLE odd (n numeric(4, 1))", "INSERT INTO odd VALUES ('NaN')");
        assertThatThrownBy(() -> uw.rows("LOAD FROM uw.odd RETURN *"))
                .hasMessageContaining("NaN")
                .hasMessageContaining("cast the column to text");
        assertThat(uw.rows("CALL SQL_QUERY('uw', 'SELECT n::text FROM odd') RETURN *"))
                .containsExactly("NaN");
    }

    @Test
    void sqlQuery() {
        assertThat(
                        uw.rows(
                                "CALL SQL_QUERY('uw', 'SELECT name, age FROM person WHERE age > 20 ORDER BY 1') RETURN name ORDER BY name"))
                .containsExactly("Alice", "Bob", "Dan");
        assertThat(
                        uw.rows(
                                "CALL SQL_QUERY('uw', \"SELECT '{}'::json AS j, 'it''s' AS t, 1.50::numeric(4,2) AS d\") RETURN *"))
                .containsExactly("{}|it's|1.50");
        assertThat(
                        uw.rows(
                                "CALL SQL_QUERY('uw', 'SELECT name, age FROM person') WHERE a < 26 YIELD name AS n, age AS a RETURN n ORDER BY n"))
                .containsExactly("Carol", "Dan");
        assertThatThrownBy(
                        () ->
                                uw.rows(
                                        "CALL SQL_QUERY('uw', 'SELECT name, age FROM person') YIELD name RETURN name"))
                .hasMessageContaining("must all appear in the yield clause");
        assertThatThrownBy(() -> uw.rows("CALL SQL_QUERY('uv', 'SELECT 1') RETURN *"))
                .hasMessage("Runtime exception: No database named uv.");
        assertThatThrownBy(() -> uw.rows("CALL SQL_QUERY('uw', 'SELEC 1') RETURN *"))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.sqlState()).isEqualTo("42601"));
    }

    @Test
    void explainReadsNothingAndProfileRuns() {
        assertThat(uw.rows("EXPLAIN LOAD FROM uw.person RETURN *").getFirst())
                .contains("Physical Plan");
        assertThat(uw.rows("PROFILE LOAD FROM uw.person RETURN *").getFirst())
                .contains("Physical Plan");
    }

    @Test
    void wrongNamesAreExplainedAndTheSessionGoesOn() {
        assertThatThrownBy(() -> uw.rows("LOAD FROM nowhere.person RETURN *"))
                .hasMessage("Runtime exception: No database named nowhere.");
        assertThatThrownBy(() -> uw.rows("LOAD FROM uw.persn RETURN *"))
                .hasMessageContaining("persn");
        assertThatThrownBy(() -> uw.rows("LOAD FROM uw.person RETURN nam"))
                .hasMessage("Binder exception: Variable nam is not in scope.");
        assertThatThrownBy(() -> uw.rows("LOAD FROM uw.person WHERE 1 < age < 3 RETURN age"))
                .hasMessageContaining("LOAD FROM uw.person WHERE 1 < age < 3 RETURN age")
                .hasMessageContaining("Non-binary comparison")
                .message()
                .doesNotContain(".parquet");
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("4");
    }

    @Test
    void whatChangedOnTheServerIsSeen() throws SQLException {
        assertThat(uw.rows("LOAD FROM uw.person RETURN count(*)")).containsExactly("4");
        uw.sql(
                "ALTER TABLE person ADD COLUMN city text DEFAULT 'Ulm'",
                "CREATE TABLE later (x int)");
        assertThat(uw.rows("LOAD FROM uw.person WHERE age = 19 RETURN city"))
                .containsExactly("Ulm");
        assertThat(uw.rows("LOAD FROM uw.later RETURN count(*)")).containsExactly("0");
        uw.sql("ALTER TABLE person DROP COLUMN city");
        assertThat(uw.sorted("LOAD FROM uw.person WHERE age = 19 RETURN *"))
                .containsExactly("Carol|19");
        uw.sql("ALTER TABLE person ALTER age TYPE text");
        assertThat(uw.sorted("LOAD FROM uw.person RETURN age"))
                .containsExactly("19", "25", "27", "30");
    }
}
