/**
 * Lexer and recogniser: which statements are Howdah's own (ATTACH of a PostgreSQL, settings, writes
 * to one) and which DuckDB gets verbatim. Knows names and keywords, never expressions.
 */
@NullMarked
package dev.howdah.duckdb.statement;

import org.jspecify.annotations.NullMarked;
