package dev.howdah.duckdb.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The part of a file that is looked at, in a buffer that grows up to a limit. */
final class FileWindow implements AutoCloseable {
    private static final int INITIAL_BYTES = 1 << 17;

    private final InputStream in;
    private final int limit;
    private byte[] bytes;
    private int start;
    private int end;
    private long skipped;

    FileWindow(Path file, int limit) throws IOException {
        this.in = Files.newInputStream(file);
        this.limit = limit;
        this.bytes = new byte[Math.min(limit, INITIAL_BYTES)];
    }

    /** The most bytes that fit. */
    int limit() {
        return limit;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the window begins in {@link #bytes()}; {@link #require} may change both. */
    int start() {
        return start;
    }

    /** Where the window begins in the file. */
    long position() {
        return skipped;
    }

    /**
     * Reads on until so many bytes are there.
     *
     * @param count at most {@link #limit()}
     * @return false if the file ends before
     */
    boolean require(int count) throws IOException {
        if (end - start >= count) {
            return true;
        }
        makeRoom(count);
        while (end - start < count) {
            int read = in.read(bytes, end, bytes.length - end);
            if (read < 0) {
                return false;
            }
            end += read;
        }
        return true;
    }

    void skip(int count) {
        start += count;
        skipped += count;
    }

    int int2(int offset) {
        int at = start + offset;
        return (short) ((bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF));
    }

    int int4(int offset) {
        return int2(offset) << 16 | (int2(offset + 2) & 0xFFFF);
    }

    private void makeRoom(int count) {
        if (bytes.length - start >= count) {
            return;
        }
        byte[] target = bytes;
        if (bytes.length < count) {
            target = new byte[(int) Math.min(limit, Math.max(count, 2L * bytes.length))];
        }
        System.arraycopy(bytes, start, target, 0, end - start);
        bytes = target;
        end -= start;
        start = 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
