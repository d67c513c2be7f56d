package dev.howdah.postgres.sql;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.Expression.Arithmetic;
import dev.howdah.postgres.predicate.Expression.Bytewise;
import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.DatePart;
import dev.howdah.postgres.predicate.Expression.TextCall;
import dev.howdah.postgres.predicate.Expression.TypedLiteral;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.List;
import java.util.Locale;

/** Renders what stands on either side of a comparison: columns, constants and computations. */
final class ExpressionRenderer {
    private ExpressionRenderer() {}

    static String render(Expression expression) {
        if (expression instanceof ColumnReference column) {
            return Identifier.quote(column.name());
        }
        if (expression instanceof Expression.Literal || expression instanceof TypedLiteral) {
            return Literal.quote(text(expression)) + "::" + type(expression);
        }
        if (expression instanceof Bytewise bytewise) {
            return '(' + render(bytewise.operand()) + " COLLATE \"C\")";
        }
        if (expression instanceof Cast cast) {
            return '(' + render(cast.operand()) + ")::" + typeName(cast.target());
        }
        if (expression instanceof Arithmetic arithmetic) {
            String sign =
                    switch (arithmetic.operator()) {
                        case ADD -> " + ";
                        case SUBTRACT -> " - ";
                        case MULTIPLY -> " * ";
                    };
            return '(' + render(arithmetic.left()) + sign + render(arithmetic.right()) + ')';
        }
        if (expression instanceof DatePart part) {
            String field = part.field().name().toLowerCase(Locale.ROOT);
            return "extract(" + field + " FROM " + render(part.operand()) + ')';
        }
        if (expression instanceof TextCall call) {
            String function = call.function().name().toLowerCase(Locale.ROOT);
            return "pg_catalog." + function + '(' + render(call.operand()) + ')';
        }
        throw HowdahException.internal("no SQL for " + expression);
    }

    /** An array of constants of one type. */
    static String array(List<Expression> constants) {
        StringBuilder elements = new StringBuilder("{");
        for (Expression constant : constants) {
            String text = text(constant).replace("\\", "\\\\").replace("\"", "\\\"");
            elements.append(elements.length() == 1 ? "" : ",").append('"').append(text).append('"');
        }
        return Literal.quote(elements.append('}').toString())
                + "::"
                + type(constants.get(0))
                + "[]";
    }

    private static String text(Expression constant) {
        return constant instanceof TypedLiteral typed
                ? typed.text()
                : ((Expression.Literal) constant).text();
    }

    private static String type(Expression constant) {
        return constant instanceof TypedLiteral typed
                ? Identifier.quote(typed.type().schema(), typed.type().name())
                : typeName(((Expression.Literal) constant).type());
    }

    /** The type in pg_catalog; a decimal is a numeric of any size. */
    private static String typeName(LogicalType type) {
        if (type instanceof LogicalType.Decimal) {
            return "numeric";
        }
        if (type instanceof Scalar scalar) {
            return switch (scalar) {
                case BOOLEAN -> "bool";
                case INT2 -> "int2";
                case INT4 -> "int4";
                case INT8 -> "int8";
                case UINT4 -> "oid";
                case FLOAT4 -> "float4";
                case FLOAT8 -> "float8";
                case TEXT -> "text";
                case BYTEA -> "bytea";
                case DATE -> "date";
                case TIME -> "time";
                case TIMESTAMP -> "timestamp";
                case TIMESTAMPTZ -> "timestamptz";
                case INTERVAL -> "interval";
                case UUID -> "uuid";
                case JSON, TIMETZ, BIT -> throw HowdahException.internal("no constant of " + type);
            };
        }
        throw HowdahException.internal("no constant of " + type);
    }
}
