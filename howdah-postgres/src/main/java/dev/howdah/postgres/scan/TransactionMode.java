package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.connection.SessionTransaction.Isolation;
import dev.howdah.postgres.connection.TransactionTimeouts;

import java.util.Objects;

/**
 * How transactions are begun.
 *
 * @param isolation the level of a transaction of several statements
 * @param readOnly whether everything must run in a read-only transaction
 * @param preparable whether a transaction must be one that {@code PREPARE TRANSACTION} accepts,
 *     which none is that has exported its snapshot
 * @param timeouts how long the server lets each of them work and rest
 */
public record TransactionMode(
        Isolation isolation, boolean readOnly, boolean preparable, TransactionTimeouts timeouts) {
    public TransactionMode {
        Objects.requireNonNull(isolation);
        Objects.requireNonNull(timeouts);
    }

    /** Whether even a single query needs a transaction: timeouts hold in transactions only. */
    boolean isLimited() {
        return !timeouts.isNone();
    }

    /**
     * Whether other sessions can read what a transaction of this scope sees. At READ COMMITTED each
     * query of a transaction sees its own; the scans of one statement never do. At SERIALIZABLE
     * only what a transaction has read itself takes part in the check that another has not changed
     * it.
     */
    boolean keepsSnapshot(TransactionScope scope) {
        return switch (isolation) {
            case READ_COMMITTED -> scope != TransactionScope.TRANSACTION;
            case REPEATABLE_READ -> !preparable;
            case SERIALIZABLE -> !preparable && isReadOnly(scope);
        };
    }

    /** At SERIALIZABLE only a commit says that what was read may be believed. */
    boolean mustCommitReads() {
        return isolation == Isolation.SERIALIZABLE;
    }

    SessionTransaction begin(Session session, TransactionScope scope) {
        return SessionTransaction.begin(session, level(scope), isReadOnly(scope), timeouts);
    }

    /** What a single statement in the user's own words runs in if it is limited. */
    SessionTransaction beginAsUsual(Session session) {
        return SessionTransaction.beginAsUsual(session, timeouts);
    }

    /** Of the leader's level and access mode: a serializable transaction imports no other. */
    SessionTransaction join(Session session, TransactionScope scope, String snapshot) {
        return SessionTransaction.join(
                session, level(scope), isReadOnly(scope), timeouts, snapshot);
    }

    /** What a session does that only reads, beside the one that writes. */
    SessionTransaction joinReadOnly(Session session, String snapshot) {
        return SessionTransaction.join(
                session, Isolation.REPEATABLE_READ, true, timeouts, snapshot);
    }

    private Isolation level(TransactionScope scope) {
        return scope != TransactionScope.TRANSACTION && isolation == Isolation.READ_COMMITTED
                ? Isolation.REPEATABLE_READ
                : isolation;
    }

    private boolean isReadOnly(TransactionScope scope) {
        return readOnly || !scope.mayWrite();
    }
}
