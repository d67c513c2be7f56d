package dev.howdah.postgres.scan;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Hands batches from reader threads to whoever drains the stream, and empty ones back. What waits
 * to be drained is bounded, so that a slow consumer stops the readers, and through TCP the server.
 */
final class BatchExchange {
    /** A batch ends early at this many bytes, so that wide rows stay within memory too. */
    static final int BATCH_BYTES = 1 << 20;

    /** A batch that held more than this gives its arrays to the garbage collector. */
    static final int LARGEST_KEPT_BYTES = 4 << 20;

    private static final int WAITING_PER_READER = 2;

    /** Batches of more columns than this are large even when they are empty. */
    private static final int MANY_COLUMNS = 100;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition filled = lock.newCondition();
    private final Condition drained = lock.newCondition();
    private final RowLayout layout;
    private final Deque<BatchSlot> full = new ArrayDeque<>();
    private final Deque<BatchSlot> empty = new ArrayDeque<>();
    private final IdentityHashMap<RowBatch, BatchSlot> lent = new IdentityHashMap<>();

    private final int waiting;
    private int readers;
    private boolean ended;
    private @Nullable HowdahException failure;

    BatchExchange(RowLayout layout) {
        this.layout = layout;
        this.waiting = layout.names().size() > MANY_COLUMNS ? 1 : WAITING_PER_READER;
    }

    /** One more thread fills batches until it calls {@link #readerEnded}. */
    void readerStarted() {
        lock.lock();
        try {
            readers++;
        } finally {
            lock.unlock();
        }
    }

    /** The stream ends when the last reader has ended and all batches are drained. */
    void readerEnded() {
        lock.lock();
        try {
            readers--;
            if (readers == 0) {
                ended = true;
                filled.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Ends the stream with a failure; the first one counts. */
    void fail(HowdahException reason) {
        lock.lock();
        try {
            if (failure == null) {
                failure = reason;
            }
            filled.signalAll();
            drained.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether readers should stop. */
    boolean hasFailed() {
        lock.lock();
        try {
            return failure != null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether all rows were read and none failed; some may still wait to be drained. */
    boolean hasEnded() {
        lock.lock();
        try {
            return ended && failure == null;
        } finally {
            lock.unlock();
        }
    }

    /** For a reader: an empty batch. */
    BatchSlot take() {
        lock.lock();
        try {
            BatchSlot slot = empty.poll();
            if (slot != null) {
                return slot;
            }
        } finally {
            lock.unlock();
        }
        return new BatchSlot(layout);
    }

    /**
     * For a reader: hands over a batch, waiting while too many wait already.
     *
     * @return false if the stream has failed or was closed
     */
    boolean put(BatchSlot slot) {
        slot.seal();
        lock.lock();
        try {
            while (failure == null && full.size() >= waiting * readers) {
                drained.awaitUninterruptibly();
            }
            if (failure != null) {
                return false;
            }
            full.add(slot);
            filled.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** For a consumer: the next batch, or null at the end. */
    @Nullable RowBatch next() {
        lock.lock();
        try {
            while (full.isEmpty() && failure == null && !ended) {
                filled.await();
            }
            if (failure != null) {
                throw failure;
            }
            BatchSlot slot = full.poll();
            if (slot == null) {
                return null;
            }
            drained.signal();
            lent.put(slot.batch(), slot);
            return slot.batch();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw HowdahException.of(
                    ErrorKind.CANCELLED, "The thread was interrupted while it waited for rows");
        } finally {
            lock.unlock();
        }
    }

    /** For a consumer: gives a batch back. */
    void release(RowBatch batch) {
        lock.lock();
        try {
            BatchSlot slot = lent.remove(batch);
            if (slot != null && slot.bytes() <= LARGEST_KEPT_BYTES) {
                slot.reset();
                empty.add(slot);
            }
        } finally {
            lock.unlock();
        }
    }
}
