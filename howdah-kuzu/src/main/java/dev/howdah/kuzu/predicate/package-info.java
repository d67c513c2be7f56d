/**
 * The conditions behind a {@code LOAD FROM … WHERE} that mean the same in SQL. What is rendered is
 * implied by the whole condition; Kùzu checks all of it again.
 */
@NullMarked
package dev.howdah.kuzu.predicate;

import org.jspecify.annotations.NullMarked;
