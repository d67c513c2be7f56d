/**
 * The table functions that read PostgreSQL, and those that tell or reset what Howdah knows of it.
 */
@NullMarked
package dev.howdah.duckdb.scan;

import org.jspecify.annotations.NullMarked;
