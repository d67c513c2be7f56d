package dev.howdah.postgres.error;

import java.util.regex.Pattern;

/**
 * Hides credentials of connection strings in a text: {@code password=…}, {@code ://user:…@}, and
 * {@code PASSWORD '…'} of SQL.
 */
final class ConnectionTextMask {
    private static final String MASK = "***";
    private static final Pattern URI = Pattern.compile("\\s*+postgres(?:ql)?://");

    private final String text;
    private final HiddenValues hidden;

    /** Whether quotes delimit the text within something else, so that no value goes past one. */
    private final boolean quotesEnd;

    /** Whether the whole text is one URI, in which a password may hold spaces. */
    private final boolean uri;

    private final StringBuilder masked = new StringBuilder();
    private int copied;

    /** How far it is known that there is no "@". */
    private int withoutAt;

    private ConnectionTextMask(String text, boolean quotesEnd, HiddenValues hidden) {
        this.text = text;
        this.quotesEnd = quotesEnd;
        this.hidden = hidden;
        uri = !quotesEnd && URI.matcher(text).lookingAt();
    }

    /** Masks what stands in a string literal, its SQL escapes undone. */
    static String maskContent(String content, HiddenValues hidden) {
        return new ConnectionTextMask(content, false, hidden).mask();
    }

    /** Masks any text. */
    static String maskAround(String text, HiddenValues hidden) {
        return new ConnectionTextMask(text, true, hidden).mask();
    }

    private String mask() {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("://", at)) {
                at = userInfo(at + 3);
            } else if (uri && "?&".indexOf(text.charAt(at)) >= 0) {
                at = encodedKey(at + 1);
            } else if (SqlPieces.isWordPart(text.charAt(at))) {
                at = word(at);
            } else {
                at++;
            }
        }
        return copied == 0 ? text : masked.append(text, copied, text.length()).toString();
    }

    /** A password may hold an "@" that should have been encoded: up to the last one. */
    private int userInfo(int start) {
        int colon = start;
        while (colon < text.length() && ":/@".indexOf(text.charAt(colon)) < 0 && !ends(colon)) {
            colon++;
        }
        boolean named = colon < text.length() && text.charAt(colon) == ':';
        if (!named || colon < withoutAt) {
            return start;
        }
        int stop = colon;
        int at = -1;
        while (stop < text.length() && !ends(stop)) {
            if (text.charAt(stop) == '@') {
                at = stop;
            }
            stop++;
        }
        if (at < 0) {
            withoutAt = stop;
            return start;
        }
        replace(colon + 1, at, MASK);
        return at;
    }

    /** A key may be written so that it can't be read; then its value is not shown. */
    private int encodedKey(int start) {
        int end = start;
        while (end < text.length() && "=&".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        boolean encoded = text.substring(start, end).indexOf('%') >= 0;
        return encoded && text.startsWith("=", end) ? value(end + 1, true) : start;
    }

    private int word(int start) {
        int end = start;
        while (end < text.length() && SqlPieces.isWordPart(text.charAt(end))) {
            end++;
        }
        if (!SecretWords.isSecret(text.substring(start, end))) {
            return end;
        }
        boolean isString = start > 0 && "'.".indexOf(text.charAt(start - 1)) >= 0;
        if (isString && text.startsWith("'", end)) {
            return end;
        }
        int next = skipSpace(end);
        int operator = operatorEnd(next);
        if (operator > next) {
            boolean inQuery = start > 0 && "?&".indexOf(text.charAt(start - 1)) >= 0;
            return value(skipSpace(operator), inQuery);
        }
        int close = quotesEnd && text.startsWith("''", next) ? text.indexOf("''", next + 2) : -1;
        if (close > 0) {
            replace(next + 2, close, MASK);
            return close + 2;
        }
        int literalEnd = SqlPieces.literalEnd(text, next);
        if (literalEnd > next && !text.startsWith("'…'", next)) {
            replace(next, literalEnd, "'" + MASK + "'");
            return literalEnd;
        }
        return end;
    }

    private int operatorEnd(int start) {
        if (text.startsWith("=>", start) || text.startsWith(":=", start)) {
            return start + 2;
        }
        return text.startsWith("=", start) ? start + 1 : start;
    }

    private int value(int start, boolean inQuery) {
        int end;
        if (quotesEnd && text.startsWith("''", start)) {
            // A libpq quote within a string of SQL.
            int close = text.indexOf("''", start + 2);
            end = close < 0 ? valueEnd(start + 2, inQuery) : close + 2;
        } else if (text.startsWith("'", start)) {
            end = closingMark(start + 1);
        } else {
            end = valueEnd(start, inQuery);
        }
        if (end > start && !isPlaceholder(text.substring(start, end))) {
            replace(start, end, MASK);
        }
        return end;
    }

    private int valueEnd(int start, boolean inQuery) {
        int end = start;
        while (end < text.length() && !ends(end) && !(inQuery && text.charAt(end) == '&')) {
            end += text.charAt(end) == '\\' && end + 1 < text.length() ? 2 : 1;
        }
        return end;
    }

    private int closingMark(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\'') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(text.length(), end + 1);
    }

    private static boolean isPlaceholder(String value) {
        char first = value.charAt(0);
        boolean parameter =
                value.length() > 1
                        && first == '$'
                        && value.chars().skip(1).allMatch(c -> c >= '0' && c <= '9');
        return parameter || value.equals("?") || first == '…' || first == '(';
    }

    private boolean ends(int index) {
        char c = text.charAt(index);
        return (!uri && SqlPieces.isSpace(c)) || (quotesEnd && (c == '\'' || c == '"'));
    }

    private int skipSpace(int from) {
        int index = from;
        while (index < text.length() && SqlPieces.isSpace(text.charAt(index))) {
            index++;
        }
        return index;
    }

    private void replace(int start, int end, String replacement) {
        hidden.add(text.substring(start, end));
        masked.append(text, copied, start).append(replacement);
        copied = end;
    }
}
