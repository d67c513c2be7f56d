/**
 * Changes to an attached PostgreSQL: rows that DuckDB computes, and statements that the server runs
 * alone. Each class carries out one kind of statement, in one transaction on the server.
 */
@NullMarked
package dev.howdah.duckdb.change;

import org.jspecify.annotations.NullMarked;
