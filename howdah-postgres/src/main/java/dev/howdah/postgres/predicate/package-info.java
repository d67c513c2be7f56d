/**
 * The expressions that a host wants a scan to filter by, as a sealed tree, and the rules that
 * decide which of them PostgreSQL may evaluate with the same meaning.
 */
@NullMarked
package dev.howdah.postgres.predicate;

import org.jspecify.annotations.NullMarked;
