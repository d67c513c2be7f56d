package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.Merge;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Carries out MERGE: DuckDB says for each row which branch it takes, and the server deletes,
 * updates and inserts, in this order.
 */
final class MergeChange {
    private final Merge merge;
    private final TargetScope scope;
    private final ChangeContext context;
    private final RowMatch match;
    private final List<MergeBranch> branches;
    private final MergeColumns columns;
    private final RowSelection selection;

    private MergeChange(Merge merge, ChangeContext context) throws SQLException {
        this.merge = merge;
        this.context = context;
        this.scope = TargetScope.of(merge, context);
        scope.requireRows("MERGE");
        this.match = new RowMatch(scope, context);
        MergeScopes scopes = new MergeScopes(scope);
        this.branches =
                new ArrayList<>(new MergeBranches(merge, scope.target(), scopes, context).read());
        branches.sort(Comparator.comparing(MergeBranch::kind));
        this.columns = MergeColumns.of(merge, branches, scope, scopes);
        this.selection = columns.selection(merge, scopes);
    }

    static ChangeResult run(Merge merge, ChangeContext context) throws SQLException {
        return new MergeChange(merge, context).run();
    }

    private ChangeResult run() throws SQLException {
        match.begin();
        StagedRows rows = selection.stage(columns.place(), context);
        match.lock(rows);
        ChangeResult result =
                merge.returning().isPresent()
                        ? returning(merge.returning().get(), rows)
                        : new ChangeResult.Counted(rows.isEmpty() ? 0 : change(rows));
        match.end();
        return result;
    }

    private long change(StagedRows rows) {
        match.beforeFetching(rows, false);
        long changed = execute(rows, false);
        match.afterFetching(rows, false);
        long inserted = execute(rows, true);
        if (changed < rows.present()) {
            // Either a trigger has kept some rows as they are, or some were meant twice.
            requireDistinct(rows);
        }
        return changed + inserted;
    }

    private long execute(StagedRows rows, boolean inserts) {
        return branches.stream()
                .filter(branch -> (branch.kind() == MergeBranch.Kind.INSERT) == inserts)
                .mapToLong(branch -> context.write().execute(statement(branch, rows)))
                .sum();
    }

    private ChangeResult returning(String list, StagedRows rows) {
        if (rows.present() > 1) {
            requireDistinct(rows);
        }
        MergeReturning returning = new MergeReturning(list, scope);
        return returning.result(
                branches.stream()
                        .map(
                                branch ->
                                        statement(branch, rows)
                                                + returning.clause(branch.kind().name()))
                        .toList(),
                context);
    }

    private String statement(MergeBranch branch, StagedRows rows) {
        return branch.statement(scope, match, rows, columns);
    }

    /** One row of the target can't be updated or deleted for two rows of the source. */
    private void requireDistinct(StagedRows rows) {
        List<StagedColumn> identity = columns.identity();
        StagedColumn place = identity.getLast();
        String keys = identity.stream().map(StagedColumn::sql).collect(Collectors.joining(", "));
        long twice =
                context.write()
                        .execute(
                                "INSERT INTO %s SELECT 1 FROM %s WHERE %s IS NOT NULL GROUP BY %s HAVING count(*) > 1 LIMIT 1"
                                        .formatted(
                                                context.write()
                                                        .stage(List.of(columns.branch().column())),
                                                rows.from(),
                                                place.sql(),
                                                keys));
        if (twice > 0) {
            throw HowdahException.of(
                    ErrorKind.SERVER,
                    "21000",
                    "MERGE command cannot affect row a second time: more than one row of the source matches the same row of %s. Ensure that not more than one source row matches any one target row"
                            .formatted(scope.target().sql()));
        }
    }
}
