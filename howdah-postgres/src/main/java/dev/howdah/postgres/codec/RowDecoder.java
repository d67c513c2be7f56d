package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.ColumnMapping;

import java.util.List;

/**
 * Decodes rows of binary COPY into one batch. The decoders are chosen once, so the loop knows no
 * type. Bound to its batch; not thread-safe.
 */
public final class RowDecoder {
    private static final int FIELD_COUNT_BYTES = 2;
    private static final int LENGTH_BYTES = 4;

    private final List<String> columnNames;
    private final FieldDecoder[] decoders;

    private RowDecoder(List<String> columnNames, FieldDecoder[] decoders) {
        this.columnNames = columnNames;
        this.decoders = decoders;
    }

    /**
     * A decoder that fills a batch.
     *
     * @param mappings one per field, in the order of the SELECT list
     * @param columnNames the names for error messages, one per mapping
     * @param batch made of the mappings' logical types in the same order
     */
    public static RowDecoder of(
            List<ColumnMapping> mappings, List<String> columnNames, RowBatch batch) {
        if (mappings.size() != columnNames.size() || mappings.size() != batch.columns().size()) {
            throw new IllegalArgumentException(
                    mappings.size()
                            + " mappings, "
                            + columnNames.size()
                            + " names, "
                            + batch.columns().size()
                            + " columns");
        }
        FieldDecoder[] decoders = new FieldDecoder[mappings.size()];
        for (int i = 0; i < decoders.length; i++) {
            decoders[i] = DecoderFactory.create(mappings.get(i), batch.columns().get(i));
        }
        return new RowDecoder(List.copyOf(columnNames), decoders);
    }

    /**
     * Decodes one row, the count of its fields first.
     *
     * @param position where the row starts
     * @param end where its bytes end; nothing beyond is read
     * @param row the row of the batch that it becomes; rows come in order from 0
     * @throws HowdahException that names the column, if a value is malformed or can't be held
     */
    public void decode(byte[] buffer, int position, int end, int row) {
        int fields = end - position < FIELD_COUNT_BYTES ? -1 : BigEndian.int2(buffer, position);
        if (fields != decoders.length) {
            throw torn("a row came with " + fields + " fields, not " + decoders.length);
        }
        int field = 0;
        int offset = position + FIELD_COUNT_BYTES;
        try {
            for (; field < decoders.length; field++) {
                int length = fieldLength(buffer, offset, end);
                offset += LENGTH_BYTES;
                if (length < 0) {
                    decoders[field].decodeNull(row);
                } else {
                    decoders[field].decode(buffer, offset, length, row);
                    offset += length;
                }
            }
        } catch (HowdahException failure) {
            throw failure.in("column \"" + columnNames.get(field) + "\"");
        } catch (ArithmeticException failure) {
            throw HowdahException.of(
                    ErrorKind.DATA,
                    "column \"" + columnNames.get(field) + "\": a batch is over 2 GB large",
                    failure);
        }
        if (offset != end) {
            throw torn("the row is " + (end - offset) + " bytes too long");
        }
    }

    /** The length of the field that starts there, -1 for null; its bytes are there. */
    private static int fieldLength(byte[] buffer, int offset, int end) {
        int left = end - offset - LENGTH_BYTES;
        if (left < 0) {
            throw torn("the row ends before its value");
        }
        int length = BigEndian.int4(buffer, offset);
        if (length > left || length < -1) {
            throw torn("its value claims " + length + " bytes where the row has " + left);
        }
        return length;
    }

    private static HowdahException torn(String what) {
        return HowdahException.data("The server's COPY data can't be read: " + what);
    }
}
