package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;

/** Writes the text form of an hstore, such as {@code a=>"b c",d=>NULL}. */
final class HstoreForm extends PairsEncoder {
    HstoreForm(ListColumn column, FieldEncoder key, FieldEncoder value) {
        super(column, key, value);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int start = column.start(row);
        for (int i = start; i < column.ends()[row]; i++) {
            if (i > start) {
                out.int1(',');
            }
            requireKey(i);
            append(key, i, out);
            out.append("=>");
            append(value, i, out);
        }
    }

    private static void append(FieldEncoder part, int row, CopyBuffer out) {
        if (part.isNull(row)) {
            out.append("NULL");
            return;
        }
        int start = out.size();
        part.encode(row, out);
        Escape.ELEMENT.enclose(out, start);
    }
}
