package dev.howdah.postgres.column;

import java.util.Arrays;

/** Holds lists and maps: all elements of all rows stand one after the other in a child column. */
public final class ListColumn extends ColumnBuffer {
    private final ColumnBuffer child;
    private int[] ends;
    private int childSize;

    /** A map's child is a {@link StructColumn} of key and value. */
    public ListColumn(int capacity, ColumnBuffer child) {
        super(capacity);
        this.child = child;
        this.ends = new int[capacity];
    }

    public ColumnBuffer child() {
        return child;
    }

    /** Where each row's elements end in the child; they start where the row before ends. */
    public int[] ends() {
        return ends;
    }

    /** Where the row's elements start in the child. */
    public int start(int row) {
        return row == 0 ? 0 : ends[row - 1];
    }

    /** Elements of all rows. */
    public int childSize() {
        return childSize;
    }

    /**
     * Appends a row of {@code length} elements, which the caller then writes into the child.
     *
     * @return the child row of the first element
     */
    public int reserve(int row, int length) {
        int start = childSize;
        childSize = Math.addExact(start, length);
        child.ensureCapacity(childSize);
        ends[row] = childSize;
        return start;
    }

    @Override
    public void setNull(int row) {
        super.setNull(row);
        ends[row] = childSize;
    }

    @Override
    public void reset() {
        super.reset();
        childSize = 0;
        child.reset();
    }

    @Override
    void grow(int rows) {
        ends = Arrays.copyOf(ends, rows);
    }
}
