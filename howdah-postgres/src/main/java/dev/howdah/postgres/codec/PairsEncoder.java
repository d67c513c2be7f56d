package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.error.HowdahException;

/** What both forms of an hstore share: its keys and values lie in a column each. */
abstract class PairsEncoder extends FieldEncoder {
    final ListColumn column;
    final FieldEncoder key;
    final FieldEncoder value;

    PairsEncoder(ListColumn column, FieldEncoder key, FieldEncoder value) {
        super(column);
        this.column = column;
        this.key = key;
        this.value = value;
    }

    @Override
    final void prepare(int from, int to) {
        if (from < to) {
            key.prepare(column.start(from), column.ends()[to - 1]);
            value.prepare(column.start(from), column.ends()[to - 1]);
        }
    }

    final void requireKey(int row) {
        if (key.isNull(row)) {
            throw HowdahException.data("an hstore can't hold a null key");
        }
    }
}
