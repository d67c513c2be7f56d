package dev.howdah.postgres.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * The wait for a server that is ended when nobody wants its answer any more. A pooler that has no
 * server connection to spare answers only when another client gives one back, and takes no cancel
 * request meanwhile; all that ends the waiting then is to close the connection.
 */
final class WantedWait {
    /** How often somebody who waits for an answer is asked whether he still does. */
    static final int WAKE_MILLIS = 20;

    /** How long a statement that was asked to stop may take to say so. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final BooleanSupplier stopped;
    private final Runnable canceller;
    private final MessageChannel.ReadTimeout timeout;
    private boolean cancelled;
    private long limit;
    private boolean givenUp;

    /**
     * @param stopped asked again and again; once it is true, nobody waits
     * @param canceller asks the server to stop what it does
     */
    WantedWait(BooleanSupplier stopped, Runnable canceller, MessageChannel.ReadTimeout timeout) {
        this.stopped = stopped;
        this.canceller = canceller;
        this.timeout = timeout;
    }

    /** Whether the wait has ended without an answer, which leaves the connection of no use. */
    boolean isGivenUp() {
        return givenUp;
    }

    /** Whether to give the wait for the beginning of an answer up. */
    boolean giveUpAtOnce() {
        givenUp |= stopped.getAsBoolean();
        return givenUp;
    }

    /** Reads as a stream does; the server is asked to stop before the wait is given up. */
    int read(InputStream source, byte[] target, int offset, int length) throws IOException {
        timeout.set(WAKE_MILLIS);
        while (true) {
            try {
                int count = source.read(target, offset, length);
                timeout.set(0);
                return count;
            } catch (SocketTimeoutException silence) {
                giveUpInTime();
            }
        }
    }

    private void giveUpInTime() throws InterruptedIOException {
        if (!cancelled && stopped.getAsBoolean()) {
            cancelled = true;
            limit = System.nanoTime() + GRACE.toNanos();
            canceller.run();
        }
        if (cancelled && System.nanoTime() - limit > 0) {
            givenUp = true;
            throw new InterruptedIOException("nobody waits for the answer any more");
        }
    }
}
