package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL text into tokens by a dialect's rules for quotes, comments and names. */
public final class Lexer {
    private final String text;
    private final Dialect dialect;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text, Dialect dialect) {
        this.text = text;
        this.dialect = dialect;
    }

    /** All tokens by DuckDB's rules. */
    public static List<Token> tokenize(String text) {
        return tokenize(text, Dialect.DUCKDB);
    }

    /** All tokens in order; never fails, a quote without an end is a token of its own kind. */
    public static List<Token> tokenize(String text, Dialect dialect) {
        Lexer lexer = new Lexer(text, dialect);
        while (lexer.skipBlank()) {
            lexer.next();
        }
        return List.copyOf(lexer.tokens);
    }

    private boolean skipBlank() {
        while (position < text.length()) {
            if (Character.isWhitespace(text.charAt(position))
                    || text.charAt(position) == '\u00a0') {
                position++;
            } else if (text.startsWith("--", position)) {
                position = dialect.lineEnd(text, position);
            } else if (text.startsWith("/*", position)) {
                skipBlockComment();
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipBlockComment() {
        int start = position;
        int depth = 0;
        while (position < text.length()) {
            if (text.startsWith("/*", position)) {
                depth++;
                position += 2;
            } else if (text.startsWith("*/", position)) {
                depth--;
                position += 2;
                if (depth == 0) {
                    return;
                }
            } else {
                position++;
            }
        }
        add(Kind.UNTERMINATED, text.substring(start), start);
    }

    private void next() {
        char c = text.charAt(position);
        char following = position + 1 < text.length() ? text.charAt(position + 1) : '\0';
        if (c == '\'') {
            quoted(position, '\'', Kind.STRING, dialect == Dialect.POSTGRES_WITH_ESCAPES);
        } else if (c == '"') {
            quoted(position, '"', Kind.QUOTED_IDENTIFIER, false);
        } else if ((c == 'e' || c == 'E') && following == '\'') {
            quoted(position + 1, '\'', Kind.STRING, true);
        } else if ("xXbB".indexOf(c) >= 0 && following == '\'') {
            quoted(position + 1, '\'', Kind.STRING, false);
        } else if (c == '$') {
            dollar();
        } else if (c == '?' && dialect == Dialect.DUCKDB) {
            digits(Kind.PARAMETER);
        } else if (c == ';') {
            single(Kind.END);
        } else if (isDigit(c) || (c == '.' && isDigit(following))) {
            number();
        } else if (isNameStart(c)) {
            run(position, Kind.WORD);
        } else {
            single(Kind.SYMBOL);
        }
    }

    private void single(Kind kind) {
        position++;
        add(kind, text.substring(position - 1, position), position - 1);
    }

    private void run(int from, Kind kind) {
        int start = position;
        position = from;
        while (position < text.length() && isNamePart(text.charAt(position))) {
            position++;
        }
        add(kind, text.substring(start, position), start);
    }

    /** One character and the digits behind it: {@code $1and} is two tokens. */
    private void digits(Kind kind) {
        int start = position++;
        while (position < text.length() && isDigit(text.charAt(position))) {
            position++;
        }
        add(kind, text.substring(start, position), start);
    }

    private void number() {
        int start = position;
        while (position < text.length() && isNumberPart(position)) {
            position++;
        }
        add(Kind.NUMBER, text.substring(start, position), start);
    }

    private boolean isNumberPart(int at) {
        char c = text.charAt(at);
        boolean exponentSign = (c == '+' || c == '-') && "eE".indexOf(text.charAt(at - 1)) >= 0;
        return c == '.' || isNamePart(c) || exponentSign;
    }

    private void quoted(int from, char quote, Kind kind, boolean escapes) {
        int start = position;
        StringBuilder value = new StringBuilder();
        for (int i = from + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote) {
                int continued = kind == Kind.STRING ? dialect.continuation(text, i + 1) : -1;
                if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                    i++;
                } else if (continued >= 0) {
                    i = continued;
                    continue;
                } else {
                    position = i + 1;
                    add(kind, value.toString(), start);
                    return;
                }
            } else if (escapes && c == '\\' && i + 1 < text.length()) {
                i = Escape.append(text, i + 1, value);
                continue;
            }
            value.append(c);
        }
        unterminated(start);
    }

    private void dollar() {
        int start = position;
        int tagEnd = position + 1;
        if (tagEnd < text.length() && isDigit(text.charAt(tagEnd))) {
            digits(Kind.PARAMETER);
            return;
        }
        while (tagEnd < text.length()
                && text.charAt(tagEnd) != '$'
                && isNamePart(text.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean tag = tagEnd < text.length() && text.charAt(tagEnd) == '$';
        if (!tag) {
            position = tagEnd;
            add(
                    tagEnd == start + 1 ? Kind.SYMBOL : Kind.PARAMETER,
                    text.substring(start, tagEnd),
                    start);
            return;
        }
        String delimiter = text.substring(start, tagEnd + 1);
        int end = text.indexOf(delimiter, tagEnd + 1);
        if (end < 0) {
            unterminated(start);
            return;
        }
        position = end + delimiter.length();
        add(Kind.STRING, text.substring(tagEnd + 1, end), start);
    }

    private void unterminated(int start) {
        position = text.length();
        add(Kind.UNTERMINATED, text.substring(start), start);
    }

    private void add(Kind kind, String value, int start) {
        tokens.add(new Token(kind, value, start, position));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= '\u0080';
    }

    private static boolean isNamePart(char c) {
        return isNameStart(c) || isDigit(c) || c == '$';
    }
}
