/**
 * CONNECT: a connection to a PostgreSQL on which statements go there as they are typed, until
 * DISCONNECT.
 */
@NullMarked
package dev.howdah.duckdb.connect;

import org.jspecify.annotations.NullMarked;
