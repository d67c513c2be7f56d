package dev.howdah.cli.render;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;

/** Prints one result. */
public interface ResultRenderer {
    /**
     * Reads the result from where it stands to its end and prints it.
     *
     * @param result an open result of DuckDB; stays open
     * @param zone the session's time zone, for values with a time zone
     * @param out where to print; not flushed
     */
    void render(ResultSet result, ZoneId zone, PrintStream out) throws SQLException;

    /** Prints plans as they are and everything else through {@code renderer}. */
    static ResultRenderer forResult(ResultSet result, ResultRenderer renderer) throws SQLException {
        return PlanRenderer.isPlan(result.getMetaData()) ? new PlanRenderer() : renderer;
    }
}
