package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.Match;
import dev.howdah.duckdb.statement.ChangeStatement.Merge;
import dev.howdah.duckdb.statement.ChangeStatement.When;
import dev.howdah.postgres.sql.Identifier;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The join of MERGE, in which each branch sees what it may see: both sides if a row was matched,
 * else only the one that has a row. Expressions over one side are computed beside it, before the
 * join, where a name can mean nothing else.
 */
final class MergeScopes {
    private static final String PRESENT = "howdah present";

    private final TargetScope scope;
    private final Side source = new Side("howdah source");
    private final Side target = new Side("howdah target");
    private final Map<When, String> conditions = new HashMap<>();

    /** What is computed beside one side. */
    private static final class Side {
        private final String name;
        private final List<String> conditions = new ArrayList<>();
        private final List<String> values = new ArrayList<>();

        Side(String name) {
            this.name = name;
        }

        String condition(String expression) {
            return add(conditions, name, "condition ", expression);
        }

        String value(String expression) {
            return add(values, name + " values", "value ", expression);
        }

        private static String add(
                List<String> items, String owner, String prefix, String expression) {
            String alias = "howdah " + prefix + items.size();
            items.add("(" + expression + ") AS " + Identifier.quote(alias));
            return Identifier.quote(owner, alias);
        }

        /** The side with what is computed beside it. */
        String with(String relation, boolean always) {
            String from = relation;
            if (always || !conditions.isEmpty()) {
                List<String> items = new ArrayList<>(conditions);
                items.add("true AS " + Identifier.quote(PRESENT));
                from += lateral(items, name);
            }
            if (!values.isEmpty()) {
                from += lateral(values, name + " values");
            }
            return "(" + from + ")";
        }

        private static String lateral(List<String> items, String alias) {
            return "\nCROSS JOIN LATERAL (SELECT "
                    + String.join(",\n", items)
                    + ") AS "
                    + Identifier.quote(alias);
        }
    }

    MergeScopes(TargetScope scope) {
        this.scope = scope;
    }

    /** When a branch is taken, as an expression over the join. */
    String condition(When branch) {
        String rows =
                switch (branch.match()) {
                    case MATCHED -> present() + " AND " + scope.ctid() + " IS NOT NULL";
                    case NOT_MATCHED_BY_TARGET -> scope.ctid() + " IS NULL";
                    case NOT_MATCHED_BY_SOURCE -> present() + " IS NULL";
                };
        return own(branch).map(sql -> rows + " AND " + sql).orElse(rows);
    }

    /** A branch's own condition; beside one side it is computed once. */
    private Optional<String> own(When branch) {
        return branch.condition()
                .map(
                        sql ->
                                switch (branch.match()) {
                                    case MATCHED -> "(" + scope.expression(sql) + ")";
                                    case NOT_MATCHED_BY_TARGET ->
                                            conditions.computeIfAbsent(
                                                    branch, when -> source.condition(sql));
                                    case NOT_MATCHED_BY_SOURCE ->
                                            conditions.computeIfAbsent(
                                                    branch,
                                                    when ->
                                                            target.condition(
                                                                    scope.expression(sql)));
                                });
    }

    /** A value of a branch, as an expression over the join. */
    String value(When branch, String expression) {
        return switch (branch.match()) {
            case MATCHED -> "(" + scope.expression(expression) + ")";
            case NOT_MATCHED_BY_TARGET -> source.value(guarded(branch, expression));
            case NOT_MATCHED_BY_SOURCE ->
                    target.value(guarded(branch, scope.expression(expression)));
        };
    }

    /** What is computed beside one side is computed for matched rows too, and may fail there. */
    private String guarded(When branch, String expression) {
        return own(branch)
                .map(condition -> "CASE WHEN " + condition + " THEN (" + expression + ") END")
                .orElse(expression);
    }

    /** A column of the source, as an expression over the join. */
    String sourceColumn(String name) {
        return source.value(Identifier.quote(name));
    }

    /** The join; to be asked last. */
    String from(Merge merge) {
        String condition =
                merge.on()
                        .map(on -> " ON (" + scope.expression(on) + "\n)")
                        .orElseGet(() -> " USING (" + names(merge.usingColumns()) + ")");
        return source.with(merge.source(), true)
                + "\n"
                + join(merge)
                + " JOIN "
                + target.with(scope.scan(), false)
                + condition;
    }

    private static String join(Merge merge) {
        boolean sourceAlone = has(merge, Match.NOT_MATCHED_BY_TARGET);
        boolean targetAlone = has(merge, Match.NOT_MATCHED_BY_SOURCE);
        if (sourceAlone) {
            return targetAlone ? "FULL" : "LEFT";
        }
        return targetAlone ? "RIGHT" : "INNER";
    }

    private static boolean has(Merge merge, Match match) {
        return merge.branches().stream().anyMatch(branch -> branch.match() == match);
    }

    private static String names(List<String> columns) {
        return String.join(", ", columns.stream().map(Identifier::quote).toList());
    }

    private String present() {
        return Identifier.quote(source.name, PRESENT);
    }
}
