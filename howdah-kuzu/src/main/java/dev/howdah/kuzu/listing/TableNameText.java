package dev.howdah.kuzu.listing;

import java.util.ArrayList;
import java.util.List;

/**
 * A table's name within a text, as TABLE_INFO takes it: parts with dots between. A part in
 * backticks or double quotes may hold dots; a doubled quote in it is one.
 */
final class TableNameText {
    private final String text;
    private int at;

    private TableNameText(String text) {
        this.text = text;
    }

    /** The parts; empty if it is no such name. */
    static List<String> parts(String text) {
        TableNameText reader = new TableNameText(text);
        List<String> parts = new ArrayList<>();
        do {
            String part = reader.part();
            if (part.isEmpty()) {
                return List.of();
            }
            parts.add(part);
        } while (reader.acceptDot());
        return reader.at == text.length() ? parts : List.of();
    }

    private boolean acceptDot() {
        boolean found = at < text.length() && text.charAt(at) == '.';
        at += found ? 1 : 0;
        return found;
    }

    private String part() {
        char quote = at < text.length() ? text.charAt(at) : '.';
        if (quote == '`' || quote == '"') {
            return quoted(quote);
        }
        int end = text.indexOf('.', at);
        String part = text.substring(at, end < 0 ? text.length() : end);
        at += part.length();
        return part;
    }

    private String quoted(char quote) {
        StringBuilder part = new StringBuilder();
        for (int i = at + 1; i < text.length(); i++) {
            if (text.charAt(i) != quote) {
                part.append(text.charAt(i));
            } else if (i + 1 < text.length() && text.charAt(i + 1) == quote) {
                part.append(quote);
                i++;
            } else {
                at = i + 1;
                return part.toString();
            }
        }
        return "";
    }
}
