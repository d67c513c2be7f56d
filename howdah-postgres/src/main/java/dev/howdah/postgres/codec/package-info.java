/**
 * Binary fields in, columns out, and columns back into binary, text and literal forms: one small
 * decoder and one small encoder a type family. Knows buffers and no connection, so a test or a
 * fuzzer can feed it.
 */
@NullMarked
package dev.howdah.postgres.codec;

import org.jspecify.annotations.NullMarked;
