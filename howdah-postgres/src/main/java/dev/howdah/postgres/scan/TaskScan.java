package dev.howdah.postgres.scan;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs tasks on as many sessions as there are to be had, decodes their rows into batches and hands
 * those to whoever drains the stream. Nothing is asked of the server before the first {@link
 * #next()}.
 */
final class TaskScan implements RowStream {
    /** How long a connection may take to react to a cancel request before it is cut. */
    private static final long CLOSE_MILLIS = 5_000;

    private static final long CANCEL_AGAIN_MILLIS = 100;

    /** A server that loses connections all the time gets no more work from this scan. */
    private static final int MOST_RETRIES = 20;

    private final ScanWork work;
    private final LeaseSource sessions;
    private final Executor executor;
    private final BatchExchange exchange;
    private final ScanCounters counters;

    private final AtomicInteger nextTask = new AtomicInteger();
    private final AtomicBoolean started = new AtomicBoolean();
    private final List<TaskReader> readers = new ArrayList<>();

    /** Down when there are readers. */
    private final CountDownLatch ready = new CountDownLatch(1);

    /** Down when the first reader has its session. */
    private final CountDownLatch begun = new CountDownLatch(1);

    TaskScan(ScanWork work, LeaseSource sessions, Executor executor) {
        this.work = work;
        this.sessions = sessions;
        this.executor = executor;
        this.exchange = new BatchExchange(work.layout());
        this.counters = new ScanCounters(work.pages(), work.expectedRows());
    }

    @Override
    public @Nullable RowBatch next() {
        if (started.compareAndSet(false, true)) {
            start();
        }
        RowBatch batch = exchange.next();
        if (batch == null) {
            counters.end();
        }
        return batch;
    }

    @Override
    public void release(RowBatch batch) {
        exchange.release(batch);
    }

    @Override
    public void cancel() {
        stop("cancelled");
    }

    @Override
    public ScanStatistics statistics() {
        return counters.read(work.tasks().size(), exchange.hasEnded());
    }

    @Override
    public void close() {
        stop("closed");
        counters.end();
        if (!started.compareAndSet(false, true)) {
            awaitReaders();
        }
    }

    /** The next task that no reader has taken, if the scan still goes on. */
    Optional<ScanWork.Task> takeTask() {
        int index = nextTask.getAndIncrement();
        return index < work.tasks().size() && !exchange.hasFailed()
                ? Optional.of(work.tasks().get(index))
                : Optional.empty();
    }

    /**
     * Another session for a reader that has lost its own.
     *
     * @param followed as {@link LeaseSource#again} says
     * @return empty if none can take its place
     */
    Optional<Lease> leaseAgain(boolean followed) {
        return counters.retries() < MOST_RETRIES
                ? sessions.again(followed, exchange::hasFailed)
                : Optional.empty();
    }

    /** Ends the scan with a failure, and whatever its readers do. */
    void fail(HowdahException failure) {
        exchange.fail(failure);
        cancelReaders();
    }

    private void start() {
        counters.start();
        int count = Math.min(work.threads(), work.tasks().size());
        List<TaskReader> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(new TaskReader(this, work, exchange, counters));
            exchange.readerStarted();
        }
        synchronized (readers) {
            readers.addAll(all);
        }
        ready.countDown();
        // The others need the snapshot that the first one's transaction exports.
        for (TaskReader reader : all) {
            submit(
                    reader,
                    reader == all.get(0) ? () -> Optional.of(firstLease()) : this::anotherLease);
        }
    }

    private void submit(TaskReader reader, Supplier<Optional<Lease>> lease) {
        try {
            executor.execute(() -> reader.run(lease));
        } catch (HowdahException refused) {
            reader.run(
                    () -> {
                        throw refused;
                    });
        }
    }

    private Lease firstLease() {
        try {
            return sessions.first(exchange::hasFailed);
        } finally {
            begun.countDown();
        }
    }

    private Optional<Lease> anotherLease() {
        try {
            begun.await();
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        return isDone() ? Optional.empty() : sessions.another(this::isDone);
    }

    /** Whether one more reader would find nothing to do. */
    private boolean isDone() {
        return nextTask.get() >= work.tasks().size() || exchange.hasFailed();
    }

    private void stop(String what) {
        if (!exchange.hasEnded() && !exchange.hasFailed()) {
            exchange.fail(
                    HowdahException.of(
                            ErrorKind.CANCELLED, "The read of " + work.name() + " was " + what));
        }
        cancelReaders();
    }

    private void cancelReaders() {
        for (TaskReader reader : snapshotOfReaders()) {
            reader.cancel();
        }
    }

    private List<TaskReader> snapshotOfReaders() {
        synchronized (readers) {
            return List.copyOf(readers);
        }
    }

    /** Returns when no reader holds a session any more. */
    private void awaitReaders() {
        boolean interrupted = Thread.interrupted();
        try {
            interrupted |= !await(ready, CLOSE_MILLIS);
            for (TaskReader reader : snapshotOfReaders()) {
                interrupted |= !awaitEnd(reader);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A cancel request that arrives before the query does is lost, so it is sent again. */
    private static boolean awaitEnd(TaskReader reader) {
        long limit = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
        boolean undisturbed = true;
        while (reader.ended().getCount() > 0) {
            undisturbed &= await(reader.ended(), CANCEL_AGAIN_MILLIS);
            if (reader.ended().getCount() > 0) {
                if (System.nanoTime() < limit) {
                    reader.cancel();
                } else if (!reader.cut()) {
                    break;
                }
            }
        }
        return undisturbed;
    }

    /** False if the thread was interrupted meanwhile. */
    private static boolean await(CountDownLatch latch, long millis) {
        try {
            boolean unused = latch.await(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException interrupt) {
            return false;
        }
    }
}
