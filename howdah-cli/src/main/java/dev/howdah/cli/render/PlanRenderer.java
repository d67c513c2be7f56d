package dev.howdah.cli.render;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.ZoneId;

/** Prints what EXPLAIN answers as it is: a plan has boxes of its own. */
final class PlanRenderer implements ResultRenderer {
    static boolean isPlan(ResultSetMetaData columns) throws SQLException {
        return columns.getColumnCount() == 2
                && columns.getColumnName(1).equals("explain_key")
                && columns.getColumnName(2).equals("explain_value");
    }

    @Override
    public void render(ResultSet result, ZoneId zone, PrintStream out) throws SQLException {
        while (result.next()) {
            String plan = result.getString(2);
            out.print(plan);
            if (!plan.endsWith("\n")) {
                out.print('\n');
            }
        }
    }
}
