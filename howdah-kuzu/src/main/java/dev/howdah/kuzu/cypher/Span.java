package dev.howdah.kuzu.cypher;

/**
 * A piece of a statement's text.
 *
 * @param start where it begins, in UTF-16 units
 * @param end where it ends, exclusive
 */
public record Span(int start, int end) {
    public Span {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("span " + start + ".." + end);
        }
    }

    /** The piece itself. */
    public String of(String text) {
        return text.substring(start, end);
    }
}
