package dev.howdah.kuzu.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CypherMaskTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ATTACH 'host=h password=hush user=u' AS uw (dbtype postgres);",
                "ATTACH \"host=h password=hush user=u\" AS uw (dbtype postgres);",
                "ATTACH \"host=h password='is hush' user=u\" AS uw (dbtype postgres);",
                "ATTACH 'host=h password=\\'it is hush\\' user=u' AS uw (dbtype postgres);",
                "ATTACH 'host=h pass\\\"word=1 password=a\\'hush' AS uw (dbtype postgres);",
                "ATTACH 'host=h password=a\\\\\\'hush b' AS uw (dbtype postgres); RETURN 1;",
                "ATTACH 'postgresql://u:hush@h/db' AS uw (dbtype postgres)",
                "ATTACH 'password=\\'a hush\\' \\q' AS uw (dbtype postgres)",
                "ATTACH 'host=h password=hush",
                "CALL SQL_QUERY('uw', 'ALTER USER x PASSWORD \\'hush\\'') RETURN *",
                "RETURN \"it's\", 'it\\'s', `it's`; // don't\nATTACH 'password=hush' AS uw"
            })
    void hidesPasswordsWhereverAStringHoldsThem(String cypher) {
        assertThat(CypherMask.mask(cypher)).contains("***").doesNotContain("hush");
        assertThat(CypherMask.maskMessage("Parser exception: x\n\"" + cypher + "\"\n ^", cypher))
                .startsWith("Parser exception: x")
                .doesNotContain("hush");
    }

    @Test
    void leavesAllElseAsItIs() {
        String cypher = "MATCH (p:person) WHERE p.name = 'O\\'Brien' RETURN p.age; // it's";

        assertThat(CypherMask.mask(cypher)).isEqualTo(cypher);
        assertThat(CypherMask.maskMessage("Binder exception: O'Brien", cypher))
                .isEqualTo("Binder exception: O'Brien");
    }
}
