package dev.howdah.cli.render;

import org.jspecify.annotations.Nullable;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Draws a result as DuckDB's shell does: types under names, numbers to the right, the middle of a
 * long result and of a wide one left out, the counts below.
 *
 * <p>Reads every row but keeps only those that are shown.
 */
final class BoxRenderer implements ResultRenderer {
    /** Leaving rows out costs three lines of dots, so a few too many are shown all the same. */
    private static final int DOT_LINES = 3;

    private final BoxLimits limits;

    BoxRenderer(BoxLimits limits) {
        this.limits = limits;
    }

    @Override
    public void render(ResultRows result, PrintStream out) throws SQLException {
        List<? extends ResultColumn> columns = result.columns();
        ShownRows rows = shownRows(columns, result);
        BoxFooter footer = BoxFooter.of(rows, columns.size(), limits.readableNumbers());
        BoxLayout layout = BoxLayout.of(columns, rows, footer.leastWidth(), limits);
        new BoxDrawing(columns, layout, out).draw(rows, footer);
    }

    private ShownRows shownRows(List<? extends ResultColumn> columns, ResultRows result)
            throws SQLException {
        int most = limits.rows();
        int top = most / 2 + most % 2;
        int bottom = most / 2;
        List<@Nullable Object[]> first = new ArrayList<>();
        Deque<@Nullable Object[]> last = new ArrayDeque<>();
        long count = 0;
        while (result.next()) {
            @Nullable Object[] row = read(columns);
            count++;
            if (first.size() < most + DOT_LINES) {
                first.add(row);
            }
            last.addLast(row);
            if (last.size() > bottom) {
                last.removeFirst();
            }
        }
        if (count <= first.size()) {
            return new ShownRows(count, worded(columns, first), List.of())
                    .withReadableNumbers(columns, limits.readableNumbers());
        }
        return new ShownRows(count, worded(columns, first.subList(0, top)), worded(columns, last));
    }

    private static @Nullable Object[] read(List<? extends ResultColumn> columns)
            throws SQLException {
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = columns.get(i).read();
        }
        return row;
    }

    private static List<List<BoxCell>> worded(
            List<? extends ResultColumn> columns, Iterable<@Nullable Object[]> rows) {
        List<List<BoxCell>> worded = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            List<BoxCell> cells = new ArrayList<>(columns.size());
            for (int i = 0; i < row.length; i++) {
                ResultColumn column = columns.get(i);
                Object value = row[i];
                cells.add(BoxCell.of(column, value == null ? null : column.text(value)));
            }
            worded.add(cells);
        }
        return worded;
    }

    /**
     * The rows that a box shows.
     *
     * @param count how many rows there are
     * @param top those above the gap, or all
     * @param bottom those below the gap, or none
     */
    record ShownRows(long count, List<List<BoxCell>> top, List<List<BoxCell>> bottom) {
        boolean hidesRows() {
            return !bottom.isEmpty() || count > top.size();
        }

        int shown() {
            return top.size() + bottom.size();
        }

        /** Adds "(1.23 million)" below a single row of large numbers only. */
        ShownRows withReadableNumbers(List<? extends ResultColumn> columns, boolean wanted) {
            if (!wanted || count != 1) {
                return this;
            }
            List<BoxCell> numbers = new ArrayList<>();
            List<BoxCell> words = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                BoxCell cell = top.getFirst().get(i);
                String readable =
                        columns.get(i).isNumeric() ? LargeNumber.readable(cell.text()) : "";
                if (readable.isEmpty()) {
                    return this;
                }
                numbers.add(BoxCell.middle(cell.text()));
                words.add(BoxCell.middle("(" + readable + ")"));
            }
            return new ShownRows(count, List.of(numbers, words), List.of());
        }
    }
}
