/**
 * The types: what PostgreSQL says of a column ({@link dev.howdah.postgres.type.PgType}), what a
 * host engine is given instead ({@link dev.howdah.postgres.type.LogicalType}), and the one table
 * that maps the first to the second.
 */
@NullMarked
package dev.howdah.postgres.type;

import org.jspecify.annotations.NullMarked;
