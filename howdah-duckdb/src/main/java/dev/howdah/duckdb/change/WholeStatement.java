package dev.howdah.duckdb.change;

import dev.howdah.duckdb.pushdown.TablePushdown;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.statement.ChangeStatement.Assignment;
import dev.howdah.duckdb.statement.ChangeStatement.Delete;
import dev.howdah.duckdb.statement.ChangeStatement.Update;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.codec.LiteralEncoder;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.PredicateRenderer;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * An UPDATE or DELETE that the server can run alone with the same meaning: it reads no other table,
 * all that it sets is constant, and its condition can be pushed down exactly.
 */
final class WholeStatement {
    private final TargetScope scope;
    private final ChangeContext context;

    WholeStatement(TargetScope scope, ChangeContext context) {
        this.scope = scope;
        this.context = context;
    }

    /** The server's statement without RETURNING; empty if it can't be one. */
    Optional<String> update(Update update) throws SQLException {
        List<Assignment> computed =
                update.assignments().stream()
                        .filter(assignment -> assignment.expression().isPresent())
                        .toList();
        boolean constant =
                computed.stream()
                        .map(assignment -> assignment.expression().orElseThrow())
                        .allMatch(sql -> ConstantExpressions.mayBeConstant(sql, scope));
        if (!constant || update.from().isPresent() || update.with().isPresent()) {
            return Optional.empty();
        }
        Optional<String> where = where(update.where());
        if (where.isEmpty()) {
            return Optional.empty();
        }
        Optional<List<String>> values =
                computed.isEmpty() ? Optional.of(List.of()) : values(computed);
        return values.map(
                literals ->
                        "UPDATE "
                                + scope.target().sql()
                                + " SET "
                                + set(update.assignments(), literals)
                                + where.get());
    }

    /** As {@link #update}. */
    Optional<String> delete(Delete delete) {
        if (delete.using().isPresent() || delete.with().isPresent()) {
            return Optional.empty();
        }
        return where(delete.where()).map(where -> "DELETE FROM " + scope.target().sql() + where);
    }

    /** The WHERE clause in the server's words, perhaps none at all; empty if there are no words. */
    private Optional<String> where(Optional<String> condition) {
        if (condition.isEmpty()) {
            return Optional.of("");
        }
        if (Lexer.tokenize(condition.get()).stream()
                .anyMatch(token -> token.is("SELECT") || token.is("FROM"))) {
            return Optional.empty();
        }
        // Above a count the plan's conditions are read with all that the statement proves.
        PushedDown plan =
                context.plan(
                        NumberedSql.of(
                                "SELECT count(*) FROM "
                                        + scope.view()
                                        + " WHERE ("
                                        + condition.get()
                                        + "\n)"));
        Optional<TablePushdown> pushed = plan.of(scope.target().table().id());
        boolean alone = plan.scans() == 1 && plan.readsOnlyTables();
        return pushed.filter(table -> alone && table.exact())
                .map(
                        table ->
                                table.predicate()
                                        .map(sql -> " WHERE " + PredicateRenderer.render(sql))
                                        .orElse(""));
    }

    /** The values as literals of the server's; empty if DuckDB can't compute them without a row. */
    private Optional<List<String>> values(List<Assignment> assignments) throws SQLException {
        List<TargetColumn> columns =
                assignments.stream()
                        .map(assignment -> scope.target().require(assignment.column()))
                        .toList();
        List<String> items = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            items.add(
                    columns.get(i).cast("(" + assignments.get(i).expression().orElseThrow() + ")"));
        }
        NumberedSql query = NumberedSql.of("SELECT " + String.join(",\n", items));
        EncodeOptions options = context.session().settings().encoding();
        try {
            return Optional.of(
                    context.query(
                            query,
                            columns.stream().map(column -> column.mapping().logical()).toList(),
                            rows -> literals(columns, options, rows.next())));
        } catch (SQLException failure) {
            if (String.valueOf(failure.getMessage()).contains("Binder Error")) {
                // It names a column that is none of the target's; DuckDB says so where there are
                // columns.
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static List<String> literals(
            List<TargetColumn> columns,
            EncodeOptions options,
            @org.jspecify.annotations.Nullable RowBatch batch) {
        if (batch == null) {
            throw HowdahException.internal("constants without a row");
        }
        List<String> literals = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            literals.add(
                    LiteralEncoder.row(
                            List.of(columns.get(i).written()),
                            options,
                            batch.select(new int[] {i}),
                            0));
        }
        return literals;
    }

    private String set(List<Assignment> assignments, List<String> literals) {
        List<String> left = new ArrayList<>(literals);
        return assignments.stream()
                .map(
                        assignment -> {
                            TargetColumn column = scope.target().require(assignment.column());
                            return column.sql()
                                    + " = "
                                    + (assignment.expression().isEmpty()
                                            ? "DEFAULT"
                                            : column.assignable(left.removeFirst()));
                        })
                .collect(Collectors.joining(", "));
    }
}
