package dev.howdah.postgres.wire;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ProtocolException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/** Whole messages of a stream, one at a time, in one reused array. */
final class MessageBuffer {
    private static final int INITIAL_CAPACITY = 128 * 1024;

    /** A bigger array, grown for one wide row, is not kept for the next statement. */
    private static final int KEPT_CAPACITY = 1024 * 1024;

    /** A statement that has sent this much is a bulk read, whose bytes may gather. */
    private static final int BULK = 1024 * 1024;

    /** A read that brought less than this has emptied the socket's buffer. */
    private static final int GOOD_READ = 64 * 1024;

    private static final long GATHERING_NANOS = 400_000;

    private static final int MAX_MESSAGE = 1 << 30;
    private static final int HEADER = 5;
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final InputStream input;

    byte[] bytes = new byte[INITIAL_CAPACITY];

    /** First byte behind the current message's header. */
    int start;

    /** First byte behind the current message, where the next one begins. */
    int end;

    /** First byte of the array that holds nothing yet. */
    private int limit;

    /** Bytes read since the last {@link #trim()}. */
    private long received;

    private int lastRead;

    MessageBuffer(InputStream input) {
        this.input = input;
    }

    /**
     * Moves to the next message.
     *
     * @return its type; its body lies between {@link #start} and {@link #end}
     * @throws ProtocolException if its length can't be true
     * @throws EOFException if the stream ended before it did
     */
    byte next() throws IOException {
        int at = end;
        if (limit - at < HEADER) {
            fill(HEADER);
            at = end;
        }
        byte type = bytes[at];
        int length = (int) INT.get(bytes, at + 1);
        if (length < 4 || length > MAX_MESSAGE) {
            throw new ProtocolException(
                    "a message of type %s with length %d".formatted(describe(type), length));
        }
        if (limit - at <= length) {
            fill(length + 1);
            at = end;
        }
        start = at + HEADER;
        end = at + 1 + length;
        return type;
    }

    /** Reads a part of the next message unless one has been read already. */
    void awaitMore() throws IOException {
        if (!hasMore()) {
            fill(1);
        }
    }

    /** True if {@link #next()} would not read from the stream. */
    boolean hasWholeNext() {
        return limit - end >= HEADER && limit - end > int32(end + 1);
    }

    /** True if a part of the next message has been read already. */
    boolean hasMore() {
        return limit > end;
    }

    /** At the end of a statement: gives back the memory that a wide row took. */
    void trim() {
        received = 0;
        if (bytes.length > KEPT_CAPACITY && limit == end) {
            bytes = new byte[INITIAL_CAPACITY];
            start = 0;
            end = 0;
            limit = 0;
        }
    }

    int int32(int at) {
        return (int) INT.get(bytes, at);
    }

    int uint16(int at) {
        return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }

    static String describe(byte type) {
        return type > ' ' && type < 127 ? "'" + (char) type + "'" : String.valueOf(type & 0xff);
    }

    /** Reads until at least {@code needed} bytes follow {@link #end}. */
    private void fill(int needed) throws IOException {
        if (end > 0) {
            // What is left is a torn message; in front it leaves the most room for one big read.
            limit -= end;
            System.arraycopy(bytes, end, bytes, 0, limit);
            start = 0;
            end = 0;
        }
        while (limit < needed) {
            if (limit == bytes.length) {
                // Grows with what has come, so a lying length can't make it allocate 1 GiB.
                bytes = Arrays.copyOf(bytes, (int) Math.min(2L * limit, MAX_MESSAGE + 1L));
            }
            limit += read();
        }
    }

    /**
     * Reads what there is. The server sends 8 KiB at a time, and a thread that waits in read is
     * woken for each of them; where both share a machine that costs more than decoding the rows. So
     * a bulk read that has emptied the socket sleeps a little and then takes much at once.
     */
    private int read() throws IOException {
        if (received > BULK && lastRead < GOOD_READ) {
            LockSupport.parkNanos(GATHERING_NANOS);
        }
        int count = input.read(bytes, limit, bytes.length - limit);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        received += count;
        lastRead = count;
        return count;
    }
}
