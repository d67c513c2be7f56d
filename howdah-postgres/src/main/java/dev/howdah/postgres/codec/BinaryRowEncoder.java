package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.type.WriteColumn;

import java.util.List;

/** Writes rows as binary COPY: a header, per row the count of its fields and each field. */
final class BinaryRowEncoder extends RowEncoder {
    private final EncoderFactory factory;

    BinaryRowEncoder(List<WriteColumn> columns, EncodeOptions options) {
        super(columns);
        this.factory = new EncoderFactory(options);
    }

    @Override
    public void begin(CopyBuffer out) {
        CopyFormat.appendHeader(out);
    }

    @Override
    public void end(CopyBuffer out) {
        CopyFormat.appendTrailer(out);
    }

    @Override
    FieldEncoder encoder(WriteColumn column, ColumnBuffer values) {
        return factory.create(column.type(), column.logical(), values);
    }

    @Override
    void beginRow(int fields, CopyBuffer out) {
        out.int2(fields);
    }

    @Override
    void field(FieldEncoder encoder, int index, int row, CopyBuffer out) {
        encoder.encodeField(row, out);
    }

    @Override
    void endRow(CopyBuffer out) {}
}
