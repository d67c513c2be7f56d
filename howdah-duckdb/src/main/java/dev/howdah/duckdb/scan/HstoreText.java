package dev.howdah.duckdb.scan;

import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The text form of an hstore: {@code "key"=>"value", "other"=>NULL}. */
final class HstoreText {
    private final String text;
    private final List<Pair> pairs = new ArrayList<>();
    private int position;

    /** A key and its value, which may be null; keys may repeat. */
    record Pair(String key, @Nullable String value) {}

    private HstoreText(String text) {
        this.text = text;
    }

    static HstoreText parse(String text) {
        HstoreText hstore = new HstoreText(text);
        hstore.skipBlank();
        while (hstore.position < text.length()) {
            hstore.pair();
            hstore.skipBlank();
            if (hstore.position == text.length()) {
                break;
            }
            hstore.expect(",");
            hstore.skipBlank();
        }
        return hstore;
    }

    /** The last value of the key; null if there is none. */
    @Nullable String get(String key) {
        for (Pair pair : pairs.reversed()) {
            if (pair.key().equals(key)) {
                return pair.value();
            }
        }
        return null;
    }

    /** A JSON object with all pairs in their order, values strings or null. */
    String toJson() {
        StringBuilder json = new StringBuilder("{");
        for (Pair pair : pairs) {
            json.append(json.length() > 1 ? ", " : "");
            quote(pair.key(), json);
            json.append(": ");
            String value = pair.value();
            if (value == null) {
                json.append("null");
            } else {
                quote(value, json);
            }
        }
        return json.append('}').toString();
    }

    private void pair() {
        String key = word(new StringBuilder());
        skipBlank();
        expect("=>");
        skipBlank();
        boolean quoted = position < text.length() && text.charAt(position) == '"';
        String value = word(new StringBuilder());
        pairs.add(new Pair(key, !quoted && value.equalsIgnoreCase("null") ? null : value));
    }

    private String word(StringBuilder word) {
        boolean quoted = position < text.length() && text.charAt(position) == '"';
        int start = position;
        position += quoted ? 1 : 0;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (quoted ? c == '"' : c == ',' || c == '=' || Character.isWhitespace(c)) {
                break;
            }
            if (c == '\\') {
                position++;
                if (position == text.length()) {
                    throw wrong();
                }
                c = text.charAt(position);
            }
            word.append(c);
            position++;
        }
        if (quoted) {
            expect("\"");
        } else if (position == start) {
            throw wrong();
        }
        return word.toString();
    }

    private void expect(String token) {
        if (!text.startsWith(token, position)) {
            throw wrong();
        }
        position += token.length();
    }

    private void skipBlank() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }

    private HowdahException wrong() {
        return HowdahException.user(
                position < text.length()
                        ? "syntax error in hstore, near \"%s\" at position %d"
                                .formatted(text.charAt(position), position)
                        : "syntax error in hstore: unexpected end of string");
    }

    private static void quote(String value, StringBuilder json) {
        json.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        json.append('"');
    }
}
