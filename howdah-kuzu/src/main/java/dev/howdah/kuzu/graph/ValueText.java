package dev.howdah.kuzu.graph;

import com.kuzudb.DataType;
import com.kuzudb.DataTypeID;
import com.kuzudb.Value;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * The exact text of a value without parts. Kùzu's own text of floating-point numbers has six
 * decimals, and that of a DECIMAL between -0.1 and 0 has the sign in the wrong place; its Java
 * values cut intervals to milliseconds.
 */
public final class ValueText {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private ValueText() {}

    /** The type of a value. */
    public static DataTypeID typeOf(Value value) {
        try (DataType type = value.getDataType()) {
            return type.getID();
        }
    }

    /** Whether values of the type have parts, and so are for {@link ValueJson}. */
    public static boolean hasParts(DataTypeID type) {
        return switch (type) {
            case LIST, ARRAY, STRUCT, MAP, UNION, NODE, REL, RECURSIVE_REL -> true;
            default -> false;
        };
    }

    /**
     * The text of a value that is not NULL: numbers in digits, {@code NaN} and {@code Infinity};
     * bytes as {@code \\xff} each.
     *
     * @param type the value's own, which is none with parts
     */
    public static String of(Value value, DataTypeID type) {
        return switch (type) {
            case BOOL, FLOAT, DOUBLE -> value.<Object>getValue().toString();
            case DECIMAL -> decimal(value.toString());
            case BLOB -> bytes(value.<byte[]>getValue());
            default -> value.toString();
        };
    }

    /** Kùzu 0.11.2 pads the digits with zeros before the sign: 0.-5 and 0.0-5 for -0.05, -0.005. */
    private static String decimal(String text) {
        int sign = text.lastIndexOf('-');
        if (sign <= 0) {
            return text;
        }
        int scale = text.length() - text.indexOf('.') - 1;
        return new BigDecimal(new BigInteger(text.substring(sign)), scale).toPlainString();
    }

    private static String bytes(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length * 4);
        for (byte b : bytes) {
            text.append("\\x").append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
        }
        return text.toString();
    }
}
