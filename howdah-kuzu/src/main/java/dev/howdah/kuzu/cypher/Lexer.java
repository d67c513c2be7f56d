package dev.howdah.kuzu.cypher;

import dev.howdah.kuzu.cypher.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts Cypher into tokens exactly as Kùzu 0.11.2 does: always the longest that fits.
 *
 * <p>A quote or comment without an end is no token there but a lone quote or slash. No statement
 * may hold a lone quote or backtick, so the rest of such a text is one unreadable token here.
 */
public final class Lexer {
    private static final List<String> PAIRS =
            List.of("..", "<>", "<=", ">=", "!=", ">>", "<<", "=~");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    /** All tokens in order, without blanks and comments; never fails. */
    public static List<Token> tokenize(String text) {
        Lexer lexer = new Lexer(text);
        while (lexer.skipBlank()) {
            lexer.next();
        }
        return List.copyOf(lexer.tokens);
    }

    private boolean skipBlank() {
        while (position < text.length()) {
            int end = Blank.end(text, position);
            if (end == position) {
                return true;
            }
            position = end;
        }
        return false;
    }

    private void next() {
        char c = text.charAt(position);
        if (c == '\'' || c == '"') {
            string(c);
        } else if (c == '`') {
            quotedName();
        } else if (c == '$') {
            parameter();
        } else if (c == ';') {
            add(Kind.END, position + 1);
        } else if (Characters.isDigit(c) || (c == '.' && digits(position + 1) > position + 1)) {
            number();
        } else if (wordEnd(position) > position) {
            add(Kind.WORD, wordEnd(position));
        } else {
            symbol();
        }
    }

    private void string(char quote) {
        StringBuilder value = new StringBuilder();
        int i = position + 1;
        while (i < text.length() && text.charAt(i) != quote) {
            if (text.charAt(i) == '\\') {
                if (!isEscape(i + 1)) {
                    unreadable();
                    return;
                }
                i++;
            }
            value.append(text.charAt(i++));
        }
        if (i >= text.length()) {
            unreadable();
        } else {
            add(Kind.STRING, value.toString(), i + 1);
        }
    }

    /** What may follow a backslash; 0.11.2 then only drops the backslash, {@code \n} is an n. */
    private boolean isEscape(int at) {
        if (at >= text.length()) {
            return false;
        }
        char c = text.charAt(at);
        if (c != 'u' && c != 'U') {
            return "\\'\"bfnrtBFNRT".indexOf(c) >= 0;
        }
        int digits = at + 1;
        while (digits < text.length() && Characters.isHexDigit(text.charAt(digits))) {
            digits++;
        }
        return digits >= at + 5;
    }

    /** Doubled backticks belong to the name and stay doubled. */
    private void quotedName() {
        int end = position;
        int close = text.indexOf('`', position + 1);
        while (close >= 0) {
            end = close + 1;
            boolean doubled = end < text.length() && text.charAt(end) == '`';
            close = doubled ? text.indexOf('`', end + 1) : -1;
        }
        if (end == position) {
            unreadable();
        } else {
            add(Kind.QUOTED_NAME, text.substring(position + 1, end - 1), end);
        }
    }

    private void parameter() {
        int from = position + 1;
        int end = Math.max(wordEnd(from), integerEnd(from));
        if (end > from) {
            add(Kind.PARAMETER, text.substring(from, end), end);
        } else if (from < text.length() && text.charAt(from) == '`') {
            int start = position;
            position = from;
            quotedName();
            Token name = tokens.removeLast();
            Kind kind = name.kind() == Kind.UNREADABLE ? Kind.UNREADABLE : Kind.PARAMETER;
            tokens.add(new Token(kind, name.value(), start, position));
        } else {
            add(Kind.SYMBOL, from);
        }
    }

    private void number() {
        int whole = digits(position);
        int end = integerEnd(position);
        Kind kind = Kind.INTEGER;
        if (whole < text.length() && text.charAt(whole) == '.' && digits(whole + 1) > whole + 1) {
            whole = digits(whole + 1);
            end = whole;
            kind = Kind.REAL;
        }
        if (whole < text.length() && "eE".indexOf(text.charAt(whole)) >= 0) {
            int exponent = whole + 1;
            boolean minus = exponent < text.length() && text.charAt(exponent) == '-';
            exponent += minus ? 1 : 0;
            if (digits(exponent) > exponent) {
                end = digits(exponent);
                kind = Kind.REAL;
            }
        }
        add(kind, end);
    }

    /** A zero stands alone: {@code 007} is three numbers. */
    private int integerEnd(int from) {
        return from < text.length() && text.charAt(from) == '0' ? from + 1 : digits(from);
    }

    private int digits(int from) {
        int end = from;
        while (end < text.length() && Characters.isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private int wordEnd(int from) {
        if (from >= text.length() || !Characters.startsName(text.codePointAt(from))) {
            return from;
        }
        int end = from;
        while (end < text.length() && Characters.continuesName(text.codePointAt(end))) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private void symbol() {
        for (String pair : PAIRS) {
            if (text.startsWith(pair, position)) {
                add(Kind.SYMBOL, position + 2);
                return;
            }
        }
        if (Characters.isSymbol(text.charAt(position))) {
            add(Kind.SYMBOL, position + 1);
        } else {
            unreadable();
        }
    }

    private void unreadable() {
        add(Kind.UNREADABLE, text.length());
    }

    private void add(Kind kind, int end) {
        add(kind, text.substring(position, end), end);
    }

    private void add(Kind kind, String value, int end) {
        tokens.add(new Token(kind, value, position, end));
        position = end;
    }
}
