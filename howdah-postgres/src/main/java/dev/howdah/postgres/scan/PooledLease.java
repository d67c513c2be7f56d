package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.error.HowdahException;

/** A session that goes back to the pool, without the transaction that it may be in. */
final class PooledLease implements Lease {
    private final SessionPool pool;
    private final Session session;
    private final boolean follows;
    private boolean spoiled;

    /**
     * @param follows whether it has joined a snapshot that others can join
     */
    PooledLease(SessionPool pool, Session session, boolean follows) {
        this.pool = pool;
        this.session = session;
        this.follows = follows;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public boolean follows() {
        return follows;
    }

    @Override
    public void spoil() {
        spoiled = true;
    }

    @Override
    public void settle() {
        try {
            if (session.isUsable() && (spoiled || session.transactionStatus() != Leader.IDLE)) {
                session.execute("ROLLBACK");
            }
        } catch (HowdahException failure) {
            session.close();
        }
        spoiled = false;
    }

    @Override
    public void close() {
        settle();
        pool.release(session);
    }
}
