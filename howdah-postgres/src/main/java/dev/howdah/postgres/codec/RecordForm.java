package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.StructColumn;

/** Writes the text form of a composite, such as {@code (1,"a b",)}. */
final class RecordForm extends FieldEncoder {
    private final FieldEncoder[] attributes;

    RecordForm(StructColumn column, FieldEncoder[] attributes) {
        super(column);
        this.attributes = attributes;
    }

    @Override
    void prepare(int from, int to) {
        for (FieldEncoder attribute : attributes) {
            attribute.prepare(from, to);
        }
    }

    @Override
    void encode(int row, CopyBuffer out) {
        char separator = '(';
        for (FieldEncoder attribute : attributes) {
            out.int1(separator);
            separator = ',';
            if (!attribute.isNull(row)) {
                int start = out.size();
                attribute.encode(row, out);
                Escape.ATTRIBUTE.enclose(out, start);
            }
        }
        out.int1(')');
    }
}
