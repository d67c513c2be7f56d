package dev.howdah.cli.render;

import dev.howdah.cli.render.BoxRenderer.ShownRows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which columns a box shows and how wide each is.
 *
 * <p>Too wide a box first has its widest columns cut, none below {@link #LEAST_CUT} cells; if that
 * is not enough, columns in the middle give way to one with an ellipsis.
 *
 * @param columns the shown columns from left to right, as indexes from 0, or {@link #GAP}
 * @param widths the width of each
 * @param allColumns how many columns the result has
 * @param linesPerRow on how many lines a row may go on that has been cut
 */
record BoxLayout(List<Integer> columns, List<Integer> widths, int allColumns, int linesPerRow) {
    /** Stands for the columns that are left out. */
    static final int GAP = -1;

    private static final int LEAST_CUT = 20;

    /** Room that a column needs beside its text: a blank on each side and a line. */
    private static final int FRAME = 3;

    static BoxLayout of(
            List<? extends ResultColumn> columns,
            ShownRows rows,
            int leastWidth,
            BoxLimits limits) {
        int[] wanted = wantedWidths(columns, rows);
        int total = total(wanted);
        if (total < leastWidth) {
            wanted[0] += leastWidth - total;
        }
        if (total(wanted) <= limits.width()) {
            return withAll(wanted, 1);
        }
        int[] widths = wanted.clone();
        cutWidest(widths, limits.width());
        if (total(widths) > limits.width()) {
            return withoutMiddle(wanted, widths, limits.width());
        }
        return withAll(widths, linesPerRow(rows, limits.rows()));
    }

    private static BoxLayout withAll(int[] widths, int linesPerRow) {
        return new BoxLayout(
                IntStream.range(0, widths.length).boxed().toList(),
                Arrays.stream(widths).boxed().toList(),
                widths.length,
                linesPerRow);
    }

    int totalWidth() {
        return total(widths.stream().mapToInt(Integer::intValue).toArray());
    }

    /** The width of a column of the result, 0 if it is left out. */
    int widthOf(int column) {
        int position = columns.indexOf(column);
        return position < 0 ? 0 : widths.get(position);
    }

    boolean hidesColumns() {
        return shownColumns() < allColumns;
    }

    int shownColumns() {
        return (int) columns.stream().filter(column -> column != GAP).count();
    }

    private static int[] wantedWidths(List<? extends ResultColumn> columns, ShownRows rows) {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            int column = i;
            widths[i] =
                    IntStream.concat(
                                    IntStream.of(
                                            BoxCell.middle(columns.get(i).name()).width(),
                                            TextWidth.of(columns.get(i).typeName())),
                                    Stream.concat(rows.top().stream(), rows.bottom().stream())
                                            .mapToInt(row -> row.get(column).width()))
                            .max()
                            .orElseThrow();
        }
        return widths;
    }

    private static int total(int[] widths) {
        return 1 + Arrays.stream(widths).map(width -> width + FRAME).sum();
    }

    /** Takes from the widest columns first, cell by cell, so that short ones stay whole. */
    private static void cutWidest(int[] widths, int limit) {
        // A value may be megabytes wide; nothing beyond the limit can be shown anyway.
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Math.min(widths[i], limit);
        }
        for (int excess = total(widths) - limit; excess > 0; excess--) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                if (widths[i] >= widths[widest]) {
                    widest = i;
                }
            }
            if (widths[widest] <= LEAST_CUT) {
                return;
            }
            widths[widest]--;
        }
    }

    private static BoxLayout withoutMiddle(int[] wanted, int[] widths, int limit) {
        boolean[] hidden = new boolean[widths.length];
        int total = total(widths) + 1 + FRAME;
        for (int offset = 0; total > limit; offset = offset >= 0 ? -offset - 1 : -offset) {
            int column = widths.length / 2 + offset;
            hidden[column] = true;
            total -= widths[column] + FRAME;
        }
        List<Integer> shown = new ArrayList<>();
        List<Integer> shownWidths = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            if (!hidden[i]) {
                int more = Math.min(limit - total, wanted[i] - widths[i]);
                total += more;
                shown.add(i);
                shownWidths.add(widths[i] + more);
            } else if (shown.isEmpty() || shown.getLast() != GAP) {
                shown.add(GAP);
                shownWidths.add(1);
            }
        }
        return new BoxLayout(List.copyOf(shown), List.copyOf(shownWidths), widths.length, 1);
    }

    /** A few rows may spread over lines, as long as the whole stays within the row limit. */
    private static int linesPerRow(ShownRows rows, int mostRows) {
        int head = 5;
        if (rows.count() == 0 || rows.hidesRows() || rows.count() + head >= mostRows) {
            return 1;
        }
        return Math.max(1, (mostRows - head) / (int) rows.count());
    }
}
