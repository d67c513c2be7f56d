package dev.howdah.postgres.error;

import dev.howdah.postgres.error.SqlPiece.Kind;

import java.util.ArrayList;
import java.util.List;

/** Takes a text apart as if it were SQL; whatever it is, this ends and loses nothing. */
final class SqlPieces {
    private final String text;
    private int at;

    /** Whether a string would go on the last one, which knows backslashes. */
    private boolean continuesEscapes;

    /** Whether comments hold comments, until one turns out not to be closed. */
    private boolean nests = true;

    private SqlPieces(String text) {
        this.text = text;
    }

    static List<SqlPiece> of(String text) {
        SqlPieces reader = new SqlPieces(text);
        List<SqlPiece> pieces = new ArrayList<>();
        while (reader.at < text.length()) {
            pieces.add(reader.next());
        }
        return pieces;
    }

    /** Where a string that starts here ends; the start itself if none does. */
    static int literalEnd(String text, int start) {
        if (text.startsWith("'", start)) {
            return closing(text, start + 1, '\'', false);
        }
        if (text.regionMatches(true, start, "E'", 0, 2)) {
            return closing(text, start + 2, '\'', true);
        }
        if (text.startsWith("'", start + 1) && "NnBbXx".indexOf(text.charAt(start)) >= 0) {
            return closing(text, start + 2, '\'', false);
        }
        if (text.regionMatches(true, start, "U&'", 0, 3)) {
            return closing(text, start + 3, '\'', false);
        }
        int tagEnd = dollarTagEnd(text, start);
        if (tagEnd == start) {
            return start;
        }
        int close = text.indexOf(text.substring(start, tagEnd), tagEnd);
        return close < 0 ? text.length() : close + tagEnd - start;
    }

    /** Behind the opening {@code $tag$}; the start itself if there is none. */
    static int dollarTagEnd(String text, int start) {
        if (!text.startsWith("$", start)) {
            return start;
        }
        int end = start + 1;
        while (end < text.length() && isWordPart(text.charAt(end))) {
            end++;
        }
        boolean tag = end < text.length() && text.charAt(end) == '$';
        return tag && !Character.isDigit(text.charAt(start + 1)) ? end + 1 : start;
    }

    static boolean isWordPart(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    /** Space in PostgreSQL's eyes or in DuckDB's, which takes Unicode's too. */
    static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private SqlPiece next() {
        int start = at;
        Kind kind = read();
        if (kind != Kind.SPACE) {
            boolean escapes = text.regionMatches(true, start, "E'", 0, 2);
            continuesEscapes = kind == Kind.LITERAL && (escapes || continuesEscapes);
        }
        return new SqlPiece(kind, start, at);
    }

    private Kind read() {
        char c = text.charAt(at);
        int spaceEnd = spaceEnd();
        if (spaceEnd > at) {
            at = spaceEnd;
            return Kind.SPACE;
        }
        int literalEnd =
                continuesEscapes && c == '\''
                        ? closing(text, at + 1, '\'', true)
                        : isApostrophe() ? at : literalEnd(text, at);
        if (literalEnd > at) {
            at = literalEnd;
            return Kind.LITERAL;
        }
        if (c == '"') {
            at = closing(text, at + 1, '"', false);
            return Kind.NAME;
        }
        if (!isWordPart(c)) {
            at++;
            return Kind.SYMBOL;
        }
        while (at < text.length() && isWordPart(text.charAt(at))) {
            at++;
        }
        return Kind.WORD;
    }

    /** As in "can't" and "server's": messages hold SQL and English side by side. */
    private boolean isApostrophe() {
        if (text.charAt(at) != '\'' || at == 0 || at + 1 >= text.length()) {
            return false;
        }
        boolean ending = "ts".indexOf(text.charAt(at + 1)) >= 0;
        boolean wordEnds = at + 2 == text.length() || " ,.;:".indexOf(text.charAt(at + 2)) >= 0;
        return ending && wordEnds && Character.isLowerCase(text.charAt(at - 1));
    }

    private int spaceEnd() {
        if (text.startsWith("--", at)) {
            int line = text.indexOf('\n', at);
            return line < 0 ? text.length() : line;
        }
        if (text.startsWith("/*", at)) {
            return commentEnd();
        }
        int end = at;
        while (end < text.length() && isSpace(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Comments hold comments; one that isn't closed ends where a simple one would. */
    private int commentEnd() {
        int depth = 0;
        int end = at;
        while (nests && end < text.length()) {
            if (text.startsWith("/*", end)) {
                depth++;
                end += 2;
            } else if (text.startsWith("*/", end)) {
                depth--;
                end += 2;
                if (depth == 0) {
                    return end;
                }
            } else {
                end++;
            }
        }
        nests = false;
        int close = text.indexOf("*/", at + 2);
        return close < 0 ? text.length() : close + 2;
    }

    private static int closing(String text, int from, char mark, boolean backslashes) {
        int index = from;
        while (index < text.length()) {
            char c = text.charAt(index++);
            if (c == '\\' && backslashes) {
                index++;
            } else if (c == mark) {
                if (index == text.length() || text.charAt(index) != mark) {
                    return index;
                }
                index++;
            }
        }
        return text.length();
    }
}
