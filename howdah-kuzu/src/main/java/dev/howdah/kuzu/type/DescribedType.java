package dev.howdah.kuzu.type;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.MapOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.LogicalType.Struct;

import java.util.ArrayList;
import java.util.List;

/** Reads the name of a type as DuckDB's DESCRIBE gives it, such as {@code DECIMAL(9,2)[]}. */
final class DescribedType {
    private final String text;
    private int at;

    private DescribedType(String text) {
        this.text = text;
    }

    /**
     * The core type of that name.
     *
     * @throws HowdahException if the core has none, as for HUGEINT or UNION
     */
    static LogicalType parse(String name) {
        DescribedType reader = new DescribedType(name);
        LogicalType type = reader.type();
        if (reader.at < name.length()) {
            throw reader.unknown();
        }
        return type;
    }

    private LogicalType type() {
        LogicalType type = element();
        while (accept("[]")) {
            type = new ListOf(type);
        }
        return type;
    }

    private LogicalType element() {
        if (accept("DECIMAL(")) {
            int precision = number();
            require(",");
            int scale = number();
            require(")");
            return new Decimal(precision, scale);
        }
        if (accept("ENUM(")) {
            return enumeration();
        }
        if (accept("MAP(")) {
            LogicalType key = type();
            require(",");
            skipBlanks();
            LogicalType value = type();
            require(")");
            return new MapOf(key, value);
        }
        return accept("STRUCT(") ? struct() : scalar();
    }

    private LogicalType enumeration() {
        List<String> labels = new ArrayList<>();
        do {
            skipBlanks();
            labels.add(quoted('\''));
        } while (accept(","));
        require(")");
        return new LogicalType.Enumeration("", labels);
    }

    private LogicalType struct() {
        List<Struct.Field> fields = new ArrayList<>();
        do {
            skipBlanks();
            String name = at < text.length() && text.charAt(at) == '"' ? quoted('"') : word();
            skipBlanks();
            fields.add(new Struct.Field(name, type()));
        } while (accept(","));
        require(")");
        return new Struct(fields);
    }

    private LogicalType scalar() {
        int start = at;
        while (at < text.length() && ",)[".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return switch (text.substring(start, at)) {
            case "BOOLEAN" -> Scalar.BOOLEAN;
            case "SMALLINT" -> Scalar.INT2;
            case "INTEGER" -> Scalar.INT4;
            case "BIGINT" -> Scalar.INT8;
            // PostgreSQL has no UBIGINT, but SHOW_TABLES has: both travel as they are.
            case "UINTEGER", "UBIGINT" -> Scalar.UINT4;
            case "FLOAT" -> Scalar.FLOAT4;
            case "DOUBLE" -> Scalar.FLOAT8;
            case "VARCHAR" -> Scalar.TEXT;
            case "JSON" -> Scalar.JSON;
            case "BLOB" -> Scalar.BYTEA;
            case "DATE" -> Scalar.DATE;
            case "TIME" -> Scalar.TIME;
            case "TIME WITH TIME ZONE" -> Scalar.TIMETZ;
            case "TIMESTAMP" -> Scalar.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> Scalar.TIMESTAMPTZ;
            case "INTERVAL" -> Scalar.INTERVAL;
            case "UUID" -> Scalar.UUID;
            case "BIT" -> Scalar.BIT;
            default -> throw unknown();
        };
    }

    private HowdahException unknown() {
        return HowdahException.unsupported("Kùzu can't be given DuckDB's type " + text);
    }

    private boolean accept(String expected) {
        if (!text.startsWith(expected, at)) {
            return false;
        }
        at += expected.length();
        return true;
    }

    private void require(String expected) {
        if (!accept(expected)) {
            throw unknown();
        }
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private int number() {
        int start = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw unknown();
        }
        return Integer.parseInt(text.substring(start, at));
    }

    private String word() {
        int start = at;
        while (at < text.length() && text.charAt(at) != ' ') {
            at++;
        }
        return text.substring(start, at);
    }

    /** A quoted name or label; a doubled quote is one. */
    private String quoted(char quote) {
        require(String.valueOf(quote));
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != quote) {
                value.append(c);
            } else if (at < text.length() && text.charAt(at) == quote) {
                value.append(quote);
                at++;
            } else {
                return value.toString();
            }
        }
        throw unknown();
    }
}
