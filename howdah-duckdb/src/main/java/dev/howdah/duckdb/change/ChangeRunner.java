package dev.howdah.duckdb.change;

import dev.howdah.duckdb.change.ddl.DdlChanges;
import dev.howdah.duckdb.statement.ChangeStatement;

import java.sql.SQLException;
import java.util.Optional;

/** Carries out a change. */
public final class ChangeRunner {
    private ChangeRunner() {}

    /** Does on the server what the statement says. */
    public static ChangeResult run(ChangeStatement statement, ChangeContext context)
            throws SQLException {
        return switch (statement) {
            case ChangeStatement.Insert insert -> InsertChange.run(insert, context);
            case ChangeStatement.Update update -> UpdateChange.run(update, context);
            case ChangeStatement.Delete delete -> DeleteChange.run(delete, context);
            case ChangeStatement.Merge merge -> MergeChange.run(merge, context);
            case ChangeStatement.CopyFrom copy -> CopyFromChange.run(copy, context);
            case ChangeStatement.CreateTableAs create -> CreateTableAsChange.run(create, context);
            default -> DdlChanges.run(statement, context);
        };
    }

    /**
     * The statement as one of the server's own that gives no rows, if it can be that with the same
     * meaning; several can then be sent at once. Nothing is done.
     */
    public static Optional<String> wholeStatement(ChangeStatement statement, ChangeContext context)
            throws SQLException {
        return switch (statement) {
            case ChangeStatement.Update update -> UpdateChange.wholeStatement(update, context);
            case ChangeStatement.Delete delete -> DeleteChange.wholeStatement(delete, context);
            default -> Optional.empty();
        };
    }
}
