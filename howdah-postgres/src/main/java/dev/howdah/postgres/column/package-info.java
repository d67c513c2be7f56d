/**
 * The destination side of a scan: plain Java arrays in columns, laid out so that a host copies them
 * into its own vectors in bulk. Knows no PostgreSQL bytes and no engine.
 *
 * <p>Decoding goes into these arrays and not straight into an engine's vectors because the reader
 * threads run ahead of the engine (DuckDB drains an ordered read on one thread), and because the
 * core compiles for Java 17, where {@code MemorySegment} does not exist.
 */
@NullMarked
package dev.howdah.postgres.column;

import org.jspecify.annotations.NullMarked;
