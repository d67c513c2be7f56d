package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;

/** Writes the text form of a value that has no parts. */
final class ScalarForm<C extends ColumnBuffer> extends FieldEncoder {
    private final C column;
    private final Form<C> form;

    ScalarForm(C column, Form<C> form) {
        super(column);
        this.column = column;
        this.form = form;
    }

    /** Appends a row's text. */
    interface Form<C extends ColumnBuffer> {
        void append(C column, int row, CopyBuffer out);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        form.append(column, row, out);
    }
}
