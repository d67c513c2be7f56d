package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.Assignment;
import dev.howdah.duckdb.statement.ChangeStatement.Conflict;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what happens to rows that are there already, as PostgreSQL's ON CONFLICT. */
final class ConflictClause {
    private final TargetTable target;
    private final ServerExpression expressions;

    /**
     * @param name by which the server's statement knows the target
     */
    ConflictClause(TargetTable target, String name, ChangeContext context) {
        this.target = target;
        this.expressions = new ServerExpression(target, name, context);
    }

    /**
     * The clause with a blank in front.
     *
     * @param given the columns that the INSERT fills
     */
    String sql(Conflict conflict, List<TargetColumn> given) {
        return " ON CONFLICT"
                + switch (conflict) {
                    case Conflict.OrIgnore ignore -> " DO NOTHING";
                    case Conflict.DoNothing nothing ->
                            nothing.target().map(this::conflictTarget).orElse("") + " DO NOTHING";
                    case Conflict.OrReplace replace -> replace(given);
                    case Conflict.DoUpdate update -> update(update);
                };
    }

    private String conflictTarget(String written) {
        return " " + expressions.overColumns(written);
    }

    private String replace(List<TargetColumn> given) {
        Set<String> key = new HashSet<>(UniqueKeys.primaryColumns(target).orElse(List.of()));
        List<TargetColumn> set =
                given.stream()
                        .filter(column -> !key.contains(column.attached().column().name()))
                        .toList();
        String assignments =
                (set.isEmpty() ? given : set)
                        .stream()
                                .map(column -> column.sql() + " = excluded." + column.sql())
                                .collect(Collectors.joining(", "));
        return " " + UniqueKeys.primary(target) + " DO UPDATE SET " + assignments;
    }

    private String update(Conflict.DoUpdate update) {
        String assignments =
                update.assignments().stream()
                        .map(this::assignment)
                        .collect(Collectors.joining(", "));
        String conflictTarget =
                update.target()
                        .map(this::conflictTarget)
                        .orElseGet(() -> " " + UniqueKeys.only(target));
        String where =
                update.where()
                        .map(condition -> " WHERE " + expressions.overRows(condition))
                        .orElse("");
        return conflictTarget + " DO UPDATE SET " + assignments + where;
    }

    private String assignment(Assignment assignment) {
        return target.require(assignment.column()).sql()
                + " = "
                + assignment.expression().map(expressions::overRows).orElse("DEFAULT");
    }
}
