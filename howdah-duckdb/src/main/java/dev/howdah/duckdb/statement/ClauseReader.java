package dev.howdah.duckdb.statement;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Walks along a change and cuts out its expressions: they end at a keyword that stands outside of
 * brackets and of CASE … END.
 */
final class ClauseReader extends TokenReader {
    /** Of any statement that this class throws errors for. */
    private static final String SYNTAX_ERROR = "42601";

    ClauseReader(String text) {
        super(text);
    }

    /** All up to one of the keywords; never nothing. */
    String upTo(String... keywords) {
        return cut(ahead -> isAny(ahead, keywords));
    }

    /** All up to a comma or one of the keywords; never nothing. */
    String item(String... keywords) {
        return cut(ahead -> isSymbol(ahead, ',') || isAny(ahead, keywords));
    }

    /** All that is left, or nothing. */
    String remainder() {
        return atEnd() ? "" : cut(ahead -> false);
    }

    /** What has been read from a token on. */
    String since(Token first) {
        return between(first, required(-1));
    }

    /** All up to the ON CONFLICT that ends an INSERT's source, or RETURNING. */
    String upToConflict() {
        int conflict = lastConflict();
        return cut(ahead -> ahead == conflict || isAny(ahead, "RETURNING"));
    }

    /** WITH and its common tables. */
    String upToVerb() {
        return cut(
                ahead -> isAny(ahead, "INSERT", "UPDATE", "DELETE", "MERGE") && endsTable(ahead));
    }

    /** A common table may be called "insert". */
    private boolean endsTable(int ahead) {
        Token before = ahead > 0 ? peek(ahead - 1) : null;
        return before != null && before.is(')');
    }

    /** All up to the last of the keywords that stands before a greater clause. */
    String upToLast(String clause, String... keywords) {
        int last =
                outside()
                        .takeWhile(ahead -> !isAny(ahead, clause))
                        .filter(ahead -> isAny(ahead, keywords))
                        .reduce(-1, (first, second) -> second);
        return cut(ahead -> ahead == last || isAny(ahead, clause));
    }

    /** A join may call a table "conflict", so only the last ON CONFLICT is the clause. */
    private int lastConflict() {
        return outside()
                .filter(
                        ahead ->
                                isAny(ahead, "ON")
                                        && isAny(ahead + 1, "CONFLICT")
                                        && (isSymbol(ahead + 2, '(')
                                                || isAny(ahead + 2, "DO", "ON", "WHERE")))
                .reduce(-1, (first, second) -> second);
    }

    /** The tokens ahead that stand outside of brackets and CASE … END. */
    private IntStream outside() {
        IntStream.Builder found = IntStream.builder();
        length(
                ahead -> {
                    found.add(ahead);
                    return false;
                });
        return found.build();
    }

    /** What stands from here to the first token that ends it or to a bracket of the outside. */
    String cut(IntPredicate end) {
        int length = length(end);
        if (length == 0) {
            throw syntaxError("an expression");
        }
        String piece = between(required(0), required(length - 1));
        skip(length);
        return piece;
    }

    /** How many tokens there are up to the first one outside of brackets that ends the piece. */
    private int length(IntPredicate end) {
        int length = 0;
        int depth = 0;
        int cases = 0;
        while (peek(length) != null) {
            int change = depthChange(length);
            boolean ends = depth == 0 && cases == 0 && end.test(length);
            if (ends || depth + change < 0) {
                return length;
            }
            depth += change;
            if (isAny(length, "CASE")) {
                cases++;
            } else if (isAny(length, "END") && cases > 0) {
                cases--;
            }
            length++;
        }
        if (depth > 0) {
            skip(length);
            throw syntaxError("a closing bracket");
        }
        return length;
    }

    private int depthChange(int ahead) {
        Token token = peek(ahead);
        if (token == null || token.kind() != Token.Kind.SYMBOL) {
            return 0;
        }
        return switch (token.value()) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }

    private void skip(int count) {
        for (int i = 0; i < count; i++) {
            skip();
        }
    }

    Token next() {
        return required(0);
    }

    private Token required(int ahead) {
        Token token = peek(ahead);
        if (token == null) {
            throw syntaxError("more");
        }
        return token;
    }

    boolean isSymbol(int ahead, char symbol) {
        Token token = peek(ahead);
        return token != null && token.is(symbol);
    }

    /** Whether one of the keywords stands there as a keyword: {@code t.end} is a column. */
    boolean isAny(int ahead, String... keywords) {
        Token token = peek(ahead);
        if (token == null || isLabel(ahead) || isDistinctFrom(ahead)) {
            return false;
        }
        for (String keyword : keywords) {
            if (token.is(keyword)) {
                return true;
            }
        }
        return false;
    }

    private boolean isLabel(int ahead) {
        Token before = ahead > 0 ? peek(ahead - 1) : null;
        return before != null && (before.is('.') || before.is("AS"));
    }

    private boolean isDistinctFrom(int ahead) {
        Token token = peek(ahead);
        Token before = ahead > 1 ? peek(ahead - 1) : null;
        return token != null && before != null && token.is("FROM") && before.is("DISTINCT");
    }

    /** Whether one pair of brackets begins here and ends at the last token. */
    boolean bracketsTheRest() {
        int depth = 0;
        for (int i = 0; peek(i) != null; i++) {
            depth += depthChange(i);
            if (depth == 0) {
                return i > 0 && peek(i + 1) == null;
            }
        }
        return false;
    }

    /** What stands in the brackets that begin here; the brackets themselves are skipped. */
    String bracketed() {
        expect('(');
        String inner = at(')') ? "" : cut(ahead -> false);
        expect(')');
        return inner;
    }

    /** The items of the brackets that begin here; a comma may stand behind the last one. */
    List<String> bracketedItems() {
        List<String> items = new ArrayList<>();
        expect('(');
        do {
            items.add(item());
        } while (accept(',') && !at(')'));
        expect(')');
        return items;
    }

    /** Names in brackets, such as {@code (a, "B")}, or nothing if there stands anything else. */
    Optional<List<String>> names() {
        if (!at('(')) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        int ahead = 0;
        do {
            Token name = peek(ahead + 1);
            if (name == null || !isFreeName(name)) {
                break;
            }
            names.add(name.value());
            ahead += 2;
        } while (isSymbol(ahead, ','));
        int closing = names.isEmpty() ? 0 : isSymbol(ahead, ',') ? ahead + 1 : ahead;
        if (!isSymbol(closing, ')')) {
            return Optional.empty();
        }
        skip(closing + 1);
        return Optional.of(names);
    }

    List<String> requiredNames() {
        return names().orElseThrow(
                        () -> {
                            accept('(');
                            return syntaxError("a list of names");
                        });
    }

    /** A name that is no reserved word. */
    String identifier() {
        Token token = peek();
        if (token == null || !isFreeName(token)) {
            throw syntaxError("a name");
        }
        skip();
        return token.value();
    }

    /** Any word. */
    String identifierOrKeyword() {
        return name().orElseThrow(() -> syntaxError("a keyword"));
    }

    private static boolean isFreeName(Token token) {
        return token.isName() && !ReservedWords.contains(token);
    }

    ObjectName requiredObjectName() {
        Token token = peek();
        if (token == null || !isFreeName(token)) {
            throw syntaxError("a name");
        }
        return objectName().orElseThrow(() -> syntaxError("a name"));
    }

    /** {@code [AS] name}, unless the next word is the one that goes on with the statement. */
    Optional<String> alias(String continuation) {
        Token token = peek();
        if (!accept("AS") && (token == null || !isFreeName(token) || token.is(continuation))) {
            return Optional.empty();
        }
        return Optional.of(identifier());
    }

    /** What stands behind a keyword, up to others; nothing if the keyword isn't there. */
    Optional<String> clause(String keyword, String... ends) {
        return accept(keyword) ? Optional.of(upTo(ends)) : Optional.empty();
    }

    void expect(String keyword) {
        if (!accept(keyword)) {
            throw syntaxError(keyword);
        }
    }

    void expect(char symbol) {
        if (!accept(symbol)) {
            throw syntaxError("\"" + symbol + "\"");
        }
    }

    void expectEnd() {
        if (!atEnd()) {
            throw syntaxError("the end of the statement");
        }
    }

    /** The error for the next token. */
    HowdahException syntaxError(String expected) {
        Token token = peek();
        return syntaxError(token, expected + " is expected here");
    }

    static HowdahException error(String message) {
        return HowdahException.of(ErrorKind.USER, SYNTAX_ERROR, message);
    }

    private HowdahException syntaxError(@Nullable Token token, String mend) {
        String place =
                token == null
                        ? "syntax error at end of input"
                        : "syntax error at or near \"" + between(token, token) + "\"";
        return error(place + ": " + mend);
    }
}
