/**
 * Writing: rows into a relation by COPY, and how a transaction that wrote ends. What is written,
 * and in which order, the hosts decide.
 */
@NullMarked
package dev.howdah.postgres.write;

import org.jspecify.annotations.NullMarked;
