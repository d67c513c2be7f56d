package dev.howdah.cli.render;

import org.jspecify.annotations.Nullable;

/**
 * One value of a box, worded, measured and aligned.
 *
 * @param text what is written, without control characters
 * @param width its width in terminal cells
 * @param alignment where it stands in its column
 */
record BoxCell(String text, int width, Alignment alignment) {
    private static final String NULL = "NULL";

    /** Where a value stands in its column. */
    enum Alignment {
        LEFT,
        MIDDLE,
        RIGHT
    }

    static BoxCell of(ResultColumn column, @Nullable String text) {
        Alignment alignment = column.isNumeric() ? Alignment.RIGHT : Alignment.LEFT;
        return of(text == null ? NULL : visible(text), alignment);
    }

    static BoxCell middle(String text) {
        return of(visible(text), Alignment.MIDDLE);
    }

    static BoxCell of(String text, Alignment alignment) {
        return new BoxCell(text, TextWidth.of(text), alignment);
    }

    /** The text cut or padded to {@code cells}. */
    String fitted(int cells) {
        if (width > cells) {
            int end = TextWidth.fittingEnd(text, 0, cells - 1);
            String cut = text.substring(0, end) + "…";
            return cut + " ".repeat(cells - TextWidth.of(cut));
        }
        int padding = cells - width;
        int left =
                switch (alignment) {
                    case LEFT -> 0;
                    case MIDDLE -> padding / 2;
                    case RIGHT -> padding;
                };
        return " ".repeat(left) + text + " ".repeat(padding - left);
    }

    private static String visible(String text) {
        if (text.chars().noneMatch(c -> c < ' ')) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= ' ') {
                result.append(c);
            } else {
                result.append('\\').append(escape(c));
            }
        }
        return result.toString();
    }

    private static String escape(char control) {
        return switch (control) {
            case 7 -> "a";
            case '\b' -> "b";
            case '\t' -> "t";
            case '\n' -> "n";
            case 11 -> "v";
            case '\f' -> "f";
            case '\r' -> "r";
            case 27 -> "e";
            default -> Integer.toString(control);
        };
    }
}
