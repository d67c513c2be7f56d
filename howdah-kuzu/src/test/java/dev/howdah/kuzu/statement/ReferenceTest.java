package dev.howdah.kuzu.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.statement.Reference.Header;
import dev.howdah.kuzu.statement.Reference.YieldItem;
import dev.howdah.kuzu.statement.Statement.Query;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** What is found of a query's references. */
final class ReferenceTest {
    @Test
    void aReferenceKnowsItsPlaces() {
        String text =
                "EXPLAIN MATCH (p:Person) LOAD FROM uw.t (x = 1) WHERE a STARTS WITH 'x' AND"
                        + " set.load = 1 WITH p, a WHERE p.id = a RETURN *";
        Reference reference = only(text);
        assertThat(reference.source()).isEqualTo(new Source.Table(List.of("uw", "t")));
        assertThat(reference.clause().of(text)).isEqualTo("LOAD FROM uw.t (x = 1)");
        assertThat(reference.sourceSpan().of(text)).isEqualTo("uw.t");
        assertThat(reference.where().orElseThrow().of(text))
                .isEqualTo("a STARTS WITH 'x' AND set.load = 1");
        assertThat(reference.before().of(text)).isEqualTo("MATCH (p:Person) ");
        assertThat(reference.updatesBefore()).isFalse();
    }

    @Test
    void headers() {
        Reference reference =
                only(
                        "LOAD WITH HEADERS (id INT64, `a b` STRUCT(x INT64, y DECIMAL(3, 2)),"
                                + " l STRING[]) FROM uw.t RETURN *");
        assertThat(reference.headers())
                .containsExactly(
                        new Header("id", "INT64"),
                        new Header("a b", "STRUCT(x INT64,y DECIMAL(3,2))"),
                        new Header("l", "STRING[]"));
    }

    @Test
    void everyBranchAndClauseIsSeen() {
        String text =
                "LOAD FROM uw.a LOAD FROM uw.b WHERE a = b RETURN a UNION ALL"
                        + " CREATE (:X {a: 1}) WITH 1 AS x LOAD FROM uw.s.c RETURN c";
        List<Reference> references = references(text);
        assertThat(references).hasSize(3);
        assertThat(references.get(0).before().of(text)).isEmpty();
        assertThat(references.get(0).where()).isEmpty();
        assertThat(references.get(1).before().of(text)).isEqualTo("LOAD FROM uw.a ");
        assertThat(references.get(2).before().of(text))
                .isEqualTo("CREATE (:X {a: 1}) WITH 1 AS x ");
        assertThat(references.get(2).updatesBefore()).isTrue();
    }

    @Test
    void calls() {
        String text =
                "CALL SHOW_TABLES() WHERE name = 'x' YIELD id, name AS n, type RETURN n"
                        + " UNION CALL table_info('uw.t') RETURN name";
        List<Reference> references = references(text);
        Reference first = references.getFirst();
        assertThat(first.source()).isEqualTo(new Source.ShowTables());
        assertThat(first.clause().of(text)).isEqualTo("CALL SHOW_TABLES()");
        assertThat(first.where().orElseThrow().of(text)).isEqualTo("name = 'x'");
        assertThat(first.yields())
                .containsExactly(
                        new YieldItem("id", "id"),
                        new YieldItem("name", "n"),
                        new YieldItem("type", "type"));
        assertThat(first.yieldSpan().orElseThrow().of(text)).isEqualTo("YIELD id, name AS n, type");
        assertThat(references.get(1).source())
                .isEqualTo(new Source.TableInfo(new Literal.Text("uw.t")));
        assertThat(only("CALL SHOW_ATTACHED_DATABASES() RETURN *").source())
                .isEqualTo(new Source.ShowAttachedDatabases());
        assertThat(only("CALL SQL_QUERY('uw', $sql) RETURN *").source())
                .isEqualTo(
                        new Source.SqlQuery(new Literal.Text("uw"), new Literal.Parameter("sql")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LOAD FROM uw.t RETURN a                                | true  | false",
                "LOAD FROM uw.t RETURN *                                | true  | true",
                "LOAD FROM uw.t WHERE B > 1 RETURN A                    | true  | true",
                "LOAD FROM uw.t WITH * RETURN a                         | true  | false",
                "LOAD FROM uw.t WITH DISTINCT * RETURN *                | true  | true",
                "LOAD FROM uw.t WITH a RETURN *                         | true  | false",
                "LOAD FROM uw.t RETURN a, x.b                           | true  | false",
                "LOAD FROM uw.t RETURN a * 2                            | true  | false",
                "LOAD FROM uw.t RETURN count(*)                         | false | false",
                "LOAD FROM uw.t RETURN a UNION LOAD FROM 'f' RETURN b   | true  | false",
                "LOAD FROM uw.t CREATE (:P {a: `a`})                    | true  | false",
                "LOAD FROM uw.t WITH a AS b WHERE b = 1 RETURN b        | true  | true",
                "MATCH (n) WHERE n.b = b LOAD FROM uw.t RETURN a        | true  | false",
                "LOAD FROM uw.t MATCH (n {k: b}) SET n.v = a            | true  | true",
            })
    void mentions(String text, boolean a, boolean b) {
        Mentions mentions = only(text).mentions();
        assertThat(mentions.mayNeed("a")).isEqualTo(a);
        assertThat(mentions.mayNeed("b")).isEqualTo(b);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UNWIND [1,2] AS x LOAD FROM uw.t WHERE x IN [a, b] AND NOT a IS NULL RETURN x",
                "OPTIONAL MATCH p = (a)-[:K*1..2]->(b)<--(c) LOAD FROM uw.t RETURN p",
                "MATCH (a) WHERE EXISTS { MATCH (a)-->(b) } AND (a)-[]->() LOAD FROM uw.t RETURN a",
                "LOAD FROM uw.t MERGE (n {id: a}) ON MATCH SET n.x = 1 ON CREATE SET n.x = 2",
                "LOAD FROM uw.t WITH a ORDER BY a DESC, b SKIP 1 LIMIT 2 MATCH (n) DELETE n",
                "LOAD FROM uw.t RETURN CASE WHEN a = 1 THEN -b ELSE 3! END AS merge ORDER BY merge",
                "LOAD FROM uw.t RETURN CASE a WHEN 1 THEN 2 END, l[1:2], m[1], s.x, p.*, $p",
                "LOAD FROM uw.t WHERE load ENDS WITH 'x' OR from CONTAINS 'LOAD FROM' RETURN set",
                "LOAD FROM uw.t RETURN DISTINCT list_filter(l, x -> x > 1), CAST(a AS INT64)",
                "MATCH (a), (b) WHERE all(x IN a.l WHERE x > 1) HINT a JOIN b LOAD FROM uw.t"
                        + " RETURN a",
                "PROFILE CALL show_functions() YIELD name AS n LOAD/**/FROM//\nuw.t RETURN n",
                "MATCH (load) WITH load AS from LOAD FROM uw.t WHERE from.load = a RETURN from",
                "LOAD FROM uw.t WHERE a =~ '.*' XOR b <> 1 LIMIT 1UNION RETURN 1",
            })
    void clausesOfAllKindsMayStandAround(String text) {
        if (text.endsWith("LIMIT 1UNION RETURN 1")) {
            assertThat(references(text.replace(" LIMIT", " RETURN a LIMIT"))).hasSize(1);
        } else {
            assertThat(only(text).sourceSpan().of(text)).isEqualTo("uw.t");
        }
    }

    private static Reference only(String text) {
        List<Reference> references = references(text);
        assertThat(references).as(text).hasSize(1);
        return references.getFirst();
    }

    private static List<Reference> references(String text) {
        return ((Query) StatementReader.read(text)).references();
    }
}
