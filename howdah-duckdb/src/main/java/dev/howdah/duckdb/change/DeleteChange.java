package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.Delete;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Carries out DELETE. */
final class DeleteChange {
    private DeleteChange() {}

    static ChangeResult run(Delete delete, ChangeContext context) throws SQLException {
        TargetScope scope = TargetScope.of(delete, context);
        Optional<Returning> returning = Returning.of(delete, scope.target());
        Optional<String> whole = new WholeStatement(scope, context).delete(delete);
        if (whole.isPresent()) {
            return RowChanges.finish(whole.get(), returning, context);
        }
        scope.requireRows("DELETE");
        List<StagedColumn> columns = RowChanges.places(scope);
        RowSelection selection =
                new RowSelection(
                        delete.with(),
                        columns,
                        RowChanges.from(scope, delete.using()),
                        delete.where().map(scope::expression));
        return RowChanges.carryOut(
                selection,
                columns.size() - 1,
                scope,
                (match, rows) ->
                        "DELETE FROM %s USING %s WHERE %s"
                                .formatted(match.target(), match.rows(rows), match.condition()),
                returning,
                context);
    }

    /** As {@link UpdateChange#wholeStatement}. */
    static Optional<String> wholeStatement(Delete delete, ChangeContext context)
            throws SQLException {
        return delete.returning().isPresent()
                ? Optional.empty()
                : new WholeStatement(TargetScope.of(delete, context), context).delete(delete);
    }
}
