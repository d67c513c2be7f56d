package dev.howdah.duckdb.change;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What UPDATE and DELETE have in common when DuckDB chooses the rows. */
final class RowChanges {
    private RowChanges() {}

    /** Writes the server's statement over the rows that were sent. */
    interface ServerStatement {
        String over(RowMatch match, StagedRows rows);
    }

    /** What says which row is meant; its last column is the place. */
    static List<StagedColumn> places(TargetScope scope) {
        List<StagedColumn> columns = new ArrayList<>();
        if (scope.needsTableoid()) {
            columns.add(StagedColumn.table(scope));
        }
        columns.add(StagedColumn.place(scope));
        return columns;
    }

    /** The target and the other tables of the statement. */
    static String from(TargetScope scope, Optional<String> others) {
        return scope.scan() + others.map(tables -> ", " + tables).orElse("");
    }

    /**
     * Sends the rows and changes them.
     *
     * @param place which of the selection's columns is the place
     */
    static ChangeResult carryOut(
            RowSelection selection,
            int place,
            TargetScope scope,
            ServerStatement statement,
            Optional<Returning> returning,
            ChangeContext context)
            throws SQLException {
        RowMatch match = new RowMatch(scope, context);
        match.begin();
        StagedRows rows = selection.stage(place, context);
        ChangeResult result;
        if (rows.isEmpty() && returning.isEmpty()) {
            result = new ChangeResult.Counted(0);
        } else {
            match.lock(rows);
            String sql = statement.over(match, rows);
            match.beforeFetching(rows, returning.isPresent());
            result = finish(sql, returning, context);
            match.afterFetching(rows, returning.isPresent());
        }
        match.end();
        return result;
    }

    /** Runs the server's statement, or has it run where its rows are asked for. */
    static ChangeResult finish(
            String statement, Optional<Returning> returning, ChangeContext context) {
        return returning.isPresent()
                ? returning.get().result(statement, context)
                : new ChangeResult.Counted(context.write().execute(statement));
    }
}
