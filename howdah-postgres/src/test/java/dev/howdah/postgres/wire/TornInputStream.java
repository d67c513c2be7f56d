package dev.howdah.postgres.wire;

import java.io.InputStream;
import java.util.Random;

/** Gives bytes in pieces of random size. */
final class TornInputStream extends InputStream {
    private final byte[] bytes;
    private final Random random;
    private final int longest;
    private int at;

    TornInputStream(byte[] bytes, long seed, int longest) {
        this.bytes = bytes;
        this.random = new Random(seed);
        this.longest = longest;
    }

    @Override
    public int read() {
        return at == bytes.length ? -1 : bytes[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (at == bytes.length) {
            return -1;
        }
        int count = Math.min(Math.min(length, bytes.length - at), 1 + random.nextInt(longest));
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }
}
