package dev.howdah.postgres.wire;

import dev.howdah.postgres.error.HowdahException;

/**
 * Data on its way to the server, by {@code COPY … FROM STDIN}.
 *
 * <p>Used by one thread at a time. Every write looks whether the server has refused what came
 * before, so that a load which failed at its first row ends soon. After a failure, and once it is
 * finished, the connection is ready for the next statement if it still lives.
 */
public final class CopyIn implements AutoCloseable {
    private static final int DRAIN_MILLIS = 5_000;
    private static final int HEADER = 5;

    /** The most bytes between two looks at what the server says. */
    private static final int MOST_BYTES = 256 * 1024;

    private final MessageChannel channel;
    private final Runnable canceller;
    private final byte[] header = new byte[HEADER];
    private boolean finished;

    private CopyIn(MessageChannel channel, Runnable canceller) {
        this.channel = channel;
        this.canceller = canceller;
        header[0] = 'd';
    }

    /**
     * Sends the statement and waits for the server's go. Other statements may stand in front of the
     * COPY in the same text.
     *
     * @param canceller sends a cancel request for this connection; used by {@link #close()}
     */
    public static CopyIn start(MessageChannel channel, String sql, Runnable canceller) {
        channel.send(new FrontendMessages().query(sql));
        while (true) {
            byte type = channel.next();
            switch (type) {
                case BackendMessage.COPY_IN_RESPONSE -> {
                    return new CopyIn(channel, canceller);
                }
                case BackendMessage.COMMAND_COMPLETE -> {}
                case BackendMessage.ERROR_RESPONSE -> throw channel.failAfterReady();
                case BackendMessage.READY_FOR_QUERY ->
                        throw HowdahException.internal("Not a COPY … FROM STDIN: " + sql);
                default -> throw channel.unexpected(type, "the start of COPY");
            }
        }
    }

    /**
     * Sends a piece of the data; rows may be torn between pieces. Waits while the server is slower.
     *
     * @throws HowdahException if the server has refused what came before; the COPY has then ended
     */
    public void write(byte[] bytes, int offset, int length) {
        if (finished) {
            throw HowdahException.internal("a write to a COPY that has ended");
        }
        int end = offset + length;
        for (int from = offset; from < end; from += MOST_BYTES) {
            failIfRefused();
            int size = Math.min(MOST_BYTES, end - from);
            send(bytes, from, size);
        }
    }

    /**
     * Ends the data and waits until the server has taken it.
     *
     * @return the rows that the server counts
     */
    public long finish() {
        if (finished) {
            throw HowdahException.internal("an end to a COPY that has ended");
        }
        failIfRefused();
        finished = true;
        channel.sendMore(new FrontendMessages().copyDone());
        return channel.drainToReady();
    }

    /**
     * Gives the data up unless it is finished: the server forgets all of it, and the transaction
     * that it belongs to has failed. If that takes too long the connection becomes unusable.
     * Idempotent; never throws.
     */
    @Override
    public void close() {
        if (finished) {
            return;
        }
        finished = true;
        if (!channel.isUsable()) {
            return;
        }
        try {
            // Rows that are on their way would otherwise be stored first.
            channel.cancelAsked();
            canceller.run();
            channel.sendMore(new FrontendMessages().copyFail("the load was given up"));
            channel.skipToReady(DRAIN_MILLIS);
        } catch (HowdahException failure) {
            channel.abandon();
        }
    }

    private void send(byte[] bytes, int from, int size) {
        int length = size + HEADER - 1;
        header[1] = (byte) (length >>> 24);
        header[2] = (byte) (length >>> 16);
        header[3] = (byte) (length >>> 8);
        header[4] = (byte) length;
        try {
            channel.sendBytes(header, 0, HEADER);
            channel.sendBytes(bytes, from, size);
        } catch (HowdahException failure) {
            finished = true;
            throw failure;
        }
    }

    private void failIfRefused() {
        byte type = channel.poll();
        if (type == MessageChannel.NOTHING) {
            return;
        }
        finished = true;
        throw type == BackendMessage.ERROR_RESPONSE
                ? channel.failAfterReady()
                : channel.unexpected(type, "a load");
    }
}
