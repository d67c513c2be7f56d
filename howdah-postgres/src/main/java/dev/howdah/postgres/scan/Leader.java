package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;

/**
 * The session that holds a transaction. Its statements run behind a savepoint, so that one which
 * fails or is cancelled takes neither the transaction nor the exported snapshot along.
 */
final class Leader {
    static final byte IDLE = 'I';
    private static final byte FAILED = 'E';
    private static final String SAVEPOINT = "SAVEPOINT howdah";

    private final SessionPool pool;
    private final SessionTransaction transaction;
    private final Session session;
    private final Optional<String> snapshot;

    private Leader(SessionPool pool, SessionTransaction transaction, Optional<String> snapshot) {
        this.pool = pool;
        this.transaction = transaction;
        this.session = transaction.session();
        this.snapshot = snapshot;
    }

    /**
     * Begins a transaction on a session of the pool, which gets it back if that fails.
     *
     * @param export whether other sessions should see its snapshot, if the server lets them
     */
    static Leader begin(
            SessionPool pool,
            Session session,
            TransactionMode mode,
            TransactionScope scope,
            boolean export) {
        try {
            SessionTransaction transaction = mode.begin(session, scope);
            Optional<String> snapshot =
                    export && mode.keepsSnapshot(scope)
                            ? transaction.exportSnapshot()
                            : Optional.empty();
            session.execute(SAVEPOINT);
            return new Leader(pool, transaction, snapshot);
        } catch (HowdahException failure) {
            pool.release(session);
            throw failure.in("Could not begin a transaction");
        }
    }

    Session session() {
        return session;
    }

    /** What other sessions import, if they can. */
    Optional<String> snapshot() {
        return snapshot;
    }

    /**
     * Brings the transaction back in order after a statement. Never throws.
     *
     * @param failed whether it failed without the session knowing
     * @param keepWrites whether what succeeded may have written and must survive later failures
     */
    void settle(boolean failed, boolean keepWrites) {
        if (!session.isUsable()) {
            return;
        }
        try {
            if (failed || session.transactionStatus() == FAILED) {
                session.execute("ROLLBACK TO SAVEPOINT howdah");
            } else if (keepWrites) {
                session.execute("RELEASE SAVEPOINT howdah; " + SAVEPOINT);
            }
        } catch (HowdahException failure) {
            session.close();
        }
    }

    /** Ends the transaction; only a failed COMMIT throws. */
    void end(boolean commit) {
        try {
            if (commit) {
                transaction.commit();
            } else {
                transaction.rollback();
            }
        } catch (HowdahException failure) {
            session.close();
            if (commit) {
                throw failure.in("Could not commit");
            }
        } finally {
            pool.release(session);
        }
    }
}
