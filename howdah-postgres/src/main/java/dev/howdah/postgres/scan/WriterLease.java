package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.Catalog;
import dev.howdah.postgres.catalog.CatalogCache;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;

/**
 * The one session of a transaction that writes, on loan to one statement. Scans of the same
 * transaction go on beside it, on other sessions, and see what was there before.
 *
 * <p>Used by one thread at a time; only {@link #cancel()} may come from others. Unless it is
 * completed before it is closed, and once a statement on it has failed, the transaction is lost: it
 * can only be rolled back.
 */
public final class WriterLease implements AutoCloseable {
    private final RemoteTransaction transaction;
    private final Session session;
    private final boolean shared;
    private boolean used;
    private boolean completed;
    private boolean failed;
    private boolean closed;

    /**
     * @param shared whether other sessions see the transaction's snapshot
     */
    WriterLease(RemoteTransaction transaction, Session session, boolean shared) {
        this.transaction = transaction;
        this.session = session;
        this.shared = shared;
    }

    /** The session, for a statement that may write. */
    public synchronized Session session() {
        if (closed) {
            throw HowdahException.internal("a statement on a writer that was closed");
        }
        used = true;
        return session;
    }

    /**
     * Runs one statement, whose rows nobody wants.
     *
     * @return the rows that it changed, -1 if it changes none
     */
    public long execute(String sql) {
        return session().executeUpdate(sql);
    }

    /**
     * Whether the server takes COPY with FREEZE into a table that this transaction made: others
     * must not be able to look at it.
     */
    public boolean canFreeze() {
        return !shared;
    }

    /**
     * Runs several statements in one message.
     *
     * @return the rows that each of them changed, -1 for one that changes none
     */
    public long[] executeAll(List<String> statements) {
        return session().executeAll(statements);
    }

    /** Reads the catalogue as the session sees it. */
    public Catalog readCatalog(CatalogCache catalog) {
        return catalog.refresh(new LeasedConnection(new Loan(session())));
    }

    /** Stops the statement that runs, if one does. From any thread; never throws. */
    public void cancel() {
        synchronized (this) {
            if (closed) {
                return;
            }
        }
        if (session.isBusy()) {
            session.cancel();
        }
    }

    /** Says that everything went well, so that the transaction may go on. */
    public synchronized void complete() {
        completed = true;
    }

    /** Gives the session back. Idempotent; never throws. */
    @Override
    public void close() {
        boolean lost;
        boolean wrote;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            wrote = used;
            lost = failed || (used && !completed);
        }
        transaction.writerClosed(this, wrote, lost);
    }

    /** Says that a statement was given up: what follows can't make up for it. */
    synchronized void fail() {
        failed = true;
    }

    /** The session for a scan that runs a statement with a result. */
    LeaseSource scans() {
        return (LeaseSource.Single) stopped -> new Loan(session());
    }

    /** What a failure does to the transaction shows when the writer is closed. */
    private record Loan(Session session) implements Lease {
        @Override
        public void spoil() {}

        @Override
        public void settle() {}

        @Override
        public void close() {}
    }
}
