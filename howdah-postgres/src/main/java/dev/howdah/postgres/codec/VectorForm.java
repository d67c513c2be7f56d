package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.error.HowdahException;

/** Writes the text form of int2vector and oidvector: numbers with blanks between. */
final class VectorForm extends FieldEncoder {
    private final ListColumn column;
    private final FieldEncoder element;

    VectorForm(ListColumn column, FieldEncoder element) {
        super(column);
        this.column = column;
        this.element = element;
    }

    @Override
    void encode(int row, CopyBuffer out) {
        int start = column.start(row);
        for (int i = start; i < column.ends()[row]; i++) {
            if (element.isNull(i)) {
                throw HowdahException.data("an int2vector or oidvector can't hold a NULL");
            }
            if (i > start) {
                out.int1(' ');
            }
            element.encode(i, out);
        }
    }
}
