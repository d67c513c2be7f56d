package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.WriteColumn;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Writes rows of batches as COPY data. Counts the rows that it has seen, so that an error can name
 * column and row. Not thread-safe.
 */
public abstract class RowEncoder {
    private final List<WriteColumn> columns;
    private final FieldEncoder[] encoders;
    private @Nullable RowBatch bound;
    private long rows;

    RowEncoder(List<WriteColumn> columns) {
        this.columns = List.copyOf(columns);
        this.encoders = new FieldEncoder[columns.size()];
    }

    /** For COPY … FROM STDIN (FORMAT binary). */
    public static RowEncoder binary(List<WriteColumn> columns, EncodeOptions options) {
        return new BinaryRowEncoder(columns, options);
    }

    /** For COPY … FROM STDIN (FORMAT text), with its default delimiter and null. */
    public static RowEncoder text(List<WriteColumn> columns, EncodeOptions options) {
        return new TextRowEncoder(columns, options);
    }

    /** Appends what stands before the first row. */
    public abstract void begin(CopyBuffer out);

    /**
     * Appends rows of a batch whose columns are of the columns' logical types, in order. Quickest
     * if the same batch comes again and again with other rows.
     *
     * @throws HowdahException of kind DATA that names column and row, counted from 1 over all
     *     batches
     */
    public final void encode(RowBatch batch, int from, int to, CopyBuffer out) {
        bind(batch);
        for (FieldEncoder encoder : encoders) {
            encoder.prepare(from, to);
        }
        for (int row = from; row < to; row++) {
            rows++;
            encodeRow(row, out);
        }
    }

    /** Appends what stands after the last row. */
    public abstract void end(CopyBuffer out);

    abstract FieldEncoder encoder(WriteColumn column, ColumnBuffer values);

    abstract void beginRow(int fields, CopyBuffer out);

    abstract void field(FieldEncoder encoder, int index, int row, CopyBuffer out);

    abstract void endRow(CopyBuffer out);

    private void encodeRow(int row, CopyBuffer out) {
        beginRow(encoders.length, out);
        int index = 0;
        try {
            for (; index < encoders.length; index++) {
                field(encoders[index], index, row, out);
            }
        } catch (HowdahException failure) {
            throw failure.in(place(index));
        } catch (ArithmeticException failure) {
            throw HowdahException.of(
                    ErrorKind.DATA, place(index) + ": a batch is over 2 GB large", failure);
        }
        endRow(out);
    }

    private String place(int index) {
        return "column \"" + columns.get(index).name() + "\", row " + rows;
    }

    private void bind(RowBatch batch) {
        if (batch == bound) {
            return;
        }
        if (batch.columns().size() != encoders.length) {
            throw new IllegalArgumentException(
                    batch.columns().size() + " columns for " + encoders.length);
        }
        for (int i = 0; i < encoders.length; i++) {
            encoders[i] = encoder(columns.get(i), batch.columns().get(i));
        }
        bound = batch;
    }
}
