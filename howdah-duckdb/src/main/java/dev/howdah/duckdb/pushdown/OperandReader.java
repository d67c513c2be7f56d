package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.Expression.Arithmetic;
import dev.howdah.postgres.predicate.Expression.ArithmeticOperator;
import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.DatePart;
import dev.howdah.postgres.predicate.Expression.TextCall;
import dev.howdah.postgres.predicate.Operands;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.Map;
import java.util.Optional;

/** What stands on the sides of a comparison: columns, casts and computations. */
final class OperandReader {
    private static final Map<String, DatePart.Field> DATE_PARTS =
            Map.ofEntries(
                    Map.entry("year", DatePart.Field.YEAR),
                    Map.entry("quarter", DatePart.Field.QUARTER),
                    Map.entry("month", DatePart.Field.MONTH),
                    Map.entry("day", DatePart.Field.DAY),
                    Map.entry("dayofmonth", DatePart.Field.DAY),
                    Map.entry("dayofweek", DatePart.Field.DOW),
                    Map.entry("weekday", DatePart.Field.DOW),
                    Map.entry("isodow", DatePart.Field.ISODOW),
                    Map.entry("dayofyear", DatePart.Field.DOY),
                    Map.entry("hour", DatePart.Field.HOUR),
                    Map.entry("minute", DatePart.Field.MINUTE));
    private static final Map<String, TextCall.Function> TEXT_CALLS =
            Map.of(
                    "length", TextCall.Function.CHAR_LENGTH,
                    "len", TextCall.Function.CHAR_LENGTH,
                    "char_length", TextCall.Function.CHAR_LENGTH,
                    "character_length", TextCall.Function.CHAR_LENGTH,
                    "lower", TextCall.Function.LOWER,
                    "lcase", TextCall.Function.LOWER,
                    "upper", TextCall.Function.UPPER,
                    "ucase", TextCall.Function.UPPER);
    private static final Map<String, ArithmeticOperator> ARITHMETIC =
            Map.of(
                    "+", ArithmeticOperator.ADD,
                    "-", ArithmeticOperator.SUBTRACT,
                    "*", ArithmeticOperator.MULTIPLY);

    private final ColumnNames names;

    OperandReader(ColumnNames names) {
        this.names = names;
    }

    /** The two sides of a comparison or computation, which DuckDB has given one type. */
    record Pair(Expression left, Expression right) {
        private Pair swapped() {
            return new Pair(/* left= */ right, /* right= */ left);
        }
    }

    Optional<Pair> pair(JsonNode left, JsonNode right) {
        if (ConstantReader.isConstant(left)) {
            return ConstantReader.isConstant(right)
                    ? Optional.empty()
                    : pair(right, left).map(Pair::swapped);
        }
        Optional<Expression> first = read(left);
        if (!ConstantReader.isConstant(right)) {
            return first.flatMap(operand -> read(right).map(second -> new Pair(operand, second)));
        }
        return first.flatMap(
                operand ->
                        Operands.typeOf(operand)
                                .flatMap(type -> ConstantReader.read(right, type))
                                .map(constant -> new Pair(operand, constant)));
    }

    /** An expression that is no constant; empty if it isn't understood. */
    Optional<Expression> read(JsonNode tree) {
        return switch (tree.path("class").asText()) {
            case "COLUMN_REF" -> column(tree.path("column_names"));
            case "CAST" -> cast(tree);
            case "FUNCTION" -> function(tree);
            default -> Optional.empty();
        };
    }

    private Optional<Expression> column(JsonNode path) {
        return path.size() == 1
                ? names.find(path.get(0).asText()).map(column -> column)
                : Optional.empty();
    }

    private Optional<Expression> cast(JsonNode tree) {
        if (tree.path("try_cast").asBoolean() || ConstantReader.isConstant(tree)) {
            return Optional.empty();
        }
        return type(tree.path("type_expr"))
                .flatMap(
                        target ->
                                read(tree.path("child")).map(operand -> new Cast(operand, target)));
    }

    private static Optional<LogicalType> type(JsonNode type) {
        return switch (type.path("type_name").asText()) {
            case "SMALLINT" -> Optional.of(Scalar.INT2);
            case "INTEGER" -> Optional.of(Scalar.INT4);
            case "BIGINT" -> Optional.of(Scalar.INT8);
            // Wider than any decimal, but a whole number all the same.
            case "HUGEINT" -> Optional.of(new Decimal(Decimal.MAX_PRECISION, 0));
            case "FLOAT" -> Optional.of(Scalar.FLOAT4);
            case "DOUBLE" -> Optional.of(Scalar.FLOAT8);
            case "VARCHAR" -> Optional.of(Scalar.TEXT);
            case "DATE" -> Optional.of(Scalar.DATE);
            case "TIMESTAMP" -> Optional.of(Scalar.TIMESTAMP);
            case "DECIMAL" -> decimal(type.path("children"));
            default -> Optional.empty();
        };
    }

    private static Optional<LogicalType> decimal(JsonNode modifiers) {
        if (modifiers.size() != 2) {
            return Optional.empty();
        }
        int precision = modifiers.get(0).path("literal").path("text").asInt();
        int scale = modifiers.get(1).path("literal").path("text").asInt();
        return precision >= 1 && precision <= Decimal.MAX_PRECISION && scale <= precision
                ? Optional.of(new Decimal(precision, scale))
                : Optional.empty();
    }

    private Optional<Expression> function(JsonNode tree) {
        String name = tree.path("function_name").asText();
        JsonNode arguments = tree.path("arguments");
        if (arguments.size() == 2 && ARITHMETIC.containsKey(name)) {
            return pair(argument(tree, 0), argument(tree, 1))
                    .map(pair -> new Arithmetic(ARITHMETIC.get(name), pair.left(), pair.right()));
        }
        if (arguments.size() != 1) {
            return Optional.empty();
        }
        Optional<Expression> operand = read(argument(tree, 0));
        if (DATE_PARTS.containsKey(name)) {
            return operand.map(moment -> new DatePart(DATE_PARTS.get(name), moment));
        }
        if (TEXT_CALLS.containsKey(name)) {
            return operand.map(text -> new TextCall(TEXT_CALLS.get(name), text));
        }
        if (name.equals("normalized_interval")) {
            // How DuckDB compares intervals; PostgreSQL's comparison does the same by itself.
            return operand.filter(
                    interval -> Operands.typeOf(interval).equals(Optional.of(Scalar.INTERVAL)));
        }
        return Optional.empty();
    }

    /** The n-th argument of a function call. */
    static JsonNode argument(JsonNode call, int index) {
        return call.path("arguments").path(index).path("expression");
    }
}
