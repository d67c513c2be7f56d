package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.duckdb.statement.Token.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

final class LexerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    'it''s'         | STRING            | it's
                    E'a\\'b\\n\\x41' | STRING           | `a'b
                    A`
                    e'\\u00e4\\101' | STRING            | äA
                    x'AB'           | STRING            | AB
                    $$a;'b"$$       | STRING            | a;'b"
                    $t$ $$ $t$      | STRING            | ` $$ `
                    "a""b"          | QUOTED_IDENTIFIER | a"b
                    Straße_1        | WORD              | Straße_1
                    a$b             | WORD              | a$b
                    1_000.5e-3      | NUMBER            | 1_000.5e-3
                    .5              | NUMBER            | .5
                    ?               | PARAMETER         | ?
                    ?12             | PARAMETER         | ?12
                    $1              | PARAMETER         | $1
                    $name           | PARAMETER         | $name
                    ;               | END               | ;
                    'open           | UNTERMINATED      | 'open
                    "open           | UNTERMINATED      | "open
                    $t$ open $$     | UNTERMINATED      | $t$ open $$
                    /* a /* b */    | UNTERMINATED      | /* a /* b */
                    """)
    void tellsOneTokenFromAnother(String text, Kind kind, String value) {
        List<Token> tokens = Lexer.tokenize(text.strip());

        assertThat(tokens).containsExactly(new Token(kind, value, 0, text.strip().length()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-- to the end 'of the line\n.b",
                "a /* ' /* nested */ \" */ . b -- end",
                "\ta\r\n.\u00a0b"
            })
    void ignoresCommentsAndBlanks(String text) {
        assertThat(Lexer.tokenize(text)).extracting(Token::value).containsExactly("a", ".", "b");
    }

    @Test
    void keepsTheMinusThatIsNoSignOfAnExponent() {
        assertThat(Lexer.tokenize("1-2e+3-x"))
                .extracting(Token::value)
                .containsExactly("1", "-", "2e+3", "-", "x");
    }

    @Test
    void endsAParameterBehindItsDigits() {
        assertThat(Lexer.tokenize("a=?and b=$12and c=?3and d=$name"))
                .filteredOn(token -> token.kind() == Token.Kind.PARAMETER)
                .extracting(Token::value)
                .containsExactly("?", "$12", "?3", "$name");
    }

    @Test
    void splitsAtSemicolonsOutsideOfQuotes() {
        assertThat(
                        StatementSplitter.split(
                                ";;SELECT ';' -- ;\n ; /* ; */ SELECT \";\" ; $$;$$ ; -- nothing"))
                .containsExactly("SELECT ';'", "SELECT \";\"", "$$;$$");
    }

    @ParameterizedTest
    @CsvSource({"SELECT 1;,true", "SELECT 1,false", "'',true", "SELECT ';,false", "a; -- b,true"})
    void knowsWhetherAStatementHasEnded(String text, boolean complete) {
        assertThat(StatementSplitter.isComplete(text)).isEqualTo(complete);
    }
}
