package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.Expression.And;
import dev.howdah.postgres.predicate.Expression.Between;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;
import dev.howdah.postgres.predicate.Expression.In;
import dev.howdah.postgres.predicate.Expression.IsNull;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.Not;
import dev.howdah.postgres.predicate.Expression.Opaque;
import dev.howdah.postgres.predicate.Expression.Or;
import dev.howdah.postgres.predicate.Operands;
import dev.howdah.postgres.type.LogicalType;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** DuckDB's syntax tree of a printed condition into the core's expression. */
final class ExpressionReader {
    private static final Map<String, ComparisonOperator> COMPARISONS =
            Map.of(
                    "COMPARE_EQUAL", ComparisonOperator.EQUAL,
                    "COMPARE_NOTEQUAL", ComparisonOperator.NOT_EQUAL,
                    "COMPARE_LESSTHAN", ComparisonOperator.LESS,
                    "COMPARE_LESSTHANOREQUALTO", ComparisonOperator.LESS_OR_EQUAL,
                    "COMPARE_GREATERTHAN", ComparisonOperator.GREATER,
                    "COMPARE_GREATERTHANOREQUALTO", ComparisonOperator.GREATER_OR_EQUAL,
                    "COMPARE_DISTINCT_FROM", ComparisonOperator.DISTINCT,
                    "COMPARE_NOT_DISTINCT_FROM", ComparisonOperator.NOT_DISTINCT);

    private final OperandReader operands;
    private final BiPredicate<Literal, Literal> includesEnds;

    /**
     * @param includesEnds whether the ends of a printed range belong to it for certain
     */
    ExpressionReader(ColumnNames names, BiPredicate<Literal, Literal> includesEnds) {
        this.operands = new OperandReader(names);
        this.includesEnds = includesEnds;
    }

    /** The condition; what isn't understood is {@link Opaque}. */
    Expression condition(JsonNode tree) {
        return known(tree).orElseGet(() -> new Opaque(tree.path("type").asText()));
    }

    private Optional<Expression> known(JsonNode tree) {
        return switch (tree.path("type").asText()) {
            case "CONJUNCTION_AND" -> Optional.of(new And(conditions(tree)));
            case "CONJUNCTION_OR" -> Optional.of(new Or(conditions(tree)));
            case "OPERATOR_NOT" -> Optional.of(new Not(conditions(tree).getFirst()));
            case "OPERATOR_IS_NULL" -> nullTest(tree, false);
            case "OPERATOR_IS_NOT_NULL" -> nullTest(tree, true);
            case "COMPARE_IN" -> in(tree);
            case "COMPARE_NOT_IN" -> in(tree).map(Not::new);
            case "COMPARE_BETWEEN" -> between(tree);
            case "COMPARE_NOT_BETWEEN" -> between(tree).map(Not::new);
            case "FUNCTION" -> new TextConditionReader(operands).read(tree);
            case "COLUMN_REF" -> operands.read(tree);
            default -> comparison(tree);
        };
    }

    private List<Expression> conditions(JsonNode tree) {
        List<Expression> conditions = new ArrayList<>();
        tree.path("children").forEach(child -> conditions.add(condition(child)));
        return conditions;
    }

    private Optional<Expression> nullTest(JsonNode tree, boolean negated) {
        return operands.read(tree.path("children").path(0))
                .map(operand -> new IsNull(operand, negated));
    }

    private Optional<Expression> comparison(JsonNode tree) {
        ComparisonOperator operator = COMPARISONS.get(tree.path("type").asText());
        if (operator == null) {
            return Optional.empty();
        }
        return operands.pair(tree.path("left"), tree.path("right"))
                .map(pair -> new Comparison(operator, pair.left(), pair.right()));
    }

    private Optional<Expression> in(JsonNode tree) {
        JsonNode children = tree.path("children");
        Optional<Expression> operand = operands.read(children.path(0));
        Optional<LogicalType> type = operand.flatMap(Operands::typeOf);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        List<Expression> values = new ArrayList<>();
        for (int i = 1; i < children.size(); i++) {
            // A null in the list makes NOT IN true of no row; leave both to DuckDB.
            Optional<Literal> value =
                    ConstantReader.isConstant(children.get(i))
                            ? ConstantReader.read(children.get(i), type.get())
                            : Optional.empty();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
        }
        return Optional.of(new In(operand.get(), values));
    }

    private Optional<Expression> between(JsonNode tree) {
        Optional<Expression> operand = operands.read(tree.path("input"));
        Optional<LogicalType> type = operand.flatMap(Operands::typeOf);
        Optional<Literal> low = type.flatMap(known -> end(tree.path("lower"), known));
        Optional<Literal> high = type.flatMap(known -> end(tree.path("upper"), known));
        if (operand.isEmpty() || low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (!includesEnds.test(low.get(), high.get())) {
            return Optional.of(new Between(operand.get(), low.get(), high.get()));
        }
        return Optional.of(
                new And(
                        List.of(
                                new Comparison(
                                        ComparisonOperator.GREATER_OR_EQUAL,
                                        operand.get(),
                                        low.get()),
                                new Comparison(
                                        ComparisonOperator.LESS_OR_EQUAL,
                                        operand.get(),
                                        high.get()))));
    }

    private static Optional<Literal> end(JsonNode tree, LogicalType type) {
        return ConstantReader.isConstant(tree) ? ConstantReader.read(tree, type) : Optional.empty();
    }
}
