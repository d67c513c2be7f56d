package dev.howdah.duckdb.function;

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
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.column.ShortColumn;
import dev.howdah.postgres.column.StructColumn;
import dev.howdah.postgres.type.LogicalType;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Fills core columns from Java objects. */
final class Values {
    private Values() {}

    /** An interval. */
    record Interval(int months, int days, long micros) {}

    /** A time of microseconds, and seconds east of UTC. */
    record TimeTz(long micros, int offset) {}

    /** One batch of the columns, whose values are listed downwards. */
    static @Nullable RowBatch batch(
            int number, int[] wanted, List<LogicalType> types, List<List<Object>> columns) {
        int first = number * RowBatch.CAPACITY;
        int rows = Math.min(RowBatch.CAPACITY, columns.get(0).size() - first);
        if (rows <= 0) {
            return null;
        }
        List<LogicalType> projected = java.util.Arrays.stream(wanted).mapToObj(types::get).toList();
        RowBatch batch = RowBatch.of(projected);
        for (int i = 0; i < wanted.length; i++) {
            for (int row = 0; row < rows; row++) {
                set(batch.columns().get(i), row, columns.get(wanted[i]).get(first + row));
            }
        }
        batch.setRowCount(rows);
        return batch;
    }

    /** One BIGINT column that counts. */
    static @Nullable RowBatch counting(int number, long total) {
        long first = (long) number * RowBatch.CAPACITY;
        int rows = (int) Math.min(RowBatch.CAPACITY, total - first);
        if (rows <= 0) {
            return null;
        }
        RowBatch batch = RowBatch.of(List.of(LogicalType.Scalar.INT8));
        LongColumn column = (LongColumn) batch.columns().get(0);
        for (int row = 0; row < rows; row++) {
            column.set(row, first + row);
        }
        batch.setRowCount(rows);
        return batch;
    }

    static void set(ColumnBuffer column, int row, @Nullable Object value) {
        if (value == null) {
            column.setNull(row);
            return;
        }
        switch (column) {
            case ByteColumn bytes -> bytes.set(row, (byte) ((Boolean) value ? 1 : 0));
            case ShortColumn shorts -> shorts.set(row, ((Number) value).shortValue());
            case IntColumn ints -> ints.set(row, ((Number) value).intValue());
            case LongColumn longs -> longs.set(row, ((Number) value).longValue());
            case FloatColumn floats -> floats.set(row, (Float) value);
            case DoubleColumn doubles -> doubles.set(row, (Double) value);
            case Int128Column wide -> setWide(wide, row, value);
            case IntervalColumn intervals -> {
                Interval interval = (Interval) value;
                intervals.set(row, interval.months(), interval.days(), interval.micros());
            }
            case BytesColumn bytes -> {
                byte[] content =
                        value instanceof String text
                                ? text.getBytes(StandardCharsets.UTF_8)
                                : (byte[]) value;
                bytes.set(row, content, 0, content.length);
            }
            case ListColumn list -> {
                List<?> elements = (List<?>) value;
                int start = list.reserve(row, elements.size());
                for (int i = 0; i < elements.size(); i++) {
                    set(list.child(), start + i, elements.get(i));
                }
            }
            case StructColumn struct -> {
                List<?> fields = (List<?>) value;
                for (int i = 0; i < fields.size(); i++) {
                    set(struct.children().get(i), row, fields.get(i));
                }
            }
        }
    }

    private static void setWide(Int128Column column, int row, Object value) {
        switch (value) {
            case UUID uuid ->
                    column.set(row, uuid.getLeastSignificantBits(), uuid.getMostSignificantBits());
            case TimeTz time -> column.set(row, time.micros(), time.offset());
            case BigInteger number ->
                    column.set(row, number.longValue(), number.shiftRight(64).longValue());
            default -> throw new IllegalArgumentException(value.getClass().getName());
        }
    }

    /** A bit string as the core keeps it. */
    static byte[] bits(String zeroesAndOnes) {
        int length = zeroesAndOnes.length();
        byte[] bytes = new byte[1 + (length + 7) / 8];
        bytes[0] = (byte) ((8 - length % 8) % 8);
        for (int i = 0; i < length; i++) {
            if (zeroesAndOnes.charAt(i) == '1') {
                bytes[1 + i / 8] |= (byte) (0x80 >>> (i % 8));
            }
        }
        return bytes;
    }
}
