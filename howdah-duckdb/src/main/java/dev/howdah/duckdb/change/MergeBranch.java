package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.When;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A branch of MERGE that changes rows.
 *
 * @param number tells it from the others
 * @param values for its columns, in the statement's order
 */
record MergeBranch(int number, When when, Kind kind, List<Value> values) {
    /** What happens to a row. */
    enum Kind {
        DELETE,
        UPDATE,
        INSERT
    }

    /**
     * What a column gets.
     *
     * @param expression DuckDB's, over the join; empty for the server's default
     */
    record Value(TargetColumn column, Optional<String> expression) {}

    MergeBranch {
        values = List.copyOf(values);
    }

    /** The server's statement over the rows that were sent, without RETURNING. */
    String statement(TargetScope scope, RowMatch match, StagedRows rows, MergeColumns columns) {
        String mine = columns.branch().sql() + " = " + number;
        return switch (kind) {
            case DELETE ->
                    "DELETE FROM %s USING %s WHERE %s AND %s"
                            .formatted(match.target(), match.rows(rows), match.condition(), mine);
            case UPDATE ->
                    "UPDATE %s SET %s FROM %s WHERE %s AND %s"
                            .formatted(
                                    match.target(),
                                    values.stream()
                                            .map(value -> assignment(value, columns))
                                            .collect(Collectors.joining(", ")),
                                    match.rows(rows),
                                    match.condition(),
                                    mine);
            case INSERT -> insert(scope, rows, columns) + " WHERE " + mine;
        };
    }

    private static String assignment(Value value, MergeColumns columns) {
        return value.column().sql()
                + " = "
                + (value.expression().isPresent() ? sent(value, columns) : "DEFAULT");
    }

    private static String sent(Value value, MergeColumns columns) {
        return value.column().assignable(columns.of(value.column()).sql());
    }

    /** Columns with a default aren't named, perhaps none is. */
    private String insert(TargetScope scope, StagedRows rows, MergeColumns columns) {
        List<Value> given =
                values.stream().filter(value -> value.expression().isPresent()).toList();
        String names =
                given.stream()
                        .map(value -> value.column().sql())
                        .collect(Collectors.joining(", ", " (", ")"));
        return "INSERT INTO "
                + scope.target().sql()
                + (given.isEmpty() ? "" : names)
                + " SELECT "
                + given.stream()
                        .map(value -> sent(value, columns))
                        .collect(Collectors.joining(", "))
                + " FROM "
                + rows.from();
    }
}
