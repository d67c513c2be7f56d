/**
 * Prints a query's result: boxes as DuckDB's own shell draws them, CSV, TSV, JSON, Markdown and
 * lines. Knows {@code java.sql}, the driver's classes for nested values, and nothing of the shell,
 * Kùzu or PostgreSQL.
 */
@NullMarked
package dev.howdah.cli.render;

import org.jspecify.annotations.NullMarked;
