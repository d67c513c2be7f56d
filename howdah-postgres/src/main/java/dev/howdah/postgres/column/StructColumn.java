package dev.howdah.postgres.column;

import java.util.List;

/** Holds composites: one child column an attribute, all with the same rows. */
public final class StructColumn extends ColumnBuffer {
    private final List<ColumnBuffer> children;

    public StructColumn(int capacity, List<ColumnBuffer> children) {
        super(capacity);
        this.children = List.copyOf(children);
    }

    public List<ColumnBuffer> children() {
        return children;
    }

    /** Marks the row and each of its attributes null. */
    @Override
    public void setNull(int row) {
        super.setNull(row);
        for (ColumnBuffer child : children) {
            child.setNull(row);
        }
    }

    @Override
    public void reset() {
        super.reset();
        children.forEach(ColumnBuffer::reset);
    }

    @Override
    void grow(int rows) {
        children.forEach(child -> child.ensureCapacity(rows));
    }
}
