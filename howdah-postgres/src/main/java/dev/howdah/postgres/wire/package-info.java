/**
 * Bytes and messages of the frontend/backend protocol, version 3, on a socket that somebody else
 * authenticated. Knows no type and no SQL.
 */
@NullMarked
package dev.howdah.postgres.wire;

import org.jspecify.annotations.NullMarked;
