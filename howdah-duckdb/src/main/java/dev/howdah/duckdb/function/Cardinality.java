package dev.howdah.duckdb.function;

/**
 * How many rows to expect, for DuckDB's optimizer.
 *
 * @param exact whether it is a promise; DuckDB may rely on it
 */
public record Cardinality(long rows, boolean exact) {
    public Cardinality {
        if (rows < 0) {
            throw new IllegalArgumentException("rows " + rows);
        }
    }
}
