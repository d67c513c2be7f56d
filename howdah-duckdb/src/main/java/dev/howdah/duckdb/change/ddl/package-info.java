/**
 * Statements that change what an attached PostgreSQL consists of: tables, columns, schemas, types.
 * What DuckDB means is said in PostgreSQL's words and carried out by the server.
 */
@NullMarked
package dev.howdah.duckdb.change.ddl;

import org.jspecify.annotations.NullMarked;
