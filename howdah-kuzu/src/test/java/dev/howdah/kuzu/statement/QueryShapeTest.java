package dev.howdah.kuzu.statement;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.stream.Collectors;

/** What a query returns and whether it changes something, as its clauses tell. */
final class QueryShapeTest {
    private static String items(String query) {
        return QueryShape.read(query).items().stream()
                .map(
                        item ->
                                switch (item.kind()) {
                                    case NAMED -> item.name();
                                    case ALL -> "*";
                                    case ALL_PROPERTIES -> item.name() + ".*";
                                    case EXPRESSION -> "?";
                                })
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            textBlock =
                    """
            MATCH (p:P) RETURN p, p.name, p.age AS years, count(*)         ~ p name years ?
            MATCH (p:P) RETURN DISTINCT p.name ORDER BY p.name, p.x LIMIT 3 ~ name
            MATCH (p:P) RETURN p.*, *                                      ~ p.* *
            MATCH (p:P) RETURN p.limit, p.skip AS limit SKIP 1             ~ limit limit
            MATCH (limit:P) RETURN limit LIMIT 1                           ~ limit
            MATCH (p:P) RETURN [x IN p.l | x], {a: 1, b: 2}, f(a, b) AS `a b` ~ ? ? a b
            RETURN 1, true, NULL, 'x', -1                                  ~ ? ? ? ? ?
            RETURN p.s.a, p.l[1], p.s.a AS a                               ~ ? ? a
            MATCH (p:P) WITH p.name AS n RETURN n UNION RETURN 2 AS m      ~ n
            MATCH (`p q`:P) RETURN `p q`.`x y` // AS z                     ~ x y
            """)
    void namesItems(String query, String expected) {
        assertThat(items(query)).isEqualTo(expected);
    }

    @Test
    void knowsWhatChangesTheGraph() {
        assertThat(QueryShape.read("MATCH (p:P) SET p.a = 1 RETURN p.a").updates()).isTrue();
        assertThat(QueryShape.read("MATCH (p:P) MERGE (q:P {a: 1}) RETURN q").updates()).isTrue();
        assertThat(QueryShape.read("MATCH (p:P) DETACH DELETE p RETURN 1").updates()).isTrue();
        assertThat(QueryShape.read("MATCH (p:P) RETURN p.set, p.create AS delete").updates())
                .isFalse();
    }
}
