package dev.howdah.kuzu.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.kuzu.cypher.Token.Kind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/** Tokens and their places. */
final class LexerTest {
    @Test
    void tokensKnowTheirPlaceInTheText() {
        assertThat(Lexer.tokenize("LOAD/**/FROM uw.`a``b` // end"))
                .containsExactly(
                        new Token(Kind.WORD, "LOAD", 0, 4),
                        new Token(Kind.WORD, "FROM", 8, 12),
                        new Token(Kind.WORD, "uw", 13, 15),
                        new Token(Kind.SYMBOL, ".", 15, 16),
                        new Token(Kind.QUOTED_NAME, "a``b", 16, 22));
    }

    @Test
    void stringsOnlyLoseTheirBackslashes() {
        assertThat(values("'a\\'b' \"c\\\"d\" '\\n\\\\' '\\u0041' 'x\ny'"))
                .containsExactly("a'b", "c\"d", "n\\", "u0041", "x\ny");
    }

    @Test
    void numbersEndWhereWordsBegin() {
        assertThat(values("1 007 1.5.6 1..2 .5 1e5 1e 1E-3x 1LIMIT"))
                .containsExactly(
                        "1", "0", "0", "7", "1.5", ".6", "1", "..", "2", ".5", "1e5", "1", "e",
                        "1E-3", "x", "1", "LIMIT");
    }

    @Test
    void parametersAndCurrencySigns() {
        assertThat(Lexer.tokenize("$name $1 $`a b` x$y £"))
                .extracting(Token::kind)
                .containsExactly(
                        Kind.PARAMETER, Kind.PARAMETER, Kind.PARAMETER, Kind.WORD, Kind.UNREADABLE);
    }

    @Test
    void anAsteriskHidesTheNextCharacterOfAComment() {
        assertThat(values("1 /* a **/ 2 */ 3")).containsExactly("1", "3");
        assertThat(values("1 /***/ 2 */ 3")).containsExactly("1", "3");
        assertThat(values("1 /**/ 2")).containsExactly("1", "2");
        assertThat(values("1 /* '' ; */ 2")).containsExactly("1", "2");
    }

    @Test
    void aLoneCarriageReturnMakesALineCommentASlash() {
        assertThat(values("6//* x\r */ 2")).containsExactly("6", "/", "2");
        assertThat(values("6//* x\r\n 2")).containsExactly("6", "2");
    }

    @Test
    void twoDashesAreNoComment() {
        assertThat(values("(a)-->(b)--x")).contains("x").filteredOn("-"::equals).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'open", "\"open", "`open", "'bad \\q'", "'\\u12'", "#", "a \\ b", "`a``"})
    void whatIsNoTokenTakesTheRestAlong(String text) {
        assertThat(Lexer.tokenize(text + " LOAD FROM uw.t").getLast().kind())
                .isEqualTo(Kind.UNREADABLE);
    }

    private static List<String> values(String text) {
        return Lexer.tokenize(text).stream().map(Token::value).toList();
    }
}
