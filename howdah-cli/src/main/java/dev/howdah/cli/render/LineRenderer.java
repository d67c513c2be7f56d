package dev.howdah.cli.render;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;

/** Prints one line {@code name = value} per value and an empty line between rows. */
final class LineRenderer implements ResultRenderer {
    private static final int NARROWEST = 5;

    @Override
    public void render(ResultSet result, ZoneId zone, PrintStream out) throws SQLException {
        List<ResultColumn> columns = ResultColumn.of(result, zone);
        int width = NARROWEST;
        for (ResultColumn column : columns) {
            width = Math.max(width, TextWidth.of(column.name()));
        }
        boolean first = true;
        while (result.next()) {
            if (!first) {
                out.print('\n');
            }
            first = false;
            for (ResultColumn column : columns) {
                String text = column.readText(result);
                out.print(" ".repeat(width - TextWidth.of(column.name())));
                out.print(column.name() + " = " + (text == null ? "NULL" : text) + '\n');
            }
        }
    }
}
