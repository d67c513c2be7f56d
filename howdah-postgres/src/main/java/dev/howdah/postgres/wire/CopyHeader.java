package dev.howdah.postgres.wire;

import java.util.Arrays;

/** What stands in front of the rows of a binary COPY. */
final class CopyHeader {
    private static final byte[] SIGNATURE = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
    };
    private static final int LENGTH = SIGNATURE.length + 8;
    private static final int CRITICAL_FLAGS = 0xffff0000;

    private CopyHeader() {}

    /** The length of the header with which the channel's current message must begin. */
    static int length(MessageChannel channel) {
        MessageBuffer message = channel.message;
        byte[] bytes = message.bytes;
        int from = message.start;
        int length = message.end - from;
        if (length < LENGTH
                || !Arrays.equals(
                        bytes, from, from + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length)) {
            throw channel.nonsense("no binary COPY header");
        }
        int flags = message.int32(from + SIGNATURE.length);
        int extension = message.int32(from + SIGNATURE.length + 4);
        if ((flags & CRITICAL_FLAGS) != 0 || extension < 0 || extension > length - LENGTH) {
            throw channel.nonsense("a binary COPY header of an unknown version");
        }
        return LENGTH + extension;
    }
}
