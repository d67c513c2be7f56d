/**
 * COPY of rows from PostgreSQL into the graph's tables: which column goes where, keys checked
 * before Kùzu sees them, slices where a table is larger than the disk's share.
 */
@NullMarked
package dev.howdah.kuzu.copy;

import org.jspecify.annotations.NullMarked;
