/**
 * How a column of PostgreSQL becomes one of Kùzu's: what DuckDB writes into the Parquet file, and
 * the Kùzu expression that makes the exact value of it. The table is {@link
 * dev.howdah.kuzu.type.ColumnPassage}; docs/types.md shows it to users.
 */
@NullMarked
package dev.howdah.kuzu.type;

import org.jspecify.annotations.NullMarked;
