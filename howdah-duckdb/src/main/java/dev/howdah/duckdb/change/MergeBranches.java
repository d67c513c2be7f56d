package dev.howdah.duckdb.change;

import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.ChangeStatement.Action;
import dev.howdah.duckdb.statement.ChangeStatement.Assignment;
import dev.howdah.duckdb.statement.ChangeStatement.Merge;
import dev.howdah.duckdb.statement.ChangeStatement.When;
import dev.howdah.duckdb.statement.NumberedSql;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the branches of MERGE that change rows. */
final class MergeBranches {
    private final Merge merge;
    private final TargetTable target;
    private final MergeScopes scopes;
    private final ChangeContext context;
    private @Nullable List<SourceColumn> sourceColumns;

    MergeBranches(Merge merge, TargetTable target, MergeScopes scopes, ChangeContext context) {
        this.merge = merge;
        this.target = target;
        this.scopes = scopes;
        this.context = context;
    }

    /** In the statement's order, each numbered by its place there. */
    List<MergeBranch> read() throws SQLException {
        List<MergeBranch> branches = new ArrayList<>();
        for (int i = 0; i < merge.branches().size(); i++) {
            When when = merge.branches().get(i);
            switch (when.action()) {
                case Action.DeleteRow delete ->
                        branches.add(new MergeBranch(i, when, MergeBranch.Kind.DELETE, List.of()));
                case Action.UpdateRow update ->
                        branches.add(
                                new MergeBranch(
                                        i, when, MergeBranch.Kind.UPDATE, values(when, update)));
                case Action.InsertRow insert ->
                        branches.add(
                                new MergeBranch(
                                        i, when, MergeBranch.Kind.INSERT, values(when, insert)));
                case Action.InsertDefaults defaults ->
                        branches.add(new MergeBranch(i, when, MergeBranch.Kind.INSERT, List.of()));
                case Action.DoNothing nothing -> {}
                case Action.Fail fail -> {}
            }
        }
        return branches;
    }

    private List<MergeBranch.Value> values(When when, Action.UpdateRow update) throws SQLException {
        if (update.assignments().isEmpty()) {
            return update.byName()
                    ? byName()
                    : byPosition("Data provided for UPDATE did not match column count in table");
        }
        UpdateChange.requireColumns(update.assignments(), target);
        List<MergeBranch.Value> values = new ArrayList<>();
        for (Assignment assignment : update.assignments()) {
            values.add(value(when, target.require(assignment.column()), assignment.expression()));
        }
        return values;
    }

    private List<MergeBranch.Value> values(When when, Action.InsertRow insert) throws SQLException {
        List<TargetColumn> columns =
                insert.columns().isEmpty()
                        ? target.writable()
                        : target.requireWritable(insert.columns());
        if (insert.values().isEmpty()) {
            return insert.byName()
                    ? byName()
                    : byPosition("Data provided for INSERT did not match column count in table");
        }
        if (columns.size() != insert.values().size()) {
            throw TargetTable.user(
                    "42601",
                    "Binder Error: table \"%s\" has %d columns but %d values were supplied"
                            .formatted(target.name(), columns.size(), insert.values().size()));
        }
        List<MergeBranch.Value> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(value(when, columns.get(i), insert.values().get(i)));
        }
        return values;
    }

    private MergeBranch.Value value(When when, TargetColumn column, Optional<String> expression) {
        return new MergeBranch.Value(column, expression.map(sql -> scopes.value(when, sql)));
    }

    private List<MergeBranch.Value> byName() throws SQLException {
        List<MergeBranch.Value> values = new ArrayList<>();
        for (SourceColumn column : sourceColumns()) {
            values.add(fromSource(target.require(column.name()), column));
        }
        return values;
    }

    private List<MergeBranch.Value> byPosition(String mismatch) throws SQLException {
        List<TargetColumn> columns = target.writable();
        List<SourceColumn> given = sourceColumns();
        if (columns.size() != given.size()) {
            throw TargetTable.user(
                    "42601",
                    "Binder Error: %s - expected %d columns but got %d"
                            .formatted(mismatch, columns.size(), given.size()));
        }
        List<MergeBranch.Value> values = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            values.add(fromSource(columns.get(i), given.get(i)));
        }
        return values;
    }

    private MergeBranch.Value fromSource(TargetColumn target, SourceColumn column) {
        return new MergeBranch.Value(target, Optional.of(scopes.sourceColumn(column.name())));
    }

    private List<SourceColumn> sourceColumns() throws SQLException {
        if (sourceColumns == null) {
            sourceColumns =
                    context.describe(
                            NumberedSql.of(
                                    merge.with().map(clause -> clause + "\n").orElse("")
                                            + "SELECT * FROM "
                                            + merge.source()));
        }
        return sourceColumns;
    }
}
