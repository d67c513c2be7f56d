package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.error.HowdahException;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Gets sessions from the pool that see what a transaction's leader sees. */
record Followers(SessionPool pool, TransactionMode mode, TransactionScope scope, String label) {
    /** How long a session for a scan that could wait for the leader may take to join. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** How a session begins to see a snapshot. */
    @FunctionalInterface
    private interface Joining {
        SessionTransaction join(Session session);
    }

    /** Lends a session for questions whose answers need not agree, within the timeouts. */
    Lease forQuestions(Session session, BooleanSupplier stopped) {
        Lease lease = lease(session);
        if (mode.isLimited()) {
            try {
                SessionTransaction unused =
                        session.whileWanted(stopped, () -> mode.begin(session, scope));
            } catch (HowdahException failure) {
                lease.close();
                throw failure;
            }
        }
        return lease;
    }

    /** Lends a session for one statement in the user's own words, within the timeouts. */
    Lease forStatement(Session session, BooleanSupplier stopped) {
        return mode.isLimited() ? committing(session, stopped) : lease(session);
    }

    private Lease committing(Session session, BooleanSupplier stopped) {
        Leader leader = Leader.begin(pool, session, mode::beginAsUsual, stopped);
        return new CommittingLease(leader, new TransactionEnd(pool, label, leader, true));
    }

    /** A session that reads as the leader does. */
    Optional<Lease> joined(String snapshot) {
        return joined(snapshot, patience());
    }

    /** As the other, as long as somebody wants it. */
    Optional<Lease> joined(String snapshot, BooleanSupplier stopped) {
        return join(session -> mode.join(session, scope, snapshot), stopped).map(lease -> lease);
    }

    /** A session that reads while the leader writes. */
    Optional<Lease> joinedReadOnly(String snapshot) {
        return joinedReadOnly(snapshot, patience());
    }

    private Lease lease(Session session) {
        return new PooledLease(pool, session, false);
    }

    /** As the other, as long as somebody wants it. */
    Optional<Lease> joinedReadOnly(String snapshot, BooleanSupplier stopped) {
        return join(session -> mode.joinReadOnly(session, snapshot), stopped).map(lease -> lease);
    }

    private static BooleanSupplier patience() {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        return () -> System.nanoTime() - limit > 0;
    }

    /**
     * Whatever hinders a session from joining, the scan goes on without it. That a pooler has no
     * connection for it may well be because every client's leader holds one and waits for another,
     * so nobody may wait here for good.
     */
    private Optional<PooledLease> join(Joining joining, BooleanSupplier stopped) {
        try {
            Optional<Session> session = pool.tryAcquire();
            if (session.isEmpty()) {
                return Optional.empty();
            }
            PooledLease lease = new PooledLease(pool, session.get(), true);
            try {
                SessionTransaction unused =
                        session.get().whileWanted(stopped, () -> joining.join(session.get()));
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
}
