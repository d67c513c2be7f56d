package dev.howdah.cli.render;

import org.jline.utils.WCWidth;

/** Measures text in terminal cells and cuts it to a number of them. */
final class TextWidth {
    private TextWidth() {}

    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** The end of the longest beginning at {@code from} that fits into {@code cells}. */
    static int fittingEnd(String text, int from, int cells) {
        int used = 0;
        int end = from;
        while (end < text.length()) {
            int point = text.codePointAt(end);
            used += of(point);
            if (used > cells) {
                break;
            }
            end += Character.charCount(point);
        }
        return end;
    }

    private static int of(int point) {
        return Math.max(0, WCWidth.wcwidth(point));
    }
}
