package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.RowReader;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/** One thread of a scan: takes tasks one after the other and decodes their rows. */
final class TaskReader {
    private final TaskScan scan;
    private final ScanWork work;
    private final BatchExchange exchange;
    private final ScanCounters counters;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Set while it is this reader's to stop; then it may be another scan's already. */
    private @Nullable Session running;

    TaskReader(TaskScan scan, ScanWork work, BatchExchange exchange, ScanCounters counters) {
        this.scan = scan;
        this.work = work;
        this.exchange = exchange;
        this.counters = counters;
    }

    /** Works until no task is left; without a session it has nothing to do. */
    void run(Supplier<Optional<Lease>> source) {
        try {
            Optional<Lease> lease = source.get();
            if (lease.isPresent()) {
                try (Lease lent = lease.get()) {
                    readTasks(lent);
                }
            }
        } catch (HowdahException failure) {
            scan.fail(work.explain(failure, null));
        } catch (Throwable defect) {
            scan.fail(
                    HowdahException.of(
                            ErrorKind.INTERNAL,
                            "Could not read " + work.name() + ": " + defect,
                            defect));
        } finally {
            exchange.readerEnded();
            ended.countDown();
        }
    }

    /** Stops the statement that runs, if one does. From any thread. */
    synchronized void cancel() {
        if (running != null) {
            running.cancel();
        }
    }

    /** Ends the connection, if there is one to end. From any thread. */
    synchronized boolean cut() {
        if (running != null) {
            running.close();
        }
        return running != null;
    }

    /** Open until the reader has given its session back. */
    CountDownLatch ended() {
        return ended;
    }

    private synchronized void runs(@Nullable Session session) {
        running = session;
    }

    private void readTasks(Lease lease) {
        boolean any = false;
        BatchSlot slot = null;
        Session session = lease.session();
        runs(session);
        try {
            Optional<ScanWork.Task> task = scan.takeTask();
            while (task.isPresent()) {
                if (!any) {
                    counters.addConnection();
                    any = true;
                }
                slot = read(session, task.get(), slot);
                if (slot == null) {
                    return;
                }
                counters.addTask(task.get().pages());
                task = scan.takeTask();
            }
            if (slot != null && slot.rows() > 0) {
                hand(slot);
            }
        } catch (HowdahException failure) {
            scan.fail(exchange.hasFailed() ? failure : work.explain(failure, lease));
        } finally {
            runs(null);
        }
    }

    /** Returns the batch that is not full yet, or null if the scan has been stopped. */
    private @Nullable BatchSlot read(
            Session session, ScanWork.Task task, @Nullable BatchSlot begun) {
        try (RowReader rows = task.opening().open(session)) {
            // A cancel request that came before the statement began went nowhere.
            if (exchange.hasFailed()) {
                return null;
            }
            BatchSlot slot = begun != null ? begun : exchange.take();
            while (rows.nextRow()) {
                slot.add(rows.buffer(), rows.position(), rows.end());
                if (slot.isFull()) {
                    if (!hand(slot)) {
                        return null;
                    }
                    slot = exchange.take();
                }
            }
            if (task.countsChanges()) {
                byte[] row = BatchSlot.rowOf(rows.affectedRows());
                slot.add(row, 0, row.length);
            }
            return slot;
        }
    }

    private boolean hand(BatchSlot slot) {
        counters.addBatch(slot.rows(), slot.bytes());
        return exchange.put(slot);
    }
}
