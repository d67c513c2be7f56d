package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Action;
import dev.howdah.duckdb.statement.ChangeStatement.Assignment;
import dev.howdah.duckdb.statement.ChangeStatement.Conflict;
import dev.howdah.duckdb.statement.ChangeStatement.Delete;
import dev.howdah.duckdb.statement.ChangeStatement.Insert;
import dev.howdah.duckdb.statement.ChangeStatement.Merge;
import dev.howdah.duckdb.statement.ChangeStatement.RowChange;
import dev.howdah.duckdb.statement.ChangeStatement.Source;
import dev.howdah.duckdb.statement.ChangeStatement.Update;
import dev.howdah.duckdb.statement.ChangeStatement.When;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints what a change was taken apart into, a semicolon between the parts. */
final class Parts {
    private final List<String> parts = new ArrayList<>();

    private Parts() {}

    static String of(RowChange change) {
        Parts parts = new Parts();
        change.with().ifPresent(parts.parts::add);
        parts.parts.add(change.target().toString());
        change.alias().ifPresent(alias -> parts.parts.add("as " + alias));
        switch (change) {
            case Insert insert -> parts.insert(insert);
            case Update update -> parts.update(update);
            case Delete delete -> parts.delete(delete);
            case Merge merge -> parts.merge(merge);
        }
        parts.add("returning", change.returning());
        return String.join("; ", parts.parts);
    }

    private void insert(Insert insert) {
        insert.columns().ifPresent(columns -> parts.add(columns.toString()));
        if (insert.byName()) {
            parts.add("by name");
        }
        insert.overriding().ifPresent(whose -> parts.add("overriding " + whose));
        parts.add(
                switch (insert.source()) {
                    case Source.Query query -> "query " + query.sql();
                    case Source.ValuesWithDefaults values -> "values " + rows(values.rows());
                    case Source.DefaultValues defaults -> "default values";
                });
        insert.conflict().ifPresent(this::conflict);
    }

    private void conflict(Conflict conflict) {
        switch (conflict) {
            case Conflict.OrReplace replace -> parts.add("or replace");
            case Conflict.OrIgnore ignore -> parts.add("or ignore");
            case Conflict.DoNothing nothing -> {
                parts.add("do nothing");
                add("on", nothing.target());
            }
            case Conflict.DoUpdate update -> {
                parts.add(set(update.assignments()));
                add("on", update.target());
                add("where", update.where());
            }
        }
    }

    private void update(Update update) {
        parts.add(set(update.assignments()));
        add("from", update.from());
        add("where", update.where());
    }

    private void delete(Delete delete) {
        add("using", delete.using());
        add("where", delete.where());
    }

    private void merge(Merge merge) {
        parts.add("source " + merge.source());
        add("on", merge.on());
        if (!merge.usingColumns().isEmpty()) {
            parts.add("using " + merge.usingColumns());
        }
        merge.branches().forEach(this::branch);
    }

    private void branch(When when) {
        String head = when.match() + when.condition().map(" and "::concat).orElse("");
        String names = " by name";
        parts.add(
                head
                        + ": "
                        + switch (when.action()) {
                            case Action.UpdateRow update ->
                                    set(update.assignments()) + (update.byName() ? names : "");
                            case Action.DeleteRow delete -> "delete";
                            case Action.InsertRow insert ->
                                    "insert "
                                            + insert.columns()
                                            + row(insert.values())
                                            + (insert.byName() ? names : "");
                            case Action.InsertDefaults defaults -> "insert defaults";
                            case Action.DoNothing nothing -> "nothing";
                            case Action.Fail fail -> "fail " + fail.message().orElse("-");
                        });
    }

    private void add(String name, Optional<String> part) {
        part.ifPresent(sql -> parts.add(name + " " + sql));
    }

    private static String set(List<Assignment> assignments) {
        return assignments.stream()
                .map(one -> one.column() + "=" + one.expression().orElse("-"))
                .collect(Collectors.joining(", ", "set {", "}"));
    }

    private static String rows(List<List<Optional<String>>> rows) {
        return rows.stream().map(Parts::row).collect(Collectors.joining());
    }

    private static String row(List<Optional<String>> row) {
        return row.stream().map(value -> value.orElse("-")).toList().toString();
    }
}
