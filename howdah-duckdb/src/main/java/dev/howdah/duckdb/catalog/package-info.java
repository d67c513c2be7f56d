/**
 * Attached PostgreSQL databases: each is an in-memory database of DuckDB's whose views read by
 * {@code pg_scan}; kept per DuckDB instance and shared by its connections.
 */
@NullMarked
package dev.howdah.duckdb.catalog;

import org.jspecify.annotations.NullMarked;
