/**
 * Where passwords come from: one small interface that is asked for each new connection. Knows
 * neither the driver nor how a connection is made.
 */
@NullMarked
package dev.howdah.postgres.credential;

import org.jspecify.annotations.NullMarked;
