/**
 * DuckDB's C API: the only package that links native code or reaches into DuckDB's JDBC driver.
 * Nothing here knows PostgreSQL.
 */
@NullMarked
package dev.howdah.duckdb.nativeapi;

import org.jspecify.annotations.NullMarked;
