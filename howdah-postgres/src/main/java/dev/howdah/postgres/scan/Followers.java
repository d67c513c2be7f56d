package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;

/** Gets sessions from the pool that see what a transaction's leader sees. */
record Followers(SessionPool pool, TransactionMode mode, TransactionScope scope) {
    /** How a session begins to see a snapshot. */
    @FunctionalInterface
    private interface Joining {
        void join(Session session);
    }

    /** A session, if one is at hand; a server that lets in none at all says so itself. */
    Optional<Session> session() {
        Optional<Session> session = pool.tryAcquire();
        return session.isEmpty() && pool.counters().lent() == 0
                ? Optional.of(pool.acquire())
                : session;
    }

    /** A session for what needs no transaction. */
    Optional<Lease> pooled() {
        return session().map(session -> new PooledLease(pool, session));
    }

    /** A session that reads as the leader does. */
    Optional<Lease> joined(String snapshot) {
        return join(session -> mode.join(session, scope, snapshot)).map(lease -> lease);
    }

    /** A session that reads while the leader writes. */
    Optional<Lease> joinedReadOnly(String snapshot) {
        return join(session -> mode.joinReadOnly(session, snapshot)).map(lease -> lease);
    }

    /** Whatever hinders a session from joining, the scan goes on without it. */
    private Optional<PooledLease> join(Joining joining) {
        try {
            Optional<Session> session = pool.tryAcquire();
            if (session.isEmpty()) {
                return Optional.empty();
            }
            PooledLease lease = new PooledLease(pool, session.get());
            try {
                joining.join(session.get());
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
