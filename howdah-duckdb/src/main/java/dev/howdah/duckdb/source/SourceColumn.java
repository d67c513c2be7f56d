package dev.howdah.duckdb.source;

/**
 * A column of a query of DuckDB's.
 *
 * @param type as DuckDB prints it, such as {@code DECIMAL(10,2)} or {@code STRUCT(a INTEGER)[]}
 */
public record SourceColumn(String name, String type) {}
