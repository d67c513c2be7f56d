package dev.howdah.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;

/** Names and constants in SQL text. */
class QuotingTest {
    @Test
    void quotesEveryName() {
        assertThat(Identifier.quote("select")).isEqualTo("\"select\"");
        assertThat(Identifier.quote("a\"b")).isEqualTo("\"a\"\"b\"");
        assertThat(Identifier.quote("my schema", "T.x")).isEqualTo("\"my schema\".\"T.x\"");
    }

    @Test
    void quotesText() {
        assertThat(Literal.quote("")).isEqualTo("''");
        assertThat(Literal.quote("it's")).isEqualTo("'it''s'");
        assertThat(Literal.quote("a\\'b")).isEqualTo("E'a\\\\''b'");
    }

    @Test
    void refusesZeroCharacters() {
        assertThatThrownBy(() -> Identifier.quote("a\0b")).isInstanceOf(HowdahException.class);
        assertThatThrownBy(() -> Literal.quote("a\0b")).isInstanceOf(HowdahException.class);
    }
}
