package dev.howdah.kuzu.predicate;

import dev.howdah.kuzu.cypher.Literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Renders a condition as DuckDB's SQL.
 *
 * <p>The SQL is true for every row for which Cypher's condition is: a part that isn't known to mean
 * the same is left out of a conjunction and takes a disjunction with it. NOT is moved inwards
 * first, so nothing below it needs to be known to be false.
 */
public final class ConditionSql {
    private static final Literal EMPTY = new Literal.Text("");

    private final Function<String, Optional<PushableColumn>> columns;
    private final Function<String, Optional<Constant>> parameters;

    /**
     * A renderer for one source.
     *
     * @param columns the column that a name means, if any; names match in any case
     * @param parameters the value of a parameter, if it is known and plain
     */
    public ConditionSql(
            Function<String, Optional<PushableColumn>> columns,
            Function<String, Optional<Constant>> parameters) {
        this.columns = columns;
        this.parameters = parameters;
    }

    /** What of the condition can be asked in SQL; empty if nothing. */
    public Optional<String> render(Condition condition) {
        return render(condition, false);
    }

    /** Whether the SQL is true for no other rows than the condition is. */
    public boolean isExact(Condition condition) {
        return switch (condition) {
            case Condition.Not not -> isExact(not.condition());
            case Condition.And and -> and.parts().stream().allMatch(this::isExact);
            case Condition.Or or -> or.parts().stream().allMatch(this::isExact);
            case Condition.Comparison comparison ->
                    comparison(comparison, false).isPresent()
                            && comparison(comparison, true).isPresent()
                            && column(comparison.column())
                                    .filter(column -> column.kind() != ColumnKind.FLOATING)
                                    .isPresent();
            default -> render(condition).isPresent();
        };
    }

    /** Whether the SQL asks for given values of this column of the source. */
    public boolean fixes(Condition condition, String column) {
        return switch (condition) {
            case Condition.And and -> and.parts().stream().anyMatch(part -> fixes(part, column));
            case Condition.Comparison comparison ->
                    comparison.operator() == Operator.EQUAL
                            && isColumn(comparison.column(), column)
                            && render(comparison).isPresent();
            case Condition.In in -> isColumn(in.column(), column) && render(in).isPresent();
            default -> false;
        };
    }

    private boolean isColumn(String name, String column) {
        return column(name).filter(found -> found.name().equals(column)).isPresent();
    }

    private Optional<String> render(Condition condition, boolean negated) {
        return switch (condition) {
            case Condition.Not not -> render(not.condition(), !negated);
            case Condition.And and -> negated ? any(and.parts(), true) : all(and.parts(), false);
            case Condition.Or or -> negated ? all(or.parts(), true) : any(or.parts(), false);
            case Condition.Comparison comparison -> comparison(comparison, negated);
            case Condition.In in -> in(in, negated);
            case Condition.TextMatch match -> textMatch(match, negated);
            case Condition.IsNull isNull ->
                    column(isNull.column())
                            .map(c -> quoted(c) + (negated ? " IS NOT NULL" : " IS NULL"));
            case Condition.Truth truth ->
                    column(truth.column())
                            .filter(c -> c.kind() == ColumnKind.BOOLEAN)
                            .map(c -> quoted(c) + " = " + (negated ? "false" : "true"));
            case Condition.Unknown _ -> Optional.empty();
        };
    }

    private Optional<String> all(List<Condition> parts, boolean negated) {
        List<String> known =
                parts.stream().flatMap(part -> render(part, negated).stream()).toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(joined(known, " AND "));
    }

    private Optional<String> any(List<Condition> parts, boolean negated) {
        List<String> known =
                parts.stream().flatMap(part -> render(part, negated).stream()).toList();
        return known.size() == parts.size() ? Optional.of(joined(known, " OR ")) : Optional.empty();
    }

    private static String joined(List<String> parts, String operator) {
        return parts.size() == 1
                ? parts.getFirst()
                : parts.stream().collect(Collectors.joining(operator, "(", ")"));
    }

    private Optional<String> comparison(Condition.Comparison comparison, boolean negated) {
        Operator operator = negated ? comparison.operator().negated() : comparison.operator();
        return column(comparison.column())
                .filter(column -> mayCompare(column.kind(), operator))
                .flatMap(
                        column ->
                                resolved(comparison.value())
                                        .flatMap(v -> SqlConstant.of(v, column.kind()))
                                        .map(
                                                sql ->
                                                        quoted(column)
                                                                + " "
                                                                + operator.symbol()
                                                                + " "
                                                                + sql));
    }

    /**
     * Text is ordered by its collation in PostgreSQL and by its bytes in Kùzu. NaN is the greatest
     * number in PostgreSQL and not so in Kùzu: upwards the former takes more rows.
     */
    private static boolean mayCompare(ColumnKind kind, Operator operator) {
        return switch (kind) {
            case OTHER -> false;
            case TEXT, UUID, BOOLEAN -> operator.isEquality();
            case FLOATING -> operator.isEquality() || operator.isUpward();
            case EXACT_NUMBER, DATE, TIMESTAMP, TIMESTAMP_TZ -> true;
        };
    }

    /**
     * A null in the list may match an empty text or a zero in Kùzu 0.11.2. To which type it casts a
     * list of real numbers depends on the column's.
     */
    private Optional<String> in(Condition.In in, boolean negated) {
        Optional<PushableColumn> column =
                column(in.column())
                        .filter(c -> c.kind() != ColumnKind.FLOATING)
                        .filter(c -> mayCompare(c.kind(), Operator.EQUAL));
        if (column.isEmpty()) {
            return Optional.empty();
        }
        List<String> values = new ArrayList<>();
        for (Constant value : in.values()) {
            Optional<String> sql =
                    resolved(value).flatMap(v -> SqlConstant.of(v, column.get().kind()));
            if (sql.isEmpty()) {
                return Optional.empty();
            }
            values.add(sql.get());
        }
        String list = String.join(", ", values);
        return Optional.of(quoted(column.get()) + (negated ? " NOT IN (" : " IN (") + list + ")");
    }

    /** Kùzu 0.11.2 finds an empty piece in no text, SQL in every one. */
    private Optional<String> textMatch(Condition.TextMatch match, boolean negated) {
        return column(match.column())
                .filter(column -> column.kind() == ColumnKind.TEXT)
                .flatMap(
                        column ->
                                resolved(match.piece())
                                        .filter(v -> !v.literal().equals(EMPTY))
                                        .flatMap(v -> SqlConstant.of(v, ColumnKind.TEXT))
                                        .map(
                                                sql ->
                                                        (negated ? "NOT " : "")
                                                                + match.place().function()
                                                                + "("
                                                                + quoted(column)
                                                                + ", "
                                                                + sql
                                                                + ")"));
    }

    private Optional<PushableColumn> column(String name) {
        return columns.apply(name);
    }

    private Optional<Constant> resolved(Constant constant) {
        return constant.literal() instanceof Literal.Parameter parameter
                ? parameters.apply(parameter.name())
                : Optional.of(constant);
    }

    private static String quoted(PushableColumn column) {
        return '"' + column.name().replace("\"", "\"\"") + '"';
    }
}
