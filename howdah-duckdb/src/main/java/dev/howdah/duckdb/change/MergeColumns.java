package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.Action;
import dev.howdah.duckdb.statement.ChangeStatement.Merge;
import dev.howdah.duckdb.statement.ChangeStatement.When;
import dev.howdah.duckdb.statement.DuckDbLiteral;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What MERGE sends to the server for each row: where it lies, which branch it takes, and one value
 * for each column that some branch sets.
 */
final class MergeColumns {
    private static final String TAKEN = "\"howdah taken\".\"howdah branch\"";

    private final List<StagedColumn> all;
    private final int place;
    private final StagedColumn branch;
    private final Map<TargetColumn, StagedColumn> values = new LinkedHashMap<>();

    /** Columns for the rows of a statement. */
    static MergeColumns of(
            Merge merge, List<MergeBranch> branches, TargetScope scope, MergeScopes scopes) {
        return new MergeColumns(merge, branches, scope, scopes);
    }

    private MergeColumns(
            Merge merge, List<MergeBranch> branches, TargetScope scope, MergeScopes scopes) {
        all = RowChanges.places(scope);
        place = all.size() - 1;
        branch = StagedColumn.branch(withErrors(merge, scopes));
        all.add(branch);
        Map<TargetColumn, StringBuilder> cases = new LinkedHashMap<>();
        for (MergeBranch each : branches) {
            for (MergeBranch.Value value : each.values()) {
                value.expression()
                        .ifPresent(
                                sql ->
                                        cases.computeIfAbsent(
                                                        value.column(), c -> new StringBuilder())
                                                .append(" WHEN ")
                                                .append(each.number())
                                                .append(" THEN ")
                                                .append(value.column().cast(sql)));
            }
        }
        cases.forEach(
                (column, when) -> {
                    StagedColumn staged =
                            StagedColumn.value(column, all.size(), "CASE " + TAKEN + when + " END");
                    values.put(column, staged);
                    all.add(staged);
                });
    }

    /** Which branch a row takes; where that is ERROR, computing it fails. */
    private static String withErrors(Merge merge, MergeScopes scopes) {
        StringBuilder errors = new StringBuilder();
        for (int i = 0; i < merge.branches().size(); i++) {
            When when = merge.branches().get(i);
            if (when.action() instanceof Action.Fail fail) {
                errors.append(" WHEN ")
                        .append(i)
                        .append(" THEN CAST(error(")
                        .append(message(when, fail.message(), scopes))
                        .append(") AS INTEGER)");
            }
        }
        return errors.isEmpty() ? TAKEN : "CASE " + TAKEN + errors + " ELSE " + TAKEN + " END";
    }

    private static String message(When when, Optional<String> message, MergeScopes scopes) {
        String rows =
                switch (when.match()) {
                    case MATCHED -> "WHEN MATCHED";
                    case NOT_MATCHED_BY_TARGET -> "WHEN NOT MATCHED";
                    case NOT_MATCHED_BY_SOURCE -> "WHEN NOT MATCHED BY SOURCE";
                };
        String text = DuckDbLiteral.quote("Merge error condition " + rows);
        return message.map(
                        sql -> text + " || coalesce(': ' || " + scopes.value(when, sql) + ", '')")
                .orElse(text);
    }

    /** The FROM and WHERE of the rows' query; to be asked last. */
    RowSelection selection(Merge merge, MergeScopes scopes) {
        StringBuilder cases = new StringBuilder("CASE");
        for (int i = 0; i < merge.branches().size(); i++) {
            When when = merge.branches().get(i);
            cases.append("\nWHEN ").append(scopes.condition(when)).append(" THEN ");
            cases.append(when.action() instanceof Action.DoNothing ? "NULL" : i);
        }
        String taken =
                "LATERAL (SELECT " + cases + " END AS \"howdah branch\") AS \"howdah taken\"";
        return new RowSelection(
                merge.with(),
                all,
                scopes.from(merge) + ",\n" + taken,
                Optional.of(TAKEN + " IS NOT NULL"));
    }

    /** Which of the columns is the place. */
    int place() {
        return place;
    }

    StagedColumn branch() {
        return branch;
    }

    StagedColumn of(TargetColumn column) {
        StagedColumn staged = values.get(column);
        if (staged == null) {
            throw new IllegalStateException("no value for " + column.name());
        }
        return staged;
    }

    /** What says which row is meant. */
    List<StagedColumn> identity() {
        return new ArrayList<>(all.subList(0, place + 1));
    }
}
