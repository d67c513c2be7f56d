package dev.howdah.postgres.wire;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The bytes of one connection for two readers that take turns: a {@link MessageChannel} and the
 * driver that opened the connection.
 *
 * <p>The driver buffers what it reads, so it gets one message at a time: a message that belongs to
 * the channel must not vanish in the driver's buffer.
 */
public final class SharedInput extends InputStream {
    private static final int HEADER = 5;

    /** Until the session is ready nobody knows who the server is, so it gets no more memory. */
    private static final int LONGEST_BEFORE_READY = 1 << 20;

    private static final byte READY = 'Z';

    private final InputStream source;

    /** Where encrypted bytes arrive first; the source itself if nothing is encrypted. */
    private final InputStream below;

    private final InputStream driverView = new DriverView();
    private final byte[] ahead = new byte[8 * 1024];
    private int aheadStart;
    private int aheadEnd;

    /** What the driver has not read yet of its current message. */
    private int messageLeft;

    private boolean singleByteExpected;
    private boolean ready;

    /** How the driver waits for a message, if not for good. */
    private @Nullable WantedWait wait;

    public SharedInput(InputStream source) {
        this(source, source);
    }

    /**
     * @param below the stream that the source decrypts; asked only whether something has come
     */
    public SharedInput(InputStream source, InputStream below) {
        this.source = source;
        this.below = below;
    }

    /** The stream for the driver. */
    public InputStream driverView() {
        return driverView;
    }

    /** Lets the driver wait for messages in this way; null for as long as it takes. */
    void waitInDriver(@Nullable WantedWait waiting) {
        wait = waiting;
    }

    /** The server's next answer is one byte without a header, as to a request for TLS. */
    void expectSingleByte() {
        singleByteExpected = true;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int held = aheadEnd - aheadStart;
        if (held == 0) {
            return source.read(target, offset, length);
        }
        int count = Math.min(held, length);
        System.arraycopy(ahead, aheadStart, target, offset, count);
        aheadStart += count;
        return count;
    }

    @Override
    public int available() throws IOException {
        return aheadEnd - aheadStart + source.available();
    }

    /** Whether a read may bring something at once; encrypted bytes may turn out to be no data. */
    boolean hasArrivals() throws IOException {
        return available() > 0 || below.available() > 0;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    /** False at the end of the stream. */
    private boolean beginMessage() throws IOException {
        if (singleByteExpected) {
            singleByteExpected = false;
            messageLeft = 1;
            return true;
        }
        while (aheadEnd - aheadStart < HEADER) {
            System.arraycopy(ahead, aheadStart, ahead, 0, aheadEnd - aheadStart);
            aheadEnd -= aheadStart;
            aheadStart = 0;
            WantedWait waiting = wait;
            int free = ahead.length - aheadEnd;
            int count =
                    waiting == null
                            ? source.read(ahead, aheadEnd, free)
                            : waiting.read(source, ahead, aheadEnd, free);
            if (count < 0) {
                if (aheadEnd == 0) {
                    return false;
                }
                throw new EOFException(
                        "the server closed the connection in the middle of a message");
            }
            aheadEnd += count;
        }
        int length = 0;
        for (int i = 1; i < HEADER; i++) {
            length = (length << 8) | (ahead[aheadStart + i] & 0xff);
        }
        ready |= ahead[aheadStart] == READY;
        boolean tooLong = length == Integer.MAX_VALUE || (!ready && length > LONGEST_BEFORE_READY);
        if (length < 4 || tooLong) {
            throw new IOException("the server sent a message of length " + length);
        }
        messageLeft = length + 1;
        return true;
    }

    private final class DriverView extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (messageLeft == 0 && !beginMessage()) {
                return -1;
            }
            int count = SharedInput.this.read(target, offset, Math.min(length, messageLeft));
            if (count > 0) {
                messageLeft -= count;
            }
            return count;
        }

        @Override
        public int available() throws IOException {
            return SharedInput.this.available();
        }

        @Override
        public void close() throws IOException {
            SharedInput.this.close();
        }
    }
}
