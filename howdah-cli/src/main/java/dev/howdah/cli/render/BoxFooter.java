package dev.howdah.cli.render;

import dev.howdah.cli.render.BoxRenderer.ShownRows;

import java.io.PrintStream;

/**
 * The counts below a box.
 *
 * @param rowCount the number of rows
 * @param columnCount how many columns there are
 * @param rows {@code 100 rows}
 * @param exact {@code 1234567 total} if {@code rows} is in words, or nothing
 * @param shown {@code 40 shown} if rows are left out, or nothing
 */
record BoxFooter(long rowCount, int columnCount, String rows, String exact, String shown) {
    /** From this many rows on they are counted even if all are shown. */
    private static final int COUNTED_FROM = 10;

    static BoxFooter of(ShownRows rows, int columnCount, boolean readableNumbers) {
        String readable = readableNumbers ? LargeNumber.readable(Long.toString(rows.count())) : "";
        return new BoxFooter(
                rows.count(),
                columnCount,
                (readable.isEmpty() ? rows.count() : readable) + " rows",
                readable.isEmpty() ? "" : rows.count() + " total",
                rows.hidesRows() ? rows.shown() + " shown" : "");
    }

    /** The width that a box needs to hold what must be said below it. */
    int leastWidth() {
        return rowCount == 0 || !shown.isEmpty() ? ownWidth() : 0;
    }

    void print(BoxLayout layout, PrintStream out) {
        String columns = columnCount == 1 ? "1 column" : columnCount + " columns";
        if (layout.hidesColumns()) {
            columns += " (" + layout.shownColumns() + " shown)";
        }
        boolean both =
                layout.totalWidth() >= rows.length() + columns.length() + 6
                        && ((layout.hidesColumns() && rowCount > 0)
                                || (rowCount >= COUNTED_FROM && columnCount > 1));
        boolean rowsOnly =
                layout.totalWidth() >= ownWidth() && (rowCount == 0 || rowCount >= COUNTED_FROM);
        if (both) {
            rowsAndColumns(layout.totalWidth(), columns, out);
        } else if (rowsOnly) {
            rowsAlone(layout.totalWidth(), out);
        }
    }

    private void rowsAndColumns(int width, String columns, PrintStream out) {
        int room = width - rows.length() - columns.length() - 4;
        String note = note();
        boolean noteFits = !note.isEmpty() && room > note.length();
        String left = noteFits ? rows + " " + note : rows;
        int gap = width - left.length() - columns.length() - 4;
        out.print("  " + left + " ".repeat(gap) + columns + "\n");
        if (!noteFits && !note.isEmpty()) {
            out.print("  " + note + "\n");
        }
    }

    private void rowsAlone(int width, PrintStream out) {
        String note = note();
        String oneLine = note.isEmpty() ? rows : rows + " " + note;
        if (oneLine.length() + 4 <= width) {
            centred(oneLine, width, out);
        } else {
            centred(rows, width, out);
            centred(note, width, out);
        }
    }

    private static void centred(String text, int width, PrintStream out) {
        out.print((" ".repeat((width - text.length()) / 2) + text).stripTrailing() + "\n");
    }

    /** {@code (40 shown, 1234567 total)}. */
    private String note() {
        if (shown.isEmpty()) {
            return "";
        }
        return exact.isEmpty() ? "(" + shown + ")" : "(" + shown + ", " + exact + ")";
    }

    private int ownWidth() {
        return Math.max(rows.length(), note().length()) + 4;
    }
}
