/**
 * The one exception of the core and its kinds, so that a host can turn every failure into its own
 * engine's error without looking at a message.
 */
@NullMarked
package dev.howdah.postgres.error;

import org.jspecify.annotations.NullMarked;
