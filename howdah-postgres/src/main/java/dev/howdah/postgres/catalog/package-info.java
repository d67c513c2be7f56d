/**
 * What a database holds: schemas, relations, columns, keys, indexes and types, read from pg_catalog
 * in few round trips and kept as immutable snapshots.
 */
@NullMarked
package dev.howdah.postgres.catalog;

import org.jspecify.annotations.NullMarked;
