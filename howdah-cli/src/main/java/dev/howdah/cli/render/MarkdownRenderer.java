package dev.howdah.cli.render;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Prints a Markdown table with aligned columns, numbers to the right. */
final class MarkdownRenderer implements ResultRenderer {
    @Override
    public void render(ResultRows result, PrintStream out) throws SQLException {
        List<? extends ResultColumn> columns = result.columns();
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(column -> escaped(column.name())).toList());
        while (result.next()) {
            List<String> row = new ArrayList<>(columns.size());
            for (ResultColumn column : columns) {
                String text = column.readText();
                row.add(text == null ? "NULL" : escaped(text));
            }
            rows.add(row);
        }
        int[] widths = widths(rows, columns.size());
        line(rows.getFirst(), widths, columns, out);
        rule(widths, columns, out);
        rows.subList(1, rows.size()).forEach(row -> line(row, widths, columns, out));
    }

    private static int[] widths(List<List<String>> rows, int columns) {
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], TextWidth.of(row.get(i)));
            }
        }
        return widths;
    }

    private static void line(
            List<String> row, int[] widths, List<? extends ResultColumn> columns, PrintStream out) {
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - TextWidth.of(row.get(i)));
            boolean right = columns.get(i).isNumeric();
            out.print("| " + (right ? padding + row.get(i) : row.get(i) + padding) + " ");
        }
        out.print("|\n");
    }

    private static void rule(int[] widths, List<? extends ResultColumn> columns, PrintStream out) {
        for (int i = 0; i < widths.length; i++) {
            out.print("|" + "-".repeat(widths[i] + 1));
            out.print(columns.get(i).isNumeric() ? ":" : "-");
        }
        out.print("|\n");
    }

    private static String escaped(String text) {
        return text.replace("|", "\\|").replace("\r", "").replace("\n", "<br>");
    }
}
