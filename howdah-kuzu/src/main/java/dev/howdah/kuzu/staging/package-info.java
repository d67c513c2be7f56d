/**
 * Rows on their way from PostgreSQL to Kùzu: Parquet files in a private temporary directory,
 * written by a DuckDB of our own and gone however the statement ends. Knows no Cypher.
 */
@NullMarked
package dev.howdah.kuzu.staging;

import org.jspecify.annotations.NullMarked;
