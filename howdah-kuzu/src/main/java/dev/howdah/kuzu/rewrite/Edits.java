package dev.howdah.kuzu.rewrite;

import dev.howdah.kuzu.cypher.Span;

import java.util.ArrayList;
import java.util.List;

/** Replacements in a text, in their order, whose positions stay those of the text as it was. */
final class Edits {
    private final String text;
    private final List<Edit> edits = new ArrayList<>();

    Edits(String text) {
        this.text = text;
    }

    /** A piece and what stands for it. */
    private record Edit(Span span, String replacement) {}

    void replace(Span span, String replacement) {
        edits.add(new Edit(span, replacement));
    }

    int count() {
        return edits.size();
    }

    /** A piece of the text with the replacements that lie in it. */
    String apply(Span piece) {
        StringBuilder result = new StringBuilder();
        int position = piece.start();
        for (Edit edit : edits) {
            boolean inside = edit.span().start() >= position && edit.span().end() <= piece.end();
            if (inside) {
                result.append(text, position, edit.span().start()).append(edit.replacement());
                position = edit.span().end();
            }
        }
        return result.append(text, position, piece.end()).toString();
    }
}
