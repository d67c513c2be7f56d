package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.LinkedHashMap;
import java.util.Map;

/** Connection strings of the form {@code key = value key='quoted value'}. */
final class KeyValueSyntax {
    private final String text;
    private int at;

    private KeyValueSyntax(String text) {
        this.text = text;
    }

    static Map<String, String> parse(String text) {
        return new KeyValueSyntax(text).parse();
    }

    private Map<String, String> parse() {
        Map<String, String> values = new LinkedHashMap<>();
        skipSpace();
        while (at < text.length()) {
            String key = key();
            skipSpace();
            if (at == text.length() || text.charAt(at) != '=') {
                // The word may be a password's tail, so it is not repeated here.
                throw HowdahException.user(
                        "The connection string has a word without '=' at character %d; write"
                                        .formatted(at - key.length() + 1)
                                + " key=value pairs, and values with spaces in single quotes");
            }
            at++;
            skipSpace();
            values.put(key, value(key));
            skipSpace();
        }
        return values;
    }

    private String key() {
        int from = at;
        while (at < text.length() && text.charAt(at) != '=' && !isSpace(text.charAt(at))) {
            at++;
        }
        return text.substring(from, at);
    }

    private String value(String key) {
        boolean quoted = at < text.length() && text.charAt(at) == '\'';
        if (quoted) {
            at++;
        }
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at);
            if (quoted ? c == '\'' : isSpace(c)) {
                break;
            }
            at++;
            if (c == '\\') {
                if (at < text.length()) {
                    value.append(text.charAt(at++));
                }
            } else {
                value.append(c);
            }
        }
        if (quoted) {
            if (at == text.length()) {
                throw HowdahException.user(
                        "The connection string ends inside the quoted value of \"%s\"; close it with '"
                                .formatted(key));
            }
            at++;
        }
        return value.toString();
    }

    private void skipSpace() {
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
    }

    /** Space as C's isspace has it, which libpq uses. */
    static boolean isSpace(char c) {
        return c == ' ' || (c >= '\t' && c <= '\r');
    }
}
