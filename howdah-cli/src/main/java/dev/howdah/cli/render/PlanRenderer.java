package dev.howdah.cli.render;

import java.io.PrintStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** Prints what EXPLAIN answers as it is: a plan has boxes of its own. */
final class PlanRenderer implements ResultRenderer {
    /** The columns that DuckDB and Kùzu give; the last one holds the plan. */
    private static final Set<List<String>> PLANS =
            Set.of(List.of("explain_key", "explain_value"), List.of("explain result"));

    static boolean isPlan(ResultRows rows) {
        return PLANS.contains(rows.columns().stream().map(ResultColumn::name).toList());
    }

    @Override
    public void render(ResultRows rows, PrintStream out) throws SQLException {
        while (rows.next()) {
            String plan = String.valueOf(rows.columns().getLast().readText());
            out.print(plan);
            if (!plan.endsWith("\n")) {
                out.print('\n');
            }
        }
    }
}
