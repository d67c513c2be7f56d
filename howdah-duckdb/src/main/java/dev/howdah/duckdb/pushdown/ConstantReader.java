package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;

/** Constants as DuckDB prints them, into PostgreSQL's input syntax. */
final class ConstantReader {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?(e[+-]?[0-9]+)?");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private ConstantReader() {}

    static boolean isConstant(JsonNode tree) {
        return tree.path("class").asText().equals("CONSTANT")
                || (tree.path("class").asText().equals("CAST")
                        && tree.path("child").path("class").asText().equals("CONSTANT"));
    }

    /**
     * The constant of a type; empty if it is null, of another type, or can't be told exactly.
     *
     * @param type the type of what it is compared with: DuckDB has made both the same
     */
    static Optional<Literal> read(JsonNode tree, LogicalType type) {
        boolean cast = tree.path("class").asText().equals("CAST");
        JsonNode literal = (cast ? tree.path("child") : tree).path("literal");
        String kind = literal.path("kind").asText();
        String text = literal.path("text").asText();
        if (cast) {
            String target = tree.path("type_expr").path("type_name").asText();
            return kind.equals("STRING") && !tree.path("try_cast").asBoolean()
                    ? typed(target, text, type).map(value -> new Literal(type, value))
                    : Optional.empty();
        }
        Optional<String> value =
                switch (kind) {
                    case "BOOLEAN" -> Optional.of(text).filter(any -> type == Scalar.BOOLEAN);
                    case "INTEGER", "NUMERIC" -> number(text, type);
                    // A line break in the plan stands for one or more, see PlanNode.
                    case "STRING" ->
                            Optional.of(text).filter(any -> isText(type) && any.indexOf('\n') < 0);
                    default -> Optional.empty();
                };
        return value.map(known -> new Literal(type, known));
    }

    private static boolean isText(LogicalType type) {
        return type == Scalar.TEXT || type instanceof LogicalType.Enumeration;
    }

    private static Optional<String> number(String text, LogicalType type) {
        if (!NUMBER.matcher(text).matches()) {
            return Optional.empty();
        }
        if (type instanceof Decimal) {
            return Optional.of(new BigDecimal(text).toPlainString());
        }
        if (!(type instanceof Scalar scalar)) {
            return Optional.empty();
        }
        return switch (scalar) {
            case INT2 -> whole(text, Short.MIN_VALUE, Short.MAX_VALUE);
            case INT4 -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT8 -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case UINT4 -> whole(text, 0, 0xFFFF_FFFFL);
            // DuckDB prints infinity as 1e1000, which PostgreSQL rejects.
            case FLOAT4 -> Optional.of(Float.toString(Float.parseFloat(text)));
            case FLOAT8 -> Optional.of(Double.toString(Double.parseDouble(text)));
            default -> Optional.empty();
        };
    }

    private static Optional<String> whole(String text, long least, long greatest) {
        if (!text.matches("-?[0-9]+")) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(text);
        boolean fits =
                value.compareTo(BigInteger.valueOf(least)) >= 0
                        && value.compareTo(BigInteger.valueOf(greatest)) <= 0;
        return fits ? Optional.of(value.toString()) : Optional.empty();
    }

    private static Optional<String> typed(String target, String text, LogicalType type) {
        if (!(type instanceof Scalar scalar) || !target.equals(duckName(scalar))) {
            return Optional.empty();
        }
        return switch (scalar) {
            case FLOAT4, FLOAT8 -> notFinite(text);
            case BYTEA -> BlobText.toBytea(text);
            case UUID -> Optional.of(text).filter(value -> UUID.matcher(value).matches());
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> MomentText.toPostgres(text, scalar);
            case INTERVAL -> IntervalText.toPostgres(text);
            default -> Optional.empty();
        };
    }

    private static Optional<String> notFinite(String text) {
        return switch (text) {
            case "nan" -> Optional.of("NaN");
            case "inf" -> Optional.of("Infinity");
            case "-inf" -> Optional.of("-Infinity");
            default -> Optional.empty();
        };
    }

    private static String duckName(Scalar type) {
        return switch (type) {
            case FLOAT4 -> "FLOAT";
            case FLOAT8 -> "DOUBLE";
            case BYTEA -> "BLOB";
            case TIMESTAMPTZ -> "TIMESTAMP WITH TIME ZONE";
            default -> type.name();
        };
    }
}
