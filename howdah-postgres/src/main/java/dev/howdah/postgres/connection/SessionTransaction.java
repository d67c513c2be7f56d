package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Literal;

import java.util.Optional;
import java.util.OptionalLong;

/** Transactions that several sessions read in, all seeing the same state of the database. */
public final class SessionTransaction {
    /** The first version that says how a transaction ended. */
    private static final int OLDEST_WITH_STATUS = 100_000;

    private final Session session;
    private final Isolation isolation;
    private final boolean readOnly;

    /** How much a transaction sees of what others commit meanwhile. */
    public enum Isolation {
        READ_COMMITTED("READ COMMITTED"),
        REPEATABLE_READ("REPEATABLE READ"),
        SERIALIZABLE("SERIALIZABLE");

        private final String sql;

        Isolation(String sql) {
            this.sql = sql;
        }
    }

    private SessionTransaction(Session session, Isolation isolation, boolean readOnly) {
        this.session = session;
        this.isolation = isolation;
        this.readOnly = readOnly;
    }

    /** Begins a transaction. */
    public static SessionTransaction begin(Session session, Isolation isolation, boolean readOnly) {
        SessionTransaction transaction = new SessionTransaction(session, isolation, readOnly);
        transaction.begin();
        return transaction;
    }

    /** Begins a read-only transaction in which nothing changes. */
    public static SessionTransaction begin(Session session) {
        return begin(session, Isolation.REPEATABLE_READ, true);
    }

    /** Begins a transaction that sees what the owner of an exported snapshot sees. */
    public static SessionTransaction join(
            Session session, Isolation isolation, boolean readOnly, String snapshotId) {
        SessionTransaction transaction = new SessionTransaction(session, isolation, readOnly);
        try {
            session.execute(
                    transaction.beginSql()
                            + "; SET TRANSACTION SNAPSHOT '"
                            + snapshotId.replace("'", "''")
                            + "'");
        } catch (HowdahException failure) {
            transaction.rollback();
            throw failure;
        }
        return transaction;
    }

    /** Begins a read-only transaction that sees what the owner of an exported snapshot sees. */
    public static SessionTransaction join(Session session, String snapshotId) {
        return join(session, Isolation.REPEATABLE_READ, true, snapshotId);
    }

    /** The session that the transaction belongs to. */
    public Session session() {
        return session;
    }

    /**
     * Exports what this transaction sees, for others to {@link #join}; lasts as long as the
     * transaction. Ask for it before anything is read: if the server can't export, as a standby
     * before version 10 or some poolers, the transaction begins anew.
     */
    public Optional<String> exportSnapshot() {
        try {
            return session.readText("pg_catalog.pg_export_snapshot()");
        } catch (HowdahException refused) {
            if (refused.kind() != ErrorKind.SERVER) {
                throw refused;
            }
            rollback();
            begin();
            return Optional.empty();
        }
    }

    /**
     * The transaction's number, by which {@link #status} finds out later how it ended; empty if it
     * has written nothing, or the server is too old to say.
     */
    public OptionalLong findNumber() {
        if (session.serverVersion() < OLDEST_WITH_STATUS) {
            return OptionalLong.empty();
        }
        Optional<String> number = session.readText("pg_catalog.txid_current_if_assigned()");
        return number.isPresent()
                ? OptionalLong.of(Long.parseLong(number.get()))
                : OptionalLong.empty();
    }

    /**
     * How a transaction of this server stands: {@code in progress}, {@code committed} or {@code
     * aborted}; empty if the server has forgotten.
     */
    public static Optional<String> status(Session session, long number) {
        return session.readText("pg_catalog.txid_status(" + number + ")");
    }

    /** Ends the transaction. */
    public void commit() {
        session.execute("COMMIT");
    }

    /** Ends the transaction here, for any session to commit or roll back under a name. */
    public void prepare(String gid) {
        session.execute("PREPARE TRANSACTION " + Literal.quote(gid));
    }

    /** Ends the transaction, in whatever state it is; does nothing on a broken connection. */
    public void rollback() {
        if (session.isUsable()) {
            session.execute("ROLLBACK");
        }
    }

    private void begin() {
        session.execute(beginSql());
    }

    private String beginSql() {
        return "BEGIN ISOLATION LEVEL " + isolation.sql + (readOnly ? " READ ONLY" : " READ WRITE");
    }
}
