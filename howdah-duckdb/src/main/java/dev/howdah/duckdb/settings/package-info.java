/**
 * The settings {@code pg_…}: one list with names, types, defaults, checks and what each does; and
 * their values as a statement sees them.
 */
@NullMarked
package dev.howdah.duckdb.settings;

import org.jspecify.annotations.NullMarked;
