/**
 * Connection strings, opening and pooling connections, cancelling, transactions and snapshots. The
 * only package that touches pgjdbc.
 */
@NullMarked
package dev.howdah.postgres.connection;

import org.jspecify.annotations.NullMarked;
