package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.type.WriteColumn;

import java.util.List;

/** Writes rows as COPY's text format: tabs between fields, a line a row, \N for null. */
final class TextRowEncoder extends RowEncoder {
    private final TextFormFactory factory;

    TextRowEncoder(List<WriteColumn> columns, EncodeOptions options) {
        super(columns);
        this.factory = new TextFormFactory(new ZeroBytes(options));
    }

    @Override
    public void begin(CopyBuffer out) {}

    @Override
    public void end(CopyBuffer out) {}

    @Override
    FieldEncoder encoder(WriteColumn column, ColumnBuffer values) {
        return factory.create(column.type(), column.logical(), values);
    }

    @Override
    void beginRow(int fields, CopyBuffer out) {}

    @Override
    void field(FieldEncoder encoder, int index, int row, CopyBuffer out) {
        if (index > 0) {
            out.int1('\t');
        }
        if (encoder.isNull(row)) {
            out.int2('\\' << 8 | 'N');
            return;
        }
        int start = out.size();
        encoder.encode(row, out);
        Escape.COPY.apply(out, start);
    }

    @Override
    void endRow(CopyBuffer out) {
        out.int1('\n');
    }
}
