/**
 * Table functions for DuckDB in terms of core types and batches: binding, projection, parallel
 * scanning and the life of each phase's state.
 */
@NullMarked
package dev.howdah.duckdb.function;

import org.jspecify.annotations.NullMarked;
