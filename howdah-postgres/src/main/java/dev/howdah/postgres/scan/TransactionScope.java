package dev.howdah.postgres.scan;

/** For how much one {@link RemoteTransaction} must see one and the same state of the database. */
public enum TransactionScope {
    /** One scan; a transaction is begun only if that scan needs several queries. */
    ONE_SCAN,
    /** All scans of one statement. */
    STATEMENT,
    /** All scans of one statement that writes, and what it writes. */
    WRITE,
    /** All scans and queries of several statements, which may also write. */
    TRANSACTION;

    /** Whether something may be written that lasts if the transaction is committed. */
    boolean mayWrite() {
        return this == WRITE || this == TRANSACTION;
    }
}
