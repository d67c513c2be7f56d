package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionTransaction;
import dev.howdah.postgres.connection.SessionTransaction.Isolation;

import java.util.Objects;

/**
 * How transactions are begun.
 *
 * @param isolation the level of a transaction of several statements
 * @param readOnly whether everything must run in a read-only transaction
 */
public record TransactionMode(Isolation isolation, boolean readOnly) {
    public TransactionMode {
        Objects.requireNonNull(isolation);
    }

    /**
     * Whether a scan in this scope sees one snapshot across several queries. At READ COMMITTED each
     * query of a transaction sees its own; the scans of one statement never do.
     */
    boolean keepsSnapshot(TransactionScope scope) {
        return scope != TransactionScope.TRANSACTION || isolation != Isolation.READ_COMMITTED;
    }

    SessionTransaction begin(Session session, TransactionScope scope) {
        return SessionTransaction.begin(session, level(scope), isReadOnly(scope));
    }

    /** Of the leader's level and access mode: a serializable transaction imports no other. */
    SessionTransaction join(Session session, TransactionScope scope, String snapshot) {
        return SessionTransaction.join(session, level(scope), isReadOnly(scope), snapshot);
    }

    private Isolation level(TransactionScope scope) {
        return keepsSnapshot(scope) && isolation == Isolation.READ_COMMITTED
                ? Isolation.REPEATABLE_READ
                : isolation;
    }

    private boolean isReadOnly(TransactionScope scope) {
        return readOnly || scope != TransactionScope.TRANSACTION;
    }
}
