/**
 * Rows that DuckDB computes, on their way out: a query's chunks become the core's batches. The way
 * back from {@link dev.howdah.duckdb.vector}.
 */
@NullMarked
package dev.howdah.duckdb.source;

import org.jspecify.annotations.NullMarked;
