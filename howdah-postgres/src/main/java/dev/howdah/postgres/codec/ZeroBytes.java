package dev.howdah.postgres.codec;

import dev.howdah.postgres.error.HowdahException;

import java.nio.charset.StandardCharsets;

/** Zero bytes in text, which PostgreSQL's text can't hold: found, and refused or replaced. */
final class ZeroBytes {
    private static final long ONES = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;

    private final boolean replace;
    private final byte[] replacement;

    ZeroBytes(EncodeOptions options) {
        replace = options.nullByteReplacement().isPresent();
        replacement = options.nullByteReplacement().orElse("").getBytes(StandardCharsets.UTF_8);
    }

    /** Whether there is any: eight bytes at a time, as most text has none. */
    static boolean occur(byte[] bytes, int from, int to) {
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = BigEndian.int8(bytes, at);
            if (((word - ONES) & ~word & TOP_BITS) != 0) {
                return true;
            }
        }
        for (; at < to; at++) {
            if (bytes[at] == 0) {
                return true;
            }
        }
        return false;
    }

    /** Appends text that may hold some. */
    void append(byte[] bytes, int from, int to, CopyBuffer out) {
        for (int at = from; at < to; at++) {
            if (bytes[at] != 0) {
                out.int1(bytes[at]);
            } else if (replace) {
                out.append(replacement, 0, replacement.length);
            } else {
                throw HowdahException.data(
                        "the text has a zero byte at position "
                                + (at - from + 1)
                                + " after \""
                                + new String(
                                        bytes,
                                        from,
                                        Math.min(at - from, 64),
                                        StandardCharsets.UTF_8)
                                + "\", which PostgreSQL's text can't hold;"
                                + " SET pg_null_byte_replacement to what should take its place");
            }
        }
    }
}
