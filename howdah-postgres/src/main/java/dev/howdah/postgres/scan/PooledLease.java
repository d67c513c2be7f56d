package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.error.HowdahException;

/** A session that goes back to the pool, without the transaction that it may be in. */
final class PooledLease implements Lease {
    private final SessionPool pool;
    private final Session session;
    private boolean spoiled;

    PooledLease(SessionPool pool, Session session) {
        this.pool = pool;
        this.session = session;
    }

    @Override
    public Session session() {
        return session;
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
