/**
 * The JDBC driver {@code jdbc:howdah:}: a thin layer over DuckDB's own connection that recognises
 * what concerns an attached PostgreSQL and tells the scans what to push down.
 */
@NullMarked
package dev.howdah.duckdb.jdbc;

import org.jspecify.annotations.NullMarked;
