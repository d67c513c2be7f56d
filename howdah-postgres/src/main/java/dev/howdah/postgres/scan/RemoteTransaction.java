package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.Catalog;
import dev.howdah.postgres.catalog.CatalogCache;
import dev.howdah.postgres.connection.Borrower;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One consistent view of a database for several scans on several connections, and what is written
 * in it.
 *
 * <p>One session leads: it begins a transaction and exports its snapshot, which other sessions
 * import. It reads too, whenever no other scan uses it. Where snapshots can't be shared (a
 * transaction pooler in between, an old standby, a transaction that has written) it reads alone. A
 * single scan of a single query needs none of this and runs by itself.
 *
 * <p>What is written, the leader writes, on loan to one {@link WriterLease} at a time. While it
 * does, scans read on other sessions and see what was there before. A write that fails loses the
 * transaction, as PostgreSQL users know it; a scan that fails doesn't.
 *
 * <p>Thread-safe. Close it after the scans that read through it.
 */
public final class RemoteTransaction implements AutoCloseable {
    /** How often somebody who waits is asked whether he still wants to. */
    private static final Duration PIECE = Duration.ofMillis(20);

    private static final int MOST_ATTEMPTS = 5;

    private final SessionPool pool;
    private final TransactionMode mode;
    private final TransactionScope scope;
    private final String label;
    private final Followers followers;
    private final TransactionFailures failures;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition leaderFree = lock.newCondition();
    private @Nullable Leader leader;
    private boolean leaderBusy;
    private @Nullable WriterLease writer;
    private @Nullable ReservedReader reserved;
    private boolean wrote;

    /** Whether the leader has run a user's own words, which may have set a role or a setting. */
    private boolean told;

    private boolean aborted;
    private boolean closed;

    /** The database was closed while the transaction was open. */
    private volatile boolean detached;

    private volatile Runnable whenEnded = () -> {};

    /** Whether the one who asks for a session now has stopped waiting for it. */
    private BooleanSupplier stopped = () -> false;

    /**
     * @param label what the user calls the database
     */
    public RemoteTransaction(
            SessionPool pool, TransactionMode mode, TransactionScope scope, String label) {
        this.pool = pool;
        this.mode = mode;
        this.scope = scope;
        this.label = label;
        this.followers = new Followers(pool, mode, scope, label);
        this.failures = new TransactionFailures(label);
    }

    /** Whether several queries of one scan see the same rows, so that it may be split. */
    public boolean keepsSnapshot() {
        return mode.keepsSnapshot(scope);
    }

    /** Whether a statement has run in it that may have changed something. */
    public boolean mayHaveWritten() {
        lock.lock();
        try {
            return wrote;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the leader for a statement that writes, waiting for a scan that reads with it.
     *
     * @param readersNeeded whether scans will read while the statement writes; a session is kept
     *     for them
     * @return empty if readers are needed but can't see what the leader sees: because it has
     *     written already, because the isolation level or a pooler doesn't allow it, or because
     *     there is no second connection. Then compute the rows first and write them afterwards
     */
    public Optional<WriterLease> openWriter(boolean readersNeeded) {
        return openWriter(readersNeeded, () -> false);
    }

    /**
     * As {@link #openWriter(boolean)}, as long as somebody wants it.
     *
     * @param stopped asked again and again while it waits for a connection
     * @throws HowdahException of kind CANCELLED once it is
     */
    public Optional<WriterLease> openWriter(boolean readersNeeded, BooleanSupplier stopped) {
        if (!scope.mayWrite()) {
            throw HowdahException.internal("a writer in a transaction for reading: " + scope);
        }
        return await(
                borrower -> {
                    if (writer != null) {
                        throw HowdahException.internal("a second writer in one transaction");
                    }
                    return leaderBusy || begun(borrower).isEmpty()
                            ? Optional.empty()
                            : Optional.of(lendWriter(readersNeeded));
                },
                stopped);
    }

    /**
     * Sessions for a scan.
     *
     * @param shared whether it needs one snapshot for several queries
     */
    LeaseSource readers(boolean shared) {
        boolean alone =
                scope == TransactionScope.ONE_SCAN
                        && !shared
                        && !mode.readOnly()
                        && !mode.isLimited();
        return new Source(
                borrower ->
                        alone && leader == null
                                ? onLiving(borrower, this::forQuestions)
                                : led(shared, borrower),
                alone);
    }

    /** A session for questions about a scan, which need no transaction unless one is open. */
    Lease planner(BooleanSupplier unwanted) {
        return await(
                borrower ->
                        scope == TransactionScope.ONE_SCAN && leader == null
                                ? onLiving(borrower, this::forQuestions)
                                : led(false, borrower),
                unwanted);
    }

    private Lease forQuestions(Session session) {
        return followers.forQuestions(session, this::isStopped);
    }

    /** Whether the one who asks now waits for nothing. */
    private boolean isStopped() {
        return detached || stopped.getAsBoolean();
    }

    /**
     * A session for a query in the user's own words, which may write. In a transaction it is the
     * leader, and from then on no other session sees what this one sees.
     */
    LeaseSource queries() {
        if (scope.mayWrite() || mode.readOnly()) {
            return new Source(
                    borrower -> {
                        wrote |= writer == null && !mode.readOnly();
                        told |= scope == TransactionScope.TRANSACTION;
                        return led(false, borrower);
                    },
                    false);
        }
        // Where the leader has the only connection there is, it must do; it refuses to write.
        return alone(session -> followers.forStatement(session, this::isStopped));
    }

    /** As the other, for having a statement parsed and described only. */
    LeaseSource descriptions() {
        return scope.mayWrite() || mode.readOnly() ? queries() : alone(this::forQuestions);
    }

    private LeaseSource alone(Function<Session, Lease> lending) {
        return new Source(
                borrower ->
                        leader == null
                                ? onLiving(borrower, lending)
                                : pool.tryAcquire().map(lending).or(() -> led(false, borrower)),
                false);
    }

    /** Reads the catalogue as this transaction sees it. */
    public Catalog readCatalog(CatalogCache catalog) {
        return RepeatedQuestion.ask(
                () -> planner(() -> false), lease -> catalog.refresh(new LeasedConnection(lease)));
    }

    /**
     * Ends the transaction and keeps what was written in it. If the connection is lost meanwhile,
     * another one finds out what became of it.
     *
     * @throws HowdahException if the server could not commit, or a write had failed before; then
     *     nothing is kept. With SQLSTATE 08007 if the outcome can't be found out
     */
    public void commit() {
        end(Optional.of(TransactionEnd::commit));
    }

    /**
     * Ends the transaction here; what was written in it waits under a name until it is committed or
     * rolled back by {@link PreparedTransactions}.
     *
     * @return false if nothing was written, so that nothing waits and the transaction has ended
     * @throws HowdahException if the server could not, or a write had failed before; then nothing
     *     is kept. With SQLSTATE 08007 if the outcome can't be found out
     */
    public boolean prepareTwoPhase(String gid) {
        AtomicBoolean waits = new AtomicBoolean();
        end(Optional.of(ending -> waits.set(ending.prepare(gid))));
        return waits.get();
    }

    /** Ends the transaction, with ROLLBACK unless it has ended. Idempotent; never throws. */
    @Override
    public void close() {
        end(Optional.empty());
    }

    /** Has somebody told when it has ended, in whatever way. */
    public void notifyAtEnd(Runnable listener) {
        whenEnded = listener;
    }

    /**
     * Ends it from any thread because its database is closed: its connection goes at once, with it
     * what was written, and {@link #commit()} fails if that was anything. A commit that has begun
     * goes on. Never throws.
     */
    public void detach() {
        detached = true;
        Leader cut;
        lock.lock();
        try {
            cut = closed ? null : leader;
            leaderFree.signalAll();
        } finally {
            lock.unlock();
        }
        if (cut != null) {
            cut.session().close();
        }
    }

    private void end(Optional<Consumer<TransactionEnd>> how) {
        try {
            endOnce(how);
        } finally {
            whenEnded.run();
        }
    }

    private void endOnce(Optional<Consumer<TransactionEnd>> how) {
        Leader ending;
        boolean rollingBack;
        lock.lock();
        try {
            if (writer != null && leader != null) {
                if (how.isPresent()) {
                    throw HowdahException.internal("the end of a transaction that still writes");
                }
                // Whoever forgot it may be this thread, so nobody waits for it.
                leader.session().close();
                writer.close();
            }
            closed = true;
            leaderFree.signalAll();
            while (leaderBusy) {
                leaderFree.awaitUninterruptibly();
            }
            ending = leader;
            leader = null;
            rollingBack = aborted || detached || how.isEmpty();
            aborted |= ending != null && rollingBack && (wrote || mode.mustCommitReads());
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            TransactionEnd end = new TransactionEnd(pool, label, ending, wrote);
            if (rollingBack) {
                end.rollback();
            } else {
                how.orElseThrow().accept(end);
            }
        }
        if (how.isPresent() && aborted) {
            throw detached ? failures.detached() : failures.rolledBack();
        }
    }

    /** From the writer: its statement is done. */
    void writerClosed(WriterLease closing, boolean used, boolean unfinished) {
        ReservedReader reader;
        lock.lock();
        try {
            if (writer != closing || leader == null) {
                return;
            }
            wrote |= used;
            if (leader.session().isBusy()) {
                leader.session().close();
            }
            if (unfinished || leader.hasFailed() || !leader.session().isUsable()) {
                aborted = true;
                // Locks that others wait for are of no use any more.
                leader.rollback();
            }
            reader = reserved;
            reserved = null;
            writer = null;
            leaderBusy = false;
            leaderFree.signalAll();
        } finally {
            lock.unlock();
        }
        if (reader != null) {
            reader.end();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            leaderFree.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A session for one more reader of a scan, if one is at hand. */
    private Optional<Lease> another(BooleanSupplier unwanted) {
        Optional<String> snapshot;
        boolean beside;
        lock.lock();
        try {
            if (closed || detached || aborted || leader == null) {
                return Optional.empty();
            }
            beside = writer != null;
            if (!leaderBusy) {
                return Optional.of(lendLeader(true));
            }
            snapshot = beside ? leader.snapshot() : exported();
        } finally {
            lock.unlock();
        }
        return snapshot.flatMap(
                id ->
                        beside
                                ? followers.joinedReadOnly(id, unwanted)
                                : followers.joined(id, unwanted));
    }

    /**
     * A session that sees the snapshot, for a reader that has lost such a one; empty while there is
     * none. A leader that has written sees more than that, so then another one must come in time.
     */
    private Optional<Lease> replacement(long limit) {
        if (writer != null) {
            return besideWriter();
        }
        Leader leading = requireLeader();
        if (isUnlikeOthers()) {
            Optional<Lease> joined = leading.snapshot().flatMap(followers::joinedReadOnly);
            if (joined.isEmpty() && System.nanoTime() > limit) {
                throw TransactionFailures.readerLost();
            }
            return joined;
        }
        return leaderBusy
                ? leading.snapshot().flatMap(followers::joined)
                : Optional.of(lendLeader(true));
    }

    private <T> T await(Function<Borrower, Optional<T>> attempt, BooleanSupplier unwanted) {
        lock.lock();
        try (Borrower borrower = pool.borrower()) {
            while (true) {
                requireOpen();
                if (unwanted.getAsBoolean()) {
                    throw TransactionFailures.stopped();
                }
                stopped = unwanted;
                if (leader != null) {
                    // Another one was faster; a session in hand would be of no use to anybody.
                    borrower.leave();
                }
                Optional<T> lease = attempt.apply(borrower);
                if (lease.isPresent()) {
                    return lease.get();
                }
                if (leader == null && borrower.isWaiting()) {
                    awaitUnlocked(borrower);
                } else {
                    long unused = leaderFree.awaitNanos(PIECE.toNanos());
                }
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw TransactionFailures.interrupted();
        } finally {
            lock.unlock();
        }
    }

    /** Whoever ends the transaction must not wait for the pool. */
    private void awaitUnlocked(Borrower borrower) {
        lock.unlock();
        try {
            boolean unused = borrower.await(PIECE);
        } finally {
            lock.lock();
        }
    }

    /** The leader, or a session that sees its snapshot. */
    private Optional<Lease> led(boolean shared, Borrower borrower) {
        if (writer != null) {
            return besideWriter();
        }
        if (begun(borrower).isEmpty()) {
            return Optional.empty();
        }
        return leaderBusy ? exported().flatMap(followers::joined) : Optional.of(lendLeader(shared));
    }

    /** Begins the transaction if that has not happened; empty while the pool has no session. */
    private Optional<Leader> begun(Borrower borrower) {
        if (leader == null) {
            leader =
                    onLiving(
                                    borrower,
                                    session ->
                                            Leader.begin(
                                                    pool,
                                                    session,
                                                    chosen -> mode.begin(chosen, scope),
                                                    this::isStopped))
                            .orElse(null);
        }
        return Optional.ofNullable(leader);
    }

    /**
     * Begins something on a session; one that was lost while it rested makes room for another.
     *
     * @param begin gives the session back if it fails, and has done nothing then
     * @return empty while the pool has no session
     */
    private static <T> Optional<T> onLiving(Borrower borrower, Function<Session, T> begin) {
        for (int attempt = 1; ; attempt++) {
            Optional<Session> session = borrower.poll();
            if (session.isEmpty()) {
                return Optional.empty();
            }
            try {
                return Optional.of(begin.apply(session.get()));
            } catch (HowdahException failure) {
                if (failure.kind() != ErrorKind.CONNECTION || attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    /** Waiting for the leader would be waiting for the statement that this scan belongs to. */
    private Optional<Lease> besideWriter() {
        ReservedReader reader = reserved;
        if (reader == null || leader == null) {
            throw failures.noReader();
        }
        Optional<Lease> lease =
                reader.take().or(() -> leader.snapshot().flatMap(followers::joinedReadOnly));
        if (lease.isEmpty() && reader.isLost()) {
            throw TransactionFailures.readerLost();
        }
        return lease;
    }

    private Optional<String> exported() {
        return isUnlikeOthers() || leader == null ? Optional.empty() : leader.snapshot();
    }

    /** Whether the leader may see what no other session would see. */
    private boolean isUnlikeOthers() {
        return wrote || told;
    }

    private Lease lendLeader(boolean shared) {
        Leader lent = requireLeader();
        lent.beforeRead(
                exports(shared || scope != TransactionScope.ONE_SCAN),
                scope != TransactionScope.WRITE);
        leaderBusy = true;
        return new LeaderLease(lent, this::isUnlikeOthers, new Returning());
    }

    /** Empty if readers are needed and there can be none. */
    private Optional<WriterLease> lendWriter(boolean readersNeeded) {
        Leader lent = requireLeader();
        lent.beforeSharing(readersNeeded && exports(true));
        lent.beforeWrite();
        if (readersNeeded && !reserve()) {
            return Optional.empty();
        }
        leaderBusy = true;
        WriterLease lease = new WriterLease(this, lent.session(), lent.snapshot().isPresent());
        writer = lease;
        return Optional.of(lease);
    }

    private boolean reserve() {
        Optional<String> snapshot = exported();
        Optional<Lease> reader = snapshot.flatMap(followers::joinedReadOnly);
        reader.ifPresent(
                lease ->
                        reserved =
                                new ReservedReader(
                                        lease,
                                        mode,
                                        snapshot.orElseThrow(),
                                        () -> locked(() -> {})));
        return reader.isPresent();
    }

    private boolean exports(boolean wanted) {
        return wanted && !isUnlikeOthers() && mode.keepsSnapshot(scope);
    }

    private Leader requireLeader() {
        if (leader == null || !leader.session().isUsable()) {
            throw TransactionFailures.leaderLost();
        }
        return leader;
    }

    private void requireOpen() {
        if (detached) {
            throw failures.detached();
        }
        if (closed) {
            throw TransactionFailures.ended();
        }
        if (aborted) {
            throw failures.aborted();
        }
    }

    /** The transaction's sessions, waited for. */
    private final class Source implements LeaseSource {
        private final Function<Borrower, Optional<Lease>> attempt;
        private final boolean alone;

        /**
         * @param alone whether a read that nobody has seen anything of may see another snapshot
         */
        Source(Function<Borrower, Optional<Lease>> attempt, boolean alone) {
            this.attempt = attempt;
            this.alone = alone;
        }

        @Override
        public Lease first(BooleanSupplier stopped) {
            return await(attempt, stopped);
        }

        @Override
        public Optional<Lease> another(BooleanSupplier stopped) {
            return RemoteTransaction.this.another(stopped);
        }

        @Override
        public Optional<Lease> again(boolean followed, BooleanSupplier stopped) {
            if (!followed) {
                return alone ? Optional.of(await(attempt, stopped)) : Optional.empty();
            }
            long patience = pool.poolSettings().waitTimeout().toNanos();
            long limit = patience == 0 ? Long.MAX_VALUE : System.nanoTime() + patience;
            return Optional.of(await(borrower -> replacement(limit), stopped));
        }
    }

    /** What a scan does to the transaction when it gives the leader back. */
    private final class Returning implements LeaderLease.Owner {
        @Override
        public void lost() {
            locked(() -> aborted = true);
        }

        @Override
        public void returned() {
            locked(() -> leaderBusy = false);
        }
    }
}
