/** PostgreSQL's binary COPY files: read by a table function, written from a query's rows. */
@NullMarked
package dev.howdah.duckdb.file;

import org.jspecify.annotations.NullMarked;
