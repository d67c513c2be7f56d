package dev.howdah.cli.render;

import java.io.PrintStream;
import java.sql.SQLException;

/** Prints one result. */
public interface ResultRenderer {
    /**
     * Reads the rows to their end and prints them.
     *
     * @param out where to print; not flushed
     */
    void render(ResultRows rows, PrintStream out) throws SQLException;

    /** Prints plans as they are and everything else through {@code renderer}. */
    static ResultRenderer forResult(ResultRows rows, ResultRenderer renderer) {
        return PlanRenderer.isPlan(rows) ? new PlanRenderer() : renderer;
    }
}
