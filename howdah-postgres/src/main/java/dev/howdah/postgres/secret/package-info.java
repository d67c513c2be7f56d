/**
 * Named connection parameters that are kept apart from statements: in memory, or in a file that
 * only its owner can read. Hosts translate their CREATE SECRET into it.
 */
@NullMarked
package dev.howdah.postgres.secret;

import org.jspecify.annotations.NullMarked;
