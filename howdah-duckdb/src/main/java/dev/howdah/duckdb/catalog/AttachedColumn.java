package dev.howdah.duckdb.catalog;

import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.type.ColumnMapping;

import java.util.Objects;

/**
 * A column of an attached relation.
 *
 * @param viewName what DuckDB's users call it
 * @param scanName what {@code pg_scan} calls it, which DuckDB never needs to quote
 */
public record AttachedColumn(
        String viewName, String scanName, Column column, ColumnMapping mapping) {
    public AttachedColumn {
        Objects.requireNonNull(viewName);
        Objects.requireNonNull(scanName);
        Objects.requireNonNull(column);
        Objects.requireNonNull(mapping);
    }
}
