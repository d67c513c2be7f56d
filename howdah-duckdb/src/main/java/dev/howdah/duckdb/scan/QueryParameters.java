package dev.howdah.duckdb.scan;

import dev.howdah.duckdb.nativeapi.StructValue;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the parameters of {@code postgres_query} in PostgreSQL's text form. */
final class QueryParameters {
    private QueryParameters() {}

    static List<@Nullable String> of(@Nullable Object params) {
        if (!(params instanceof StructValue struct)) {
            throw HowdahException.user(
                    "Query parameters must be specified in a STRUCT, such as params := row(1, 'a')");
        }
        List<@Nullable String> texts = new ArrayList<>();
        for (Object value : struct.values()) {
            texts.add(value == null ? null : text(value));
        }
        return texts;
    }

    private static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Long number -> number.toString();
            case BigDecimal number -> number.toPlainString();
            case Float number -> number.toString();
            case Double number -> number.toString();
            case byte[] bytes -> "\\x" + HexFormat.of().formatHex(bytes);
            case List<?> list ->
                    list.stream()
                            .map(QueryParameters::element)
                            .collect(Collectors.joining(",", "{", "}"));
            default ->
                    throw HowdahException.user(
                            "Unsupported parameter type: "
                                    + value.getClass().getSimpleName()
                                    + "; cast it to VARCHAR");
        };
    }

    private static String element(@Nullable Object value) {
        if (value == null) {
            return "NULL";
        }
        if (value instanceof List<?>) {
            return text(value);
        }
        String text = text(value);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static void requireCount(int given, int expected) {
        if (given != expected) {
            throw HowdahException.user(
                    "Incorrect number of parameters specified, expected: %d, got: %d"
                            .formatted(expected, given));
        }
    }
}
