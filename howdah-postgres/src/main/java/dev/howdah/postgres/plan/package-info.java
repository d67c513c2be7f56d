/**
 * Decides how a relation is read: one query, or ranges of ctid over several connections; does no
 * reading itself.
 */
@NullMarked
package dev.howdah.postgres.plan;

import org.jspecify.annotations.NullMarked;
