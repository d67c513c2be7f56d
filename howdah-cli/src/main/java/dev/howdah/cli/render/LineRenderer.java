package dev.howdah.cli.render;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;

/** Prints one line {@code name = value} per value and an empty line between rows. */
final class LineRenderer implements ResultRenderer {
    private static final int NARROWEST = 5;

    @Override
    public void render(ResultRows rows, PrintStream out) throws SQLException {
        List<? extends ResultColumn> columns = rows.columns();
        int width = NARROWEST;
        for (ResultColumn column : columns) {
            width = Math.max(width, TextWidth.of(column.name()));
        }
        boolean first = true;
        while (rows.next()) {
            if (!first) {
                out.print('\n');
            }
            first = false;
            for (ResultColumn column : columns) {
                String text = column.readText();
                out.print(" ".repeat(width - TextWidth.of(column.name())));
                out.print(column.name() + " = " + (text == null ? "NULL" : text) + '\n');
            }
        }
    }
}
