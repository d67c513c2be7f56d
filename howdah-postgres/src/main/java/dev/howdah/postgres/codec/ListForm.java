package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;

import java.util.List;

/** Writes the text form of an array, such as {@code {{1,2},{3,NULL}}}. */
final class ListForm extends FieldEncoder {
    private final ListColumn[] levels;
    private final ListShape shape;
    private final FieldEncoder element;

    ListForm(List<ListColumn> levels, FieldEncoder element) {
        super(levels.get(0));
        this.levels = levels.toArray(ListColumn[]::new);
        this.shape = new ListShape(this.levels);
        this.element = element;
    }

    @Override
    void prepare(int from, int to) {
        ListShape.prepareChild(levels, element, from, to);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        shape.measure(row);
        if (shape.count() == 0) {
            out.append("{}");
            return;
        }
        append(0, row, out);
    }

    private void append(int level, int row, CopyBuffer out) {
        ListColumn list = levels[level];
        char separator = '{';
        for (int i = list.start(row); i < list.ends()[row]; i++) {
            out.int1(separator);
            separator = ',';
            if (level + 1 < levels.length) {
                append(level + 1, i, out);
            } else {
                appendElement(i, out);
            }
        }
        out.int1('}');
    }

    private void appendElement(int row, CopyBuffer out) {
        if (element.isNull(row)) {
            out.append("NULL");
            return;
        }
        int start = out.size();
        element.encode(row, out);
        Escape.ELEMENT.enclose(out, start);
    }
}
