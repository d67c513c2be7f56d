package dev.howdah.cli.render;

import dev.howdah.cli.render.BoxCell.Alignment;
import dev.howdah.cli.render.BoxRenderer.ShownRows;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Draws the lines of one box. */
final class BoxDrawing {
    private static final String DOT = "·";
    private static final int DOT_LINES = 3;
    private static final BoxCell ELLIPSIS = BoxCell.of("…", Alignment.MIDDLE);
    private static final BoxCell EMPTY = BoxCell.of("", Alignment.LEFT);

    private final List<? extends ResultColumn> columns;
    private final BoxLayout layout;
    private final PrintStream out;
    private boolean firstRow = true;

    BoxDrawing(List<? extends ResultColumn> columns, BoxLayout layout, PrintStream out) {
        this.columns = columns;
        this.layout = layout;
        this.out = out;
    }

    void draw(ShownRows rows, BoxFooter footer) {
        rule('┌', '┬', '┐');
        row(columns.stream().map(column -> BoxCell.middle(column.name())).toList());
        row(columns.stream().map(column -> BoxCell.middle(column.typeName())).toList());
        if (rows.count() > 0) {
            rule('├', '┼', '┤');
        }
        rows.top().forEach(this::rowOnLines);
        if (!rows.bottom().isEmpty()) {
            dots(rows.top().getLast(), rows.bottom().getFirst());
            rows.bottom().forEach(this::rowOnLines);
        }
        rule('└', '┴', '┘');
        footer.print(layout, out);
    }

    private void rule(char left, char middle, char right) {
        StringBuilder line = new StringBuilder().append(left);
        String between = "";
        for (int width : layout.widths()) {
            line.append(between).append("─".repeat(width + 2));
            between = String.valueOf(middle);
        }
        line.append(right);
        out.print(line.append('\n'));
    }

    private void row(List<BoxCell> cells) {
        StringBuilder line = new StringBuilder("│");
        for (int i = 0; i < layout.columns().size(); i++) {
            int column = layout.columns().get(i);
            BoxCell cell = column == BoxLayout.GAP ? ELLIPSIS : cells.get(column);
            line.append(' ').append(cell.fitted(layout.widths().get(i))).append(" │");
        }
        out.print(line.append('\n'));
    }

    /** A row whose cut values go on below, set off from the row before by a rule. */
    private void rowOnLines(List<BoxCell> cells) {
        List<List<BoxCell>> lines = layout.linesPerRow() > 1 ? lines(cells) : List.of(cells);
        if (lines.size() > 1 && !firstRow) {
            rule('├', '┼', '┤');
        }
        firstRow = false;
        lines.forEach(this::row);
    }

    private List<List<BoxCell>> lines(List<BoxCell> cells) {
        List<List<BoxCell>> lines = new ArrayList<>();
        for (int column = 0; column < cells.size(); column++) {
            BoxCell cell = cells.get(column);
            int from = 0;
            for (int line = 0; line == 0 || from < cell.text().length(); line++) {
                boolean last = line + 1 == layout.linesPerRow();
                int end =
                        last
                                ? cell.text().length()
                                : TextWidth.fittingEnd(cell.text(), from, layout.widthOf(column));
                if (line == lines.size()) {
                    lines.add(new ArrayList<>(Collections.nCopies(cells.size(), EMPTY)));
                }
                String part = cell.text().substring(from, end);
                lines.get(line).set(column, BoxCell.of(part, cell.alignment()));
                from = end;
            }
        }
        return lines;
    }

    /** The dots that stand for rows left out, below the middle of the shorter neighbour. */
    private void dots(List<BoxCell> above, List<BoxCell> below) {
        List<BoxCell> cells = new ArrayList<>();
        for (int column = 0; column < above.size(); column++) {
            int width =
                    Math.min(
                            layout.widthOf(column),
                            Math.min(above.get(column).width(), below.get(column).width()));
            Alignment alignment = above.get(column).alignment();
            int padding = Math.max(0, width - 1);
            int before = alignment == Alignment.LEFT ? padding / 2 : padding - padding / 2;
            String text = " ".repeat(before) + DOT + " ".repeat(padding - before);
            cells.add(BoxCell.of(text, alignment));
        }
        for (int i = 0; i < DOT_LINES; i++) {
            row(cells);
        }
    }
}
