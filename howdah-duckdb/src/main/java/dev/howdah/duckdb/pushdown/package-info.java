/**
 * Reads DuckDB's own EXPLAIN of a statement back into what each scan of PostgreSQL may leave to the
 * server; when in doubt, nothing.
 */
@NullMarked
package dev.howdah.duckdb.pushdown;

import org.jspecify.annotations.NullMarked;
