/**
 * Lexer and recogniser: which statements are Howdah's own (ATTACH of a PostgreSQL, settings, writes
 * to one) and which DuckDB gets verbatim; and the parser that takes a write apart at its clauses.
 * Knows names, keywords and brackets, never expressions.
 */
@NullMarked
package dev.howdah.duckdb.statement;

import org.jspecify.annotations.NullMarked;
