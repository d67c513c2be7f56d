package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SessionPool;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Literal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The second phase of transactions that were prepared: any session of the same database can end
 * them, also after the one that prepared them is gone.
 */
public final class PreparedTransactions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long RETRY_MILLIS = 50;
    private static final String DOES_NOT_EXIST = "42704";
    private static final String BUSY = "55000";

    private final SessionPool pool;

    public PreparedTransactions(SessionPool pool) {
        this.pool = pool;
    }

    /** How many transactions the server lets wait at a time; 0 if it lets none. */
    public int limit() {
        Session session = pool.acquire();
        try {
            return session.readText("pg_catalog.current_setting('max_prepared_transactions')")
                    .map(Integer::parseInt)
                    .orElse(0);
        } finally {
            pool.release(session);
        }
    }

    /** Whether a transaction of this name waits in the session's database. */
    static boolean isWaiting(Session session, String gid) {
        return session.readText(
                        "SELECT gid FROM pg_catalog.pg_prepared_xacts"
                                + " WHERE database = pg_catalog.current_database() AND gid = "
                                + Literal.quote(gid))
                .isPresent();
    }

    /**
     * Keeps what a prepared transaction wrote. If the connection is lost it is tried again, because
     * a name that is gone then says that the first attempt arrived.
     *
     * @throws HowdahException with SQLSTATE 08007 if nobody can tell
     */
    public void commit(String gid) {
        end("COMMIT PREPARED " + Literal.quote(gid), gid);
    }

    /** Forgets what a prepared transaction wrote, with the same care. */
    public void rollback(String gid) {
        end("ROLLBACK PREPARED " + Literal.quote(gid), gid);
    }

    private void end(String sql, String gid) {
        long limit = System.nanoTime() + PATIENCE.toNanos();
        boolean sent = false;
        while (true) {
            boolean reached = false;
            try {
                Session session = pool.acquire();
                reached = true;
                execute(session, sql);
                return;
            } catch (HowdahException failure) {
                if (sent && failure.sqlState().equals(DOES_NOT_EXIST)) {
                    return;
                }
                boolean lost = failure.kind() == ErrorKind.CONNECTION;
                boolean again = lost || (sent && failure.sqlState().equals(BUSY));
                sent |= reached && again;
                if (again && System.nanoTime() - limit < 0 && rest()) {
                    continue;
                }
                if (sent && again) {
                    throw unknown(sql, failure);
                }
                throw failure.in("The prepared transaction \"" + gid + "\" could not be ended");
            }
        }
    }

    private void execute(Session session, String sql) {
        try {
            session.execute(sql);
        } finally {
            pool.release(session);
        }
    }

    private static HowdahException unknown(String sql, HowdahException failure) {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "08007",
                ("The server can't be reached, and it is unknown whether %s was carried out. Look"
                                + " into pg_prepared_xacts, and run it again if the transaction is"
                                + " still there. %s")
                        .formatted(sql, failure.getMessage()));
    }

    /** False if the thread was interrupted. */
    private static boolean rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            return true;
        } catch (InterruptedException interrupt) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
