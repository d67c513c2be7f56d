package dev.howdah.duckdb.source;

/**
 * A column whose values may not be castable to what a table takes. The query gives the ones that
 * are not as text in one more column, which is null in all other rows.
 *
 * @param column the table's column, for the error
 * @param type what its values must be cast to, as DuckDB calls it
 */
public record CastCheck(String column, String type) {
    /** The additional column of the query. */
    public String expression(String value) {
        return "CASE WHEN %1$s IS NOT NULL AND TRY_CAST(%1$s AS %2$s) IS NULL THEN left(CAST(%1$s AS VARCHAR), 100) END"
                .formatted(value, type);
    }
}
