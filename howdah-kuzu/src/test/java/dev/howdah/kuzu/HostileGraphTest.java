package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/**
 * Texts that would be statements if they ever left their quotes, in every place that takes a name
 * or a text. A table called canary is gone as soon as one does, on either side.
 */
@Timeout(180)
final class HostileGraphTest {
    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        uw =
                new AttachedGraph(
                        Servers.newest(),
                        "CREATE TABLE canary (i int)",
                        "CREATE TABLE person (id int PRIMARY KEY, name text)",
                        "INSERT INTO person VALUES (1, 'Alice')");
        uw.run("CREATE NODE TABLE Canary(i INT64 PRIMARY KEY)");
    }

    @AfterEach
    void bothCanariesLive() throws SQLException {
        assertThat(asked("SELECT count(*) FROM canary")).isEqualTo("0");
        assertThat(asked("SELECT count(*) FROM pg_class WHERE relname = 'pwned'")).isEqualTo("0");
        assertThat(uw.rows("MATCH (c:Canary) RETURN count(*)")).containsExactly("0");
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        uw.close();
    }

    private String asked(String sql) throws SQLException {
        try (java.sql.Connection connection = uw.server.connect(uw.database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void attempt(String cypher) {
        try (QueryResult result = uw.graph.query(cypher)) {
            AttachedGraph.rows(result);
        } catch (HowdahException refused) {
            assertThat(refused).hasMessageNotContaining("INTERNAL");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'; DROP TABLE canary; --",
                "''; DROP TABLE canary; --",
                "\"; DROP TABLE canary; --",
                "x'); DROP TABLE canary; --",
                "\\'; DROP TABLE canary; --",
                "\\\\'; DROP TABLE canary; --",
                "$$; DROP TABLE canary; $$",
                "*/ DROP TABLE canary; /*",
                "\n'; DROP TABLE canary;\n--",
                "\"x\" FROM person; CREATE TABLE pwned (i int); --",
                "a\" AS x FROM person WHERE \"a",
                "' OR '1'='1",
                "ü'; DROP TABLE canary; -- \uD83D\uDE00",
                "\u02BC; DROP TABLE canary; --",
                "'}) RETURN 1; DROP TABLE Canary; //",
                "a;b--c/*d",
                "{0} %s {} ${x} $1 ?"
            })
    void textsStayTexts(String evil) throws SQLException {
        String text = Quoting.text(evil);
        String name = Quoting.name(evil);
        for (String cypher :
                List.of(
                        "LOAD FROM uw." + name + " RETURN *",
                        "LOAD FROM uw." + name + ".person RETURN *",
                        "LOAD FROM uw.person WHERE name = " + text + " RETURN *",
                        "LOAD FROM uw.person WHERE name STARTS WITH " + text + " RETURN *",
                        "LOAD FROM uw.person WHERE name CONTAINS " + text + " RETURN *",
                        "LOAD FROM uw.person WHERE name =~ " + text + " RETURN *",
                        "LOAD FROM uw.person WHERE name IN [" + text + "] RETURN *",
                        "LOAD FROM uw.person WHERE " + name + " = 1 RETURN *",
                        "LOAD FROM uw.person RETURN id AS " + name,
                        "CALL SQL_QUERY(" + text + ", 'SELECT 1') RETURN *",
                        "CALL TABLE_INFO(" + text + ") RETURN *",
                        "CALL TABLE_INFO('uw.' + " + text + ") RETURN *",
                        "CALL TABLE_INFO(" + Quoting.text("uw." + evil) + ") RETURN *",
                        "CALL IMPORT_GRAPH(" + text + ") RETURN *",
                        "CALL IMPORT_GRAPH('uw', schema := " + text + ") RETURN *",
                        "CALL IMPORT_GRAPH('uw', tables := [" + text + "]) RETURN *",
                        "COPY Canary FROM uw." + name,
                        "COPY " + name + " FROM uw.person",
                        "COPY Canary(" + name + ") FROM uw.person",
                        "COPY (RETURN 1 AS i) TO uw." + name + "." + name,
                        "ATTACH " + text + " AS x (dbtype postgres)",
                        "ATTACH 'host=127.0.0.1 port=1' AS " + name + " (dbtype postgres)",
                        connect("x", "schema = " + text),
                        connect("y", "secret = " + text),
                        "USE " + name,
                        "DETACH " + name)) {
            attempt(cypher);
        }
        try (Value value = new Value(evil);
                var prepared = uw.graph.prepare("LOAD FROM uw.person WHERE name = $p RETURN id");
                QueryResult result = prepared.execute(Map.of("p", value))) {
            assertThat(AttachedGraph.rows(result)).isEmpty();
        }
    }

    private String connect(String alias, String options) {
        return "ATTACH %s AS %s (dbtype postgres, %s)"
                .formatted(Quoting.text(uw.server.connectionString(uw.database)), alias, options);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a'b",
                "a\"b",
                "a\\b",
                "a;b",
                "a--b",
                "a/*b",
                "a b",
                "a.b",
                "$$",
                "ü\uD83D\uDE00",
                "'}) DETACH DELETE n; DROP TABLE Canary; //",
                "x\nDROP TABLE Canary;",
                "a\\' RETURN 1; DROP TABLE Canary; //",
                "{0} %s"
            })
    void namesOfPostgresStayNames(String evil) throws SQLException {
        String quoted = "\"" + evil.replace("\"", "\"\"") + "\"";
        String text = "'" + evil.replace("'", "''") + "'";
        uw.sql(
                "CREATE SCHEMA evil",
                "CREATE TYPE evil.mood AS ENUM (" + text + ")",
                "CREATE TABLE evil." + quoted + " (" + quoted + " int PRIMARY KEY, m evil.mood)",
                "COMMENT ON TABLE evil." + quoted + " IS " + text,
                "INSERT INTO evil." + quoted + " VALUES (7, " + text + ")");
        String name = Quoting.name(evil);
        assertThat(uw.rows("LOAD FROM uw.evil." + name + " RETURN " + name + ", m"))
                .containsExactly("7|" + evil);
        assertThat(uw.rows("LOAD FROM uw.evil." + name + " WHERE " + name + " = 7 RETURN *"))
                .containsExactly("7|" + evil);
        assertThat(
                        uw.rows(
                                "LOAD FROM uw.evil."
                                        + name
                                        + " WHERE m = "
                                        + Quoting.text(evil)
                                        + " RETURN 1"))
                .hasSize(1);
        uw.run(connect("e", "schema = 'evil'"));
        assertThat(uw.rows("CALL SHOW_TABLES() WHERE comment <> '' RETURN comment"))
                .containsExactly(evil);
        attempt("CALL IMPORT_GRAPH('e', dry_run := true) RETURN *");
        attempt("CALL IMPORT_GRAPH('e') RETURN *");
        uw.run("COPY (LOAD FROM e." + name + " RETURN " + name + ", m) TO uw.evil.copied");
        assertThat(asked("SELECT m FROM evil.copied")).isEqualTo(evil);
        String alias = Quoting.name(evil + "2");
        uw.run(connect(alias, "schema = 'evil'"));
        assertThat(uw.rows("LOAD FROM " + alias + "." + name + " RETURN m")).containsExactly(evil);
        assertThat(uw.rows("CALL SHOW_ATTACHED_DATABASES() RETURN name")).contains(evil + "2");
        uw.run("DETACH " + alias);
    }

    @Test
    void anotherKindOfDatabaseCannotTakeOurName() {
        for (String cypher :
                List.of(
                        "ATTACH '/tmp/nothing' AS uw (dbtype kuzu)",
                        "ATTACH '/tmp/nothing' AS UW (dbtype duckdb)",
                        "ATTACH '/tmp/uw.db' (dbtype kuzu)")) {
            assertThatThrownBy(() -> uw.run(cypher))
                    .isInstanceOf(HowdahException.class)
                    .hasMessageContaining("Duplicate attached database name");
        }
    }
}
