package dev.howdah.kuzu.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.kuzu.cypher.Script.Part;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where statements end. */
final class ScriptTest {
    @Test
    void semicolonsInStringsNamesAndCommentsEndNothing() {
        assertThat(Script.split("RETURN ';' AS `a;b`/*;*/; // ;\nRETURN 2;"))
                .containsExactly(
                        new Part("RETURN ';' AS `a;b`/*;*/", 0), new Part(" // ;\nRETURN 2", 25));
    }

    @Test
    void twoSemicolonsMayStandBetweenStatements() {
        assertThat(Script.split("RETURN 1; /* */ ;RETURN 2"))
                .extracting(Part::text)
                .containsExactly("RETURN 1", "RETURN 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "// x",
                ";",
                ";RETURN 1",
                "RETURN 1;;",
                "RETURN 1;;;RETURN 2",
                "RETURN 1; RETURN 'x"
            })
    void whatKuzuRefusesStaysWhole(String text) {
        assertThat(Script.split(text)).containsExactly(new Part(text, 0));
    }
}
