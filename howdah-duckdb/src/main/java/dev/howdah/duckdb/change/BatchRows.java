package dev.howdah.duckdb.change;

import org.jspecify.annotations.Nullable;

/** The parameters of a JDBC batch. */
public interface BatchRows {
    /** Stands for a value that only a prepared statement can be given. */
    Object OPAQUE = new Object();

    int rows();

    /** Parameters of each row. */
    int parameters();

    /** A value as it was set, of any class, or {@link #OPAQUE}; row and parameter from 0. */
    @Nullable Object value(int row, int parameter);
}
