package dev.howdah.postgres.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes on their way to the server, in one array that grows. Not thread-safe. */
public final class CopyBuffer {
    private static final int INITIAL_BYTES = 1 << 16;

    private byte[] bytes = new byte[INITIAL_BYTES];
    private int size;

    /** The bytes; {@link #size()} of them count. Taken again after each append. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    /** Forgets all bytes. */
    public void clear() {
        size = 0;
    }

    /** Drops what stands behind a position. */
    public void truncate(int newSize) {
        size = newSize;
    }

    /**
     * Appends bytes that the caller then writes into {@link #bytes()}.
     *
     * @return where they start
     */
    public int reserve(int length) {
        int start = size;
        int end = Math.addExact(start, length);
        if (end > bytes.length) {
            bytes =
                    Arrays.copyOf(
                            bytes,
                            (int)
                                    Math.max(
                                            end,
                                            Math.min(2L * bytes.length, Integer.MAX_VALUE - 64)));
        }
        size = end;
        return start;
    }

    public void int1(int value) {
        // Not in one expression: the array may be another one after reserve.
        int at = reserve(1);
        bytes[at] = (byte) value;
    }

    public void int2(int value) {
        int at = reserve(2);
        BigEndian.putInt2(bytes, at, value);
    }

    public void int4(int value) {
        int at = reserve(4);
        BigEndian.putInt4(bytes, at, value);
    }

    public void int8(long value) {
        int at = reserve(8);
        BigEndian.putInt8(bytes, at, value);
    }

    public void append(byte[] source, int offset, int length) {
        int at = reserve(length);
        System.arraycopy(source, offset, bytes, at, length);
    }

    /** Appends text as UTF-8. */
    public void append(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
    }

    /** The bytes from a position on, as UTF-8 text. */
    public String text(int from) {
        return new String(bytes, from, size - from, StandardCharsets.UTF_8);
    }
}
