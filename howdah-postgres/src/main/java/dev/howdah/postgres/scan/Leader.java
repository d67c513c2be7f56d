package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * The session that holds a transaction. Statements that read run behind a savepoint, so that one
 * which fails or is cancelled takes neither the transaction nor the exported snapshot along.
 * Statements that write run without: what they make must belong to the transaction itself for rows
 * to be loaded frozen.
 */
final class Leader {
    static final byte IDLE = 'I';
    private static final byte FAILED = 'E';
    private static final String SAVEPOINT = "SAVEPOINT howdah";

    private final SessionTransaction transaction;
    private final Session session;
    private Optional<String> snapshot = Optional.empty();
    private boolean used;
    private boolean behindSavepoint;

    private Leader(SessionTransaction transaction) {
        this.transaction = transaction;
        this.session = transaction.session();
    }

    /**
     * Begins a transaction on a session of the pool, which gets it back if that fails.
     *
     * @param stopped whether nobody waits for it any more
     */
    static Leader begin(
            SessionPool pool,
            Session session,
            Function<Session, SessionTransaction> begin,
            BooleanSupplier stopped) {
        try {
            return new Leader(session.whileWanted(stopped, () -> begin.apply(session)));
        } catch (HowdahException failure) {
            pool.release(session);
            throw failure.in("Could not begin a transaction");
        }
    }

    Session session() {
        return session;
    }

    SessionTransaction transaction() {
        return transaction;
    }

    /** What other sessions import, if they can. */
    Optional<String> snapshot() {
        return snapshot;
    }

    /**
     * Makes the session ready for a statement that reads.
     *
     * @param export whether other sessions should see its snapshot, if the server lets them
     * @param savepoint whether the transaction must survive the statement's failure
     */
    void beforeRead(boolean export, boolean savepoint) {
        export(export);
        if (savepoint && !behindSavepoint) {
            session.execute(SAVEPOINT);
            behindSavepoint = true;
        }
    }

    /** Lets other sessions see the snapshot, as {@link #beforeRead} does. */
    void beforeSharing(boolean export) {
        export(export);
    }

    /** Makes the session ready for statements that write. */
    void beforeWrite() {
        used = true;
        if (behindSavepoint) {
            session.execute("RELEASE SAVEPOINT howdah");
            behindSavepoint = false;
        }
    }

    /** A server that can't export fails the transaction, so only its first statement may ask. */
    private void export(boolean wanted) {
        if (wanted && !used) {
            snapshot = transaction.exportSnapshot();
        }
        used = true;
    }

    /** Whether a statement has failed that no savepoint stood in front of. */
    boolean hasFailed() {
        return session.transactionStatus() == FAILED;
    }

    /**
     * Brings the transaction back in order after a statement that read. Never throws.
     *
     * @param failed whether it failed without the session knowing
     * @param keepWrites whether what succeeded may have written and must survive later failures
     * @return false if the transaction is lost
     */
    boolean settle(boolean failed, boolean keepWrites) {
        if (!session.isUsable()) {
            return true;
        }
        try {
            if (!behindSavepoint) {
                return !failed && !hasFailed();
            }
            if (failed || hasFailed()) {
                session.execute("ROLLBACK TO SAVEPOINT howdah");
            } else if (keepWrites) {
                session.execute("RELEASE SAVEPOINT howdah; " + SAVEPOINT);
            }
        } catch (HowdahException failure) {
            session.close();
        }
        return true;
    }

    /** Ends the transaction without keeping anything. Never throws. */
    void rollback() {
        try {
            transaction.rollback();
        } catch (HowdahException failure) {
            session.close();
        }
    }
}
