/**
 * Binary fields in, columns out: one small decoder a type family. Takes a buffer and knows no
 * connection, so a test or a fuzzer can feed it.
 */
@NullMarked
package dev.howdah.postgres.codec;

import org.jspecify.annotations.NullMarked;
