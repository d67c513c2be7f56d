package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.Assignment;
import dev.howdah.duckdb.statement.ChangeStatement.Update;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Carries out UPDATE. */
final class UpdateChange {
    private UpdateChange() {}

    static ChangeResult run(Update update, ChangeContext context) throws SQLException {
        TargetScope scope = TargetScope.of(update, context);
        requireColumns(update.assignments(), scope.target());
        Optional<Returning> returning = Returning.of(update, scope.target());
        Optional<String> whole = new WholeStatement(scope, context).update(update);
        if (whole.isPresent()) {
            return RowChanges.finish(whole.get(), returning, context);
        }
        scope.requireRows("UPDATE");
        return byRows(update, scope, returning, context);
    }

    /** The statement as one of the server's without RETURNING, if it can be that. */
    static Optional<String> wholeStatement(Update update, ChangeContext context)
            throws SQLException {
        TargetScope scope = TargetScope.of(update, context);
        requireColumns(update.assignments(), scope.target());
        return update.returning().isPresent()
                ? Optional.empty()
                : new WholeStatement(scope, context).update(update);
    }

    private static ChangeResult byRows(
            Update update, TargetScope scope, Optional<Returning> returning, ChangeContext context)
            throws SQLException {
        List<StagedColumn> columns = RowChanges.places(scope);
        int place = columns.size() - 1;
        List<String> set = new ArrayList<>();
        for (Assignment assignment : update.assignments()) {
            TargetColumn target = scope.target().require(assignment.column());
            String value = "DEFAULT";
            if (assignment.expression().isPresent()) {
                String expression = scope.expression(assignment.expression().get());
                StagedColumn staged = StagedColumn.value(target, columns.size(), expression);
                columns.add(staged);
                value = target.assignable(staged.sql());
            }
            set.add(target.sql() + " = " + value);
        }
        RowSelection selection =
                new RowSelection(
                        update.with(),
                        columns,
                        RowChanges.from(scope, update.from()),
                        update.where().map(scope::expression));
        return RowChanges.carryOut(
                selection,
                place,
                scope,
                (match, rows) ->
                        "UPDATE %s SET %s FROM %s WHERE %s"
                                .formatted(
                                        match.target(),
                                        String.join(", ", set),
                                        match.rows(rows),
                                        match.condition()),
                returning,
                context);
    }

    /** DuckDB's own checks of a SET list. */
    static void requireColumns(List<Assignment> assignments, TargetTable target) {
        Set<String> seen = new HashSet<>();
        for (Assignment assignment : assignments) {
            TargetColumn column = target.require(assignment.column());
            if (!seen.add(column.name().toLowerCase(Locale.ROOT))) {
                throw TargetTable.user(
                        "42601",
                        "Binder Error: Multiple assignments to same column \"%s\""
                                .formatted(column.name()));
            }
            if (column.isGenerated() && assignment.expression().isPresent()) {
                throw TargetTable.user(
                        "428C9",
                        "Binder Error: Cannot update column \"%s\" because it is a generated column!"
                                .formatted(column.name()));
            }
        }
    }
}
