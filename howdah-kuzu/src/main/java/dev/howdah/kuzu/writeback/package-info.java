/** COPY of a query's rows from the graph into a PostgreSQL table, in one transaction. */
@NullMarked
package dev.howdah.kuzu.writeback;

import org.jspecify.annotations.NullMarked;
