package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.DoubleColumn;
import dev.howdah.postgres.column.FloatColumn;
import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.ShortColumn;

/** The text forms of numbers. */
final class NumberForm {
    private NumberForm() {}

    static void int2(ShortColumn column, int row, CopyBuffer out) {
        append(column.values()[row], out);
    }

    static void int4(IntColumn column, int row, CopyBuffer out) {
        append(column.values()[row], out);
    }

    static void unsignedInt4(IntColumn column, int row, CopyBuffer out) {
        append(Integer.toUnsignedLong(column.values()[row]), out);
    }

    static void int8(LongColumn column, int row, CopyBuffer out) {
        append(column.values()[row], out);
    }

    /** The shortest digits that read back as the same number; NaN and Infinity by name. */
    static void float4(FloatColumn column, int row, CopyBuffer out) {
        out.append(Float.toString(column.values()[row]));
    }

    /** As {@link #float4}. */
    static void float8(DoubleColumn column, int row, CopyBuffer out) {
        out.append(Double.toString(column.values()[row]));
    }

    /** A place as PostgreSQL prints it, such as {@code (4,2)}. */
    static void tid(LongColumn column, int row, CopyBuffer out) {
        long place = column.values()[row];
        out.int1('(');
        append(place >> 16, out);
        out.int1(',');
        append(place & 0xffff, out);
        out.int1(')');
    }

    static void append(long value, CopyBuffer out) {
        if (value < 0) {
            out.int1('-');
        }
        digits(value, 1, out);
    }

    /** The value's digits without its sign, with zeros in front up to a width. */
    static void digits(long value, int width, CopyBuffer out) {
        // A negative rest reaches Long.MIN_VALUE, a positive one does not.
        long rest = value < 0 ? value : -value;
        int length = Math.max(width, length(rest));
        int start = out.reserve(length);
        byte[] bytes = out.bytes();
        for (int at = start + length - 1; at >= start; at--) {
            bytes[at] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
    }

    private static int length(long negative) {
        int length = 1;
        for (long rest = negative / 10; rest != 0; rest /= 10) {
            length++;
        }
        return length;
    }
}
