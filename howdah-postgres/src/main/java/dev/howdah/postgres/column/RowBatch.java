package dev.howdah.postgres.column;

import dev.howdah.postgres.type.LogicalType;

import java.util.List;

/**
 * Rows on their way from a reader thread to an engine, column by column. Reused: {@link #reset()}
 * and fill again. One owner at a time.
 */
public final class RowBatch {
    /** Rows of a full batch: the size of DuckDB's vectors. */
    public static final int CAPACITY = 2048;

    private final List<ColumnBuffer> columns;
    private int rowCount;

    private RowBatch(List<ColumnBuffer> columns) {
        this.columns = columns;
    }

    /** An empty batch with one column a type, in order. */
    public static RowBatch of(List<LogicalType> types) {
        return new RowBatch(types.stream().map(type -> columnFor(type, CAPACITY)).toList());
    }

    public List<ColumnBuffer> columns() {
        return columns;
    }

    /** Rows in this batch, at most {@link #CAPACITY}. */
    public int rowCount() {
        return rowCount;
    }

    public void setRowCount(int rowCount) {
        this.rowCount = rowCount;
    }

    /** The same rows with some of the columns; shares them with this batch. */
    public RowBatch select(int[] indexes) {
        RowBatch selected =
                new RowBatch(java.util.Arrays.stream(indexes).mapToObj(columns::get).toList());
        selected.rowCount = rowCount;
        return selected;
    }

    /** Forgets all rows. */
    public void reset() {
        rowCount = 0;
        columns.forEach(ColumnBuffer::reset);
    }

    private static ColumnBuffer columnFor(LogicalType type, int capacity) {
        if (type instanceof LogicalType.Scalar scalar) {
            return scalarColumn(scalar, capacity);
        }
        if (type instanceof LogicalType.Decimal decimal) {
            return decimal.precision() <= 18
                    ? new LongColumn(capacity)
                    : new Int128Column(capacity);
        }
        if (type instanceof LogicalType.Enumeration) {
            return new IntColumn(capacity);
        }
        if (type instanceof LogicalType.ListOf list) {
            return new ListColumn(capacity, columnFor(list.element(), capacity));
        }
        if (type instanceof LogicalType.MapOf map) {
            ColumnBuffer key = columnFor(map.key(), capacity);
            ColumnBuffer value = columnFor(map.value(), capacity);
            return new ListColumn(capacity, new StructColumn(capacity, List.of(key, value)));
        }
        LogicalType.Struct struct = (LogicalType.Struct) type;
        return new StructColumn(
                capacity,
                struct.fields().stream().map(field -> columnFor(field.type(), capacity)).toList());
    }

    private static ColumnBuffer scalarColumn(LogicalType.Scalar type, int capacity) {
        return switch (type) {
            case BOOLEAN -> new ByteColumn(capacity);
            case INT2 -> new ShortColumn(capacity);
            case INT4, UINT4, DATE -> new IntColumn(capacity);
            case INT8, TIME, TIMESTAMP, TIMESTAMPTZ -> new LongColumn(capacity);
            case FLOAT4 -> new FloatColumn(capacity);
            case FLOAT8 -> new DoubleColumn(capacity);
            case TEXT, JSON, BYTEA, BIT -> new BytesColumn(capacity);
            case UUID, TIMETZ -> new Int128Column(capacity);
            case INTERVAL -> new IntervalColumn(capacity);
        };
    }
}
