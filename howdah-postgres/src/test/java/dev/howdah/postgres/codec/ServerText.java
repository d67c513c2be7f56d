package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ByteColumn;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.DoubleColumn;
import dev.howdah.postgres.column.FloatColumn;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.IntervalColumn;
import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.ShortColumn;
import dev.howdah.postgres.column.StructColumn;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes decoded values as PostgreSQL prints them (but floats as Java does) with the time zone UTC
 * and the interval style iso_8601, so that a test can compare the two.
 */
final class ServerText {
    private ServerText() {}

    /** The server's text; of a float, as Java prints the same number. */
    static @Nullable String expected(LogicalType type, @Nullable String text) {
        if (text == null) {
            return null;
        }
        if (type == Scalar.FLOAT8) {
            return Double.toString(Double.parseDouble(text));
        }
        return type == Scalar.FLOAT4 ? Float.toString(Float.parseFloat(text)) : text;
    }

    static @Nullable String of(LogicalType type, ColumnBuffer column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        if (type instanceof Scalar scalar) {
            return scalar(scalar, column, row);
        }
        if (type instanceof LogicalType.Decimal decimal) {
            return decimal(decimal, column, row);
        }
        if (type instanceof LogicalType.Enumeration enumeration) {
            return enumeration.labels().get(((IntColumn) column).values()[row]);
        }
        if (type instanceof LogicalType.ListOf list) {
            return list(list, (ListColumn) column, row);
        }
        if (type instanceof LogicalType.MapOf map) {
            return map(map, (ListColumn) column, row);
        }
        return struct((LogicalType.Struct) type, (StructColumn) column, row);
    }

    private static String scalar(Scalar type, ColumnBuffer column, int row) {
        return switch (type) {
            case BOOLEAN -> ((ByteColumn) column).values()[row] == 1 ? "t" : "f";
            case INT2 -> Short.toString(((ShortColumn) column).values()[row]);
            case INT4 -> Integer.toString(((IntColumn) column).values()[row]);
            case UINT4 -> Integer.toUnsignedString(((IntColumn) column).values()[row]);
            case INT8 -> Long.toString(((LongColumn) column).values()[row]);
            case FLOAT4 -> Float.toString(((FloatColumn) column).values()[row]);
            case FLOAT8 -> Double.toString(((DoubleColumn) column).values()[row]);
            case TEXT, JSON -> new String(bytes(column, row), StandardCharsets.UTF_8);
            case BYTEA -> "\\x" + HexFormat.of().formatHex(bytes(column, row));
            case BIT -> bits(bytes(column, row));
            case DATE -> DateTimeText.date(((IntColumn) column).values()[row]);
            case TIME -> DateTimeText.time(((LongColumn) column).values()[row]);
            case TIMESTAMP -> DateTimeText.timestamp(((LongColumn) column).values()[row], "");
            case TIMESTAMPTZ -> DateTimeText.timestamp(((LongColumn) column).values()[row], "+00");
            case TIMETZ -> {
                long[] values = ((Int128Column) column).values();
                yield DateTimeText.time(values[2 * row])
                        + DateTimeText.offset((int) values[2 * row + 1]);
            }
            case INTERVAL -> {
                IntervalColumn interval = (IntervalColumn) column;
                yield DateTimeText.interval(
                        interval.months()[row], interval.days()[row], interval.micros()[row]);
            }
            case UUID -> {
                long[] values = ((Int128Column) column).values();
                yield new java.util.UUID(values[2 * row + 1], values[2 * row]).toString();
            }
        };
    }

    static byte[] bytes(ColumnBuffer column, int row) {
        BytesColumn source = (BytesColumn) column;
        return java.util.Arrays.copyOfRange(source.bytes(), source.start(row), source.ends()[row]);
    }

    private static String bits(byte[] value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 8 * (value.length - 1); i++) {
            text.append((value[1 + i / 8] >> (7 - i % 8)) & 1);
        }
        String unused = text.substring(text.length() - value[0]);
        return unused.contains("1")
                ? "unused bits: " + text
                : text.substring(0, text.length() - value[0]);
    }

    private static String decimal(LogicalType.Decimal type, ColumnBuffer column, int row) {
        if (column instanceof LongColumn narrow) {
            return BigDecimal.valueOf(narrow.values()[row], type.scale()).toPlainString();
        }
        long[] values = ((Int128Column) column).values();
        BigInteger low = new BigInteger(Long.toUnsignedString(values[2 * row]));
        BigInteger unscaled = BigInteger.valueOf(values[2 * row + 1]).shiftLeft(64).add(low);
        return new BigDecimal(unscaled, type.scale()).toPlainString();
    }

    private static String list(LogicalType.ListOf type, ListColumn column, int row) {
        List<String> elements = new ArrayList<>();
        for (int i = column.start(row); i < column.ends()[row]; i++) {
            String text = of(type.element(), column.child(), i);
            boolean nested = type.element() instanceof LogicalType.ListOf;
            elements.add(text == null ? "NULL" : nested ? text : quoteElement(text));
        }
        return "{" + String.join(",", elements) + "}";
    }

    private static String quoteElement(String text) {
        boolean plain =
                !text.isEmpty()
                        && !text.equalsIgnoreCase("null")
                        && text.chars().noneMatch(c -> "{}\",\\ \t\n\r\f\u000b".indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String struct(LogicalType.Struct type, StructColumn column, int row) {
        List<String> attributes = new ArrayList<>();
        for (int i = 0; i < type.fields().size(); i++) {
            String text = of(type.fields().get(i).type(), column.children().get(i), row);
            attributes.add(text == null ? "" : quoteAttribute(text));
        }
        return "(" + String.join(",", attributes) + ")";
    }

    private static String quoteAttribute(String text) {
        boolean plain =
                !text.isEmpty()
                        && text.chars().noneMatch(c -> "()\",\\ \t\n\r\f\u000b".indexOf(c) >= 0);
        return plain ? text : '"' + text.replace("\\", "\\\\").replace("\"", "\"\"") + '"';
    }

    private static String map(LogicalType.MapOf type, ListColumn column, int row) {
        List<String> pairs = new ArrayList<>();
        List<ColumnBuffer> pair = ((StructColumn) column.child()).children();
        for (int i = column.start(row); i < column.ends()[row]; i++) {
            String value = of(type.value(), pair.get(1), i);
            pairs.add(
                    quotePart(of(type.key(), pair.get(0), i))
                            + "=>"
                            + (value == null ? "NULL" : quotePart(value)));
        }
        return String.join(", ", pairs);
    }

    private static String quotePart(@Nullable String text) {
        return '"' + String.valueOf(text).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
