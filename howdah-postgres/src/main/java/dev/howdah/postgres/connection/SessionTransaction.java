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
    private final String begin;
    private final TransactionTimeouts timeouts;

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

    private SessionTransaction(Session session, String begin, TransactionTimeouts timeouts) {
        this.session = session;
        this.begin = begin;
        this.timeouts = timeouts;
    }

    /** Begins a transaction. */
    public static SessionTransaction begin(
            Session session, Isolation isolation, boolean readOnly, TransactionTimeouts timeouts) {
        SessionTransaction transaction =
                new SessionTransaction(session, beginSql(isolation, readOnly), timeouts);
        transaction.begin("");
        return transaction;
    }

    /** Begins a transaction of the level and access mode of a statement outside of any. */
    public static SessionTransaction beginAsUsual(Session session, TransactionTimeouts timeouts) {
        SessionTransaction transaction = new SessionTransaction(session, "BEGIN", timeouts);
        transaction.begin("");
        return transaction;
    }

    /** Begins a read-only transaction in which nothing changes. */
    public static SessionTransaction begin(Session session) {
        return begin(session, Isolation.REPEATABLE_READ, true, TransactionTimeouts.NONE);
    }

    /** Begins a transaction that sees what the owner of an exported snapshot sees. */
    public static SessionTransaction join(
            Session session,
            Isolation isolation,
            boolean readOnly,
            TransactionTimeouts timeouts,
            String snapshotId) {
        SessionTransaction transaction =
                new SessionTransaction(session, beginSql(isolation, readOnly), timeouts);
        try {
            transaction.begin("; SET TRANSACTION SNAPSHOT " + Literal.quote(snapshotId));
        } catch (HowdahException failure) {
            transaction.rollback();
            throw failure;
        }
        return transaction;
    }

    /** Begins a read-only transaction that sees what the owner of an exported snapshot sees. */
    public static SessionTransaction join(Session session, String snapshotId) {
        return join(session, Isolation.REPEATABLE_READ, true, TransactionTimeouts.NONE, snapshotId);
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
            begin("");
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

    /**
     * Lets the end of the transaction take its time. A COMMIT that is cut off while it waits for a
     * synchronous standby reports success before the standby has anything.
     */
    public void liftStatementTimeout() {
        if (!timeouts.statement().isZero()) {
            session.execute("SET LOCAL statement_timeout = 0");
        }
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

    /** All in one message, so that timeouts cost no round trip. */
    private void begin(String more) {
        session.execute(begin + more + timeouts.sql());
        session.noteTimeouts(timeouts);
    }

    private static String beginSql(Isolation isolation, boolean readOnly) {
        return "BEGIN ISOLATION LEVEL " + isolation.sql + (readOnly ? " READ ONLY" : " READ WRITE");
    }
}
