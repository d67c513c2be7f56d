package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One consistent view of a database for several scans on several connections.
 *
 * <p>One session leads: it begins a transaction and exports its snapshot, which other sessions
 * import. It reads too, whenever no other scan uses it. Where snapshots can't be shared (a
 * transaction pooler in between, an old standby, a transaction that may have written) it reads
 * alone. A single scan of a single query needs none of this and runs by itself.
 *
 * <p>Thread-safe. Close it after the scans that read through it.
 */
public final class RemoteTransaction implements AutoCloseable {
    /** Nothing tells when the pool has a session again. */
    private static final long RETRY_MILLIS = 20;

    private final SessionPool pool;
    private final TransactionMode mode;
    private final TransactionScope scope;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition leaderFree = lock.newCondition();
    private @Nullable Leader leader;
    private boolean leaderBusy;
    private boolean wrote;
    private boolean closed;

    public RemoteTransaction(SessionPool pool, TransactionMode mode, TransactionScope scope) {
        this.pool = pool;
        this.mode = mode;
        this.scope = scope;
    }

    /** Whether several queries of one scan see the same rows, so that it may be split. */
    public boolean keepsSnapshot() {
        return mode.keepsSnapshot(scope);
    }

    /**
     * A session for a scan's first reader. Waits while all are in use.
     *
     * @param shared whether the scan needs one snapshot for several queries
     * @param stopped whether nobody wants it any more
     */
    Lease first(boolean shared, BooleanSupplier stopped) {
        boolean alone = scope == TransactionScope.ONE_SCAN && !shared && !mode.readOnly();
        return await(() -> alone && leader == null ? pooled() : led(shared), stopped);
    }

    /** A session for questions about a scan, which need no transaction unless one is open. */
    Lease planner() {
        return await(
                () -> scope == TransactionScope.ONE_SCAN && leader == null ? pooled() : led(false),
                () -> false);
    }

    /**
     * A session for a statement that may write. In a transaction it is the leader, and from then on
     * no other session sees what this one sees.
     */
    Lease writer(BooleanSupplier stopped) {
        if (scope == TransactionScope.TRANSACTION || mode.readOnly()) {
            return await(
                    () -> {
                        wrote = !mode.readOnly();
                        return led(false);
                    },
                    stopped);
        }
        // Where the leader has the only connection there is, it must do; it refuses to write.
        return await(
                () -> pooled().or(() -> leader == null ? Optional.empty() : led(false)), stopped);
    }

    /** A session for one more reader of a scan, if one is at hand. */
    Optional<Lease> another() {
        Optional<String> snapshot;
        lock.lock();
        try {
            if (closed || leader == null) {
                return Optional.empty();
            }
            if (!leaderBusy) {
                return Optional.of(lendLeader());
            }
            snapshot = exported();
        } finally {
            lock.unlock();
        }
        return snapshot.flatMap(this::follower);
    }

    /**
     * Ends the transaction and keeps what its queries wrote.
     *
     * @throws HowdahException if the server could not commit
     */
    public void commit() {
        end(true);
    }

    /** Ends the transaction, with ROLLBACK unless it was committed. Idempotent; never throws. */
    @Override
    public void close() {
        end(false);
    }

    private void end(boolean commit) {
        Leader ending;
        lock.lock();
        try {
            closed = true;
            leaderFree.signalAll();
            while (leaderBusy) {
                leaderFree.awaitUninterruptibly();
            }
            ending = leader;
            leader = null;
        } finally {
            lock.unlock();
        }
        if (ending != null) {
            ending.end(commit);
        }
    }

    private Lease await(Supplier<Optional<Lease>> attempt, BooleanSupplier stopped) {
        lock.lock();
        try {
            while (true) {
                requireOpen();
                if (stopped.getAsBoolean()) {
                    throw HowdahException.of(ErrorKind.CANCELLED, "The read was stopped");
                }
                Optional<Lease> lease = attempt.get();
                if (lease.isPresent()) {
                    return lease.get();
                }
                long unused = leaderFree.awaitNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
            }
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            throw HowdahException.of(
                    ErrorKind.CANCELLED,
                    "The thread was interrupted while it waited for a connection");
        } finally {
            lock.unlock();
        }
    }

    private Optional<Lease> pooled() {
        return session().map(session -> new PooledLease(pool, session));
    }

    /** The leader, or a session that sees its snapshot. */
    private Optional<Lease> led(boolean shared) {
        if (leader == null) {
            Optional<Session> session = session();
            if (session.isEmpty()) {
                return Optional.empty();
            }
            boolean export = shared || scope != TransactionScope.ONE_SCAN;
            leader = Leader.begin(pool, session.get(), mode, scope, export);
        }
        return leaderBusy ? exported().flatMap(this::follower) : Optional.of(lendLeader());
    }

    /** A session, if one is at hand; a server that lets in none at all says so itself. */
    private Optional<Session> session() {
        Optional<Session> session = pool.tryAcquire();
        return session.isEmpty() && pool.counters().lent() == 0
                ? Optional.of(pool.acquire())
                : session;
    }

    private Optional<String> exported() {
        return wrote || leader == null ? Optional.empty() : leader.snapshot();
    }

    private Lease lendLeader() {
        if (leader == null || !leader.session().isUsable()) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "The connection that held this transaction is lost; start it again");
        }
        leaderBusy = true;
        return new LeaderLease(leader);
    }

    /** Whatever hinders a session from joining, the scan goes on without it. */
    private Optional<Lease> follower(String snapshot) {
        try {
            Optional<Session> session = pool.tryAcquire();
            if (session.isEmpty()) {
                return Optional.empty();
            }
            Lease lease = new PooledLease(pool, session.get());
            try {
                mode.join(session.get(), scope, snapshot);
                return Optional.of(lease);
            } catch (HowdahException failure) {
                // Behind a pooler the session may be on another server.
                lease.close();
                return Optional.empty();
            }
        } catch (HowdahException failure) {
            return Optional.empty();
        }
    }

    private void requireOpen() {
        if (closed) {
            throw HowdahException.of(
                    ErrorKind.CANCELLED, "The transaction that this read belongs to has ended");
        }
    }

    /** The leader on loan to one scan. */
    private final class LeaderLease implements Lease {
        private final Leader lent;
        private boolean spoiled;

        LeaderLease(Leader lent) {
            this.lent = lent;
        }

        @Override
        public Session session() {
            return lent.session();
        }

        @Override
        public void spoil() {
            spoiled = true;
        }

        @Override
        public void settle() {
            lent.settle(spoiled, wrote);
            spoiled = false;
        }

        @Override
        public void close() {
            settle();
            lock.lock();
            try {
                leaderBusy = false;
                leaderFree.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }
}
