package dev.howdah.postgres.scan;

import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what the readers of one scan do. */
final class ScanCounters {
    private static final double NEARLY_DONE = 0.99;

    private final long allPages;
    private final OptionalDouble expectedRows;
    private final LongAdder rows = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder pages = new LongAdder();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicLong started = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /**
     * @param allPages what all tasks weigh, 0 if unknown
     * @param expectedRows how many rows will come, if that can be said
     */
    ScanCounters(long allPages, OptionalDouble expectedRows) {
        this.allPages = allPages;
        this.expectedRows = expectedRows;
    }

    void start() {
        started.compareAndSet(0, System.nanoTime());
    }

    void end() {
        ended.compareAndSet(0, System.nanoTime());
    }

    void addConnection() {
        connections.incrementAndGet();
    }

    void addRetry() {
        retries.incrementAndGet();
    }

    int retries() {
        return retries.get();
    }

    void addBatch(long batchRows, long batchBytes) {
        rows.add(batchRows);
        bytes.add(batchBytes);
    }

    void addTask(long taskPages) {
        pages.add(taskPages);
    }

    /** The figures so far. */
    ScanStatistics read(int tasks, boolean complete) {
        long from = started.get();
        long to = ended.get() != 0 ? ended.get() : System.nanoTime();
        long millis = from == 0 ? 0 : (to - from) / 1_000_000;
        double fraction = complete ? 1 : fraction(tasks);
        return new ScanStatistics(
                rows.sum(), bytes.sum(), connections.get(), retries.get(), millis, fraction);
    }

    private double fraction(int tasks) {
        if (tasks > 1 && allPages > 0) {
            return Math.min(NEARLY_DONE, (double) pages.sum() / allPages);
        }
        if (expectedRows.isPresent() && expectedRows.getAsDouble() > 0) {
            return Math.min(NEARLY_DONE, rows.sum() / expectedRows.getAsDouble());
        }
        return -1;
    }
}
