package dev.howdah.kuzu.cypher;

import dev.howdah.kuzu.cypher.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text into its statements. */
public final class Script {
    private Script() {}

    /**
     * A statement of a text.
     *
     * @param text the statement with the comments before it, without a semicolon
     * @param start where it begins in the whole text
     */
    public record Part(String text, int start) {}

    /**
     * The statements in order. Kùzu allows two semicolons between statements and one at the end; a
     * text with others, one that can't be read and one without any statement is a single part, for
     * Kùzu to complain about.
     */
    public static List<Part> split(String text) {
        List<Part> parts = new ArrayList<>();
        int start = 0;
        int separators = 0;
        boolean tokensSeen = false;
        for (Token token : Lexer.tokenize(text)) {
            if (token.kind() == Kind.UNREADABLE) {
                return whole(text);
            } else if (token.kind() != Kind.END) {
                tokensSeen = true;
                separators = 0;
            } else if (tokensSeen) {
                parts.add(new Part(text.substring(start, token.start()), start));
                start = token.end();
                tokensSeen = false;
                separators = 1;
            } else if (separators == 1) {
                start = token.end();
                separators = 2;
            } else {
                return whole(text);
            }
        }
        if (tokensSeen) {
            parts.add(new Part(text.substring(start), start));
        }
        boolean legalEnd = tokensSeen || separators == 1;
        return legalEnd ? List.copyOf(parts) : whole(text);
    }

    private static List<Part> whole(String text) {
        return List.of(new Part(text, 0));
    }
}
