package dev.howdah.kuzu.writeback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.kuzu.statement.QueryShape;

import org.junit.jupiter.api.Test;

import java.util.List;

/** The names of a result's columns as a table would have them. */
final class ResultNameTest {
    private static List<String> names(String query, String... shown) {
        return ResultName.of(List.of(shown), QueryShape.read(query).items()).stream()
                .map(name -> name.name().orElse("?"))
                .toList();
    }

    @Test
    void propertiesHaveTheGraphsCaseAndAliasesTheirOwn() {
        assertThat(
                        names(
                                "MATCH (p:P) RETURN p.NAME, p.name AS NAME, p.age AS `p.x`, p, p.a + 1",
                                "p.name",
                                "NAME",
                                "p.x",
                                "p",
                                "+(p.a,1)"))
                .containsExactly("name", "NAME", "p.x", "p", "?");
    }

    @Test
    void starsStandForAsManyColumnsAsThereAre() {
        assertThat(names("MATCH (p:P) RETURN 1 AS a, p.*, id(p)", "a", "p.x", "p.y", "p._ID"))
                .containsExactly("a", "x", "y", "?");
        assertThat(names("MATCH (p:P), (q:P) RETURN p.*, q.*, 2", "p.x", "p.y", "q.x", "q.y", "2"))
                .containsExactly("x", "y", "x", "y", "?");
        assertThat(names("LOAD FROM 'f' RETURN *, 1 AS b", "odd (name)", "x", "b"))
                .containsExactly("odd (name)", "x", "b");
        assertThat(names("UNWIND l AS s RETURN s.*", "STRUCT_EXTRACT(s,a)")).containsExactly("a");
    }
}
