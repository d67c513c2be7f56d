package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.RowReader;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * One thread of a scan: takes tasks one after the other and decodes their rows. If its connection
 * is lost, it goes on with another one that sees the same; if there can't be such a one, the scan
 * fails.
 */
final class TaskReader {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.connection");

    /** What arrived was nonsense, and would be again. */
    private static final String PROTOCOL_VIOLATION = "08P01";

    private final TaskScan scan;
    private final ScanWork work;
    private final BatchExchange exchange;
    private final ScanCounters counters;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Set while it is this reader's to stop; then it may be another scan's already. */
    private @Nullable Session running;

    /** The task that has begun. */
    private @Nullable TaskProgress current;

    /** The batch that is not full yet. */
    private @Nullable BatchSlot slot;

    private boolean handed;

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
            while (lease.isPresent()) {
                Lease lent = lease.get();
                HowdahException lost;
                try (lent) {
                    lost = readTasks(lent);
                }
                lease = lost == null ? Optional.empty() : leaseInsteadOf(lent, lost);
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

    /** Returns the failure if another session may be able to go on. */
    private @Nullable HowdahException readTasks(Lease lease) {
        boolean any = false;
        runs(lease.session());
        try {
            for (TaskProgress task = task(); task != null; task = task()) {
                if (!any) {
                    counters.addConnection();
                    any = true;
                }
                if (!read(lease, task)) {
                    return null;
                }
                counters.addTask(task.task().pages());
                current = null;
            }
            if (slot != null && slot.rows() > 0) {
                boolean unused = hand(slot);
            }
        } catch (HowdahException failure) {
            if (maySurvive(lease, failure)) {
                return failure;
            }
            scan.fail(exchange.hasFailed() ? failure : work.explain(failure, lease));
        } finally {
            runs(null);
        }
        return null;
    }

    /** The task that is not done yet, or the next one. */
    private @Nullable TaskProgress task() {
        if (current == null) {
            current = scan.takeTask().map(TaskProgress::new).orElse(null);
        }
        return current;
    }

    /** Returns false if the scan has been stopped. */
    private boolean read(Lease lease, TaskProgress task) {
        try (RowReader rows = task.begin(lease.follows()).open(lease.session())) {
            // A cancel request that came before the statement began went nowhere.
            if (exchange.hasFailed()) {
                return false;
            }
            BatchSlot filling = slot != null ? slot : exchange.take();
            slot = filling;
            while (rows.nextRow()) {
                if (!task.accept(rows.buffer(), rows.position(), rows.end())) {
                    continue;
                }
                filling.add(rows.buffer(), rows.position(), rows.end());
                if (filling.isFull()) {
                    slot = null;
                    if (!hand(filling)) {
                        return false;
                    }
                    filling = exchange.take();
                    slot = filling;
                }
            }
            task.end();
            if (task.task().countsChanges()) {
                byte[] row = BatchSlot.rowOf(rows.affectedRows());
                filling.add(row, 0, row.length);
            }
            return true;
        }
    }

    private boolean hand(BatchSlot full) {
        handed = true;
        counters.addBatch(full.rows(), full.bytes());
        return exchange.put(full);
    }

    private boolean maySurvive(Lease lease, HowdahException failure) {
        return current != null
                && current.maySurvive()
                && failure.kind() == ErrorKind.CONNECTION
                && !failure.sqlState().equals(PROTOCOL_VIOLATION)
                && !lease.session().isUsable()
                && !exchange.hasFailed()
                && (lease.follows() || (isUnseen() && current.hasJustBegun()));
    }

    /** Whether the scan could as well begin now. */
    private boolean isUnseen() {
        return !handed && work.tasks().size() == 1;
    }

    private Optional<Lease> leaseInsteadOf(Lease lost, HowdahException failure) {
        Optional<Lease> lease = scan.leaseAgain(lost.follows());
        if (lease.isEmpty()) {
            scan.fail(work.explain(failure, null));
        } else if (current != null) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "A connection was lost while it read {0}; another one reads on: {1}",
                    work.name(),
                    failure.getMessage());
            counters.addRetry();
            current.interrupt();
            if (isUnseen()) {
                current.startOver();
                if (slot != null) {
                    slot.reset();
                }
            }
        }
        return lease;
    }
}
