/**
 * What one connection does: its running statement, the transactions that it holds in attached
 * databases, and what its last statement read.
 */
@NullMarked
package dev.howdah.duckdb.session;

import org.jspecify.annotations.NullMarked;
