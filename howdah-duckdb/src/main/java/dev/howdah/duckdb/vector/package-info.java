/**
 * How core types and columns become DuckDB types and vectors, and vectors columns: {@link
 * dev.howdah.duckdb.vector.DuckDbType} is the one table of it.
 */
@NullMarked
package dev.howdah.duckdb.vector;

import org.jspecify.annotations.NullMarked;
