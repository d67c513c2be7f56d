package dev.howdah.postgres.codec;

import dev.howdah.postgres.error.HowdahException;

import java.util.Arrays;

/** The frame of binary COPY around its rows: a header before and a trailer after them. */
public final class CopyFormat {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };
    private static final int HEADER_LENGTH = SIGNATURE.length + 8;
    private static final int TRAILER_LENGTH = 2;

    private CopyFormat() {}

    /**
     * Where the first row starts.
     *
     * @throws HowdahException if the bytes do not start with the header of binary COPY
     */
    public static int skipHeader(byte[] buffer, int position, int end) {
        if (end - position < HEADER_LENGTH
                || Arrays.mismatch(
                                buffer,
                                position,
                                position + SIGNATURE.length,
                                SIGNATURE,
                                0,
                                SIGNATURE.length)
                        >= 0) {
            throw HowdahException.data("The server's COPY data has no binary header");
        }
        int extension = BigEndian.int4(buffer, position + HEADER_LENGTH - 4);
        if (extension < 0 || extension > end - position - HEADER_LENGTH) {
            throw HowdahException.data("The server's COPY header claims " + extension + " bytes");
        }
        return position + HEADER_LENGTH + extension;
    }

    /** Whether the trailer stands there: the end of the rows. */
    public static boolean isTrailer(byte[] buffer, int position, int end) {
        return end - position >= TRAILER_LENGTH && BigEndian.int2(buffer, position) == -1;
    }

    /** Appends the header, without flags and extensions. */
    static void appendHeader(CopyBuffer out) {
        out.append(SIGNATURE, 0, SIGNATURE.length);
        out.int8(0);
    }

    static void appendTrailer(CopyBuffer out) {
        out.int2(-1);
    }
}
