package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.error.HowdahException;

/**
 * Measures a list of lists as an array: PostgreSQL's arrays are boxes, so all lists of a level must
 * have the same length, and none may be null.
 */
final class ListShape {
    private final ListColumn[] levels;
    private final int[] sizes;
    private int first;
    private int count;

    ListShape(ListColumn[] levels) {
        this.levels = levels;
        this.sizes = new int[levels.length];
    }

    /** Measures one row of the outermost list. */
    void measure(int row) {
        int from = row;
        int to = row + 1;
        for (int level = 0; level < levels.length; level++) {
            ListColumn lists = levels[level];
            int size = lists.ends()[from] - lists.start(from);
            for (int list = from; list < to; list++) {
                if (level > 0 && lists.isNull(list)) {
                    throw HowdahException.data(
                            "a list inside a list is NULL, which PostgreSQL's arrays can't hold;"
                                    + " replace it by a list of NULLs, or use a column of type"
                                    + " jsonb");
                }
                if (lists.ends()[list] - lists.start(list) != size) {
                    throw ragged(size, lists.ends()[list] - lists.start(list));
                }
            }
            sizes[level] = size;
            if (size == 0) {
                count = 0;
                return;
            }
            from = lists.start(from);
            to = lists.ends()[to - 1];
        }
        first = from;
        count = to - from;
    }

    /** Elements of all lists; 0 means an array without dimensions. */
    int count() {
        return count;
    }

    /** The row of the first element in the innermost list's child. */
    int first() {
        return first;
    }

    int dimensions() {
        return sizes.length;
    }

    int size(int level) {
        return sizes[level];
    }

    /** Prepares the encoder of the innermost list's child for the elements of some rows. */
    static void prepareChild(ListColumn[] levels, FieldEncoder element, int from, int to) {
        int first = from;
        int end = to;
        for (ListColumn level : levels) {
            if (first >= end) {
                return;
            }
            first = level.start(first);
            end = level.ends()[end - 1];
        }
        element.prepare(first, end);
    }

    private static HowdahException ragged(int size, int other) {
        return HowdahException.data(
                "a list holds lists of "
                        + size
                        + " and of "
                        + other
                        + " elements, which PostgreSQL's arrays can't: fill the shorter ones up"
                        + " with NULLs, or use a column of type jsonb");
    }
}
