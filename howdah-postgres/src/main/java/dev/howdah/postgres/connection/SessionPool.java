package dev.howdah.postgres.connection;

import dev.howdah.postgres.connection.PoolLine.Grant;
import dev.howdah.postgres.connection.PooledSession.Reason;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.MessageChannel;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sessions with the same settings, lent and given back as {@link PoolSettings} say.
 *
 * <p>A borrower connects by himself and gets the failure himself. What a user's own statements have
 * left in a session is gone before it is lent again. Thread-safe.
 */
// HikariCP and Commons Pool were measured and left. HikariCP logs in again and again in the
// background before it tells a borrower that the password is wrong. In Commons Pool 2.13.1 a
// borrower who doesn't want to wait waits for another's connect; whoever gives back a broken
// session connects for the one who waits, who never hears why it failed; a raised limit wakes
// nobody; and the evictor lets one session too many be opened while it closes one.
public final class SessionPool implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.connection");

    /** A session that rested longer is asked whether it still lives before it is lent. */
    private static final long TRUSTED_NANOS = Duration.ofSeconds(1).toNanos();

    /** How long a session may take to answer; then it is given up and another one is lent. */
    private static final int CHECK_MILLIS = 3_000;

    private static final Duration PIECE = Duration.ofHours(1);

    private final ConnectionSettings settings;
    private final PoolLine line;

    /** A pool of sessions that are lent as the pool's settings say. Opens none yet. */
    public SessionPool(ConnectionSettings settings, PoolSettings pool) {
        this.settings = settings;
        this.line = new PoolLine(pool);
    }

    /** The settings of all sessions. */
    public ConnectionSettings settings() {
        return settings;
    }

    /**
     * Lends a session, waiting for one as the settings say. Give it back with {@link #release}.
     *
     * @throws HowdahException as {@link Borrower#await}
     */
    public Session acquire() {
        try (Borrower borrower = borrower()) {
            while (true) {
                Optional<Session> session = borrower.poll();
                if (session.isPresent()) {
                    return session.get();
                }
                boolean unused = borrower.await(PIECE);
            }
        }
    }

    /** Somebody who waits for a session in pieces. The caller closes him. */
    public Borrower borrower() {
        return new Borrower(this, line);
    }

    /**
     * Lends a session if that needs no waiting for another borrower, and never over the limit.
     *
     * @return empty if the limit is reached, here or in the server
     * @throws HowdahException if connecting failed otherwise, at the first attempt
     */
    public Optional<Session> tryAcquire() {
        while (true) {
            Grant grant = line.findNow(false);
            if (grant == null) {
                requireOpen();
                line.refused();
                return Optional.empty();
            }
            if (grant.session() == null) {
                return openOnce();
            }
            Session session = reuse(grant.session());
            if (session != null) {
                return Optional.of(session);
            }
        }
    }

    /** Takes a session back: in a transaction it is rolled back, broken it is closed. */
    public void release(Session session) {
        PooledSession lent = line.find(session);
        if (lent == null) {
            throw HowdahException.internal("a session given back twice: " + session.describe());
        }
        boolean clean = clean(session);
        if (clean && line.keeps(lent) && resetIfTouched(session) && line.rest(lent)) {
            if (line.wantsReaper()) {
                Reaper.start(line, this::closeExpired);
            }
            return;
        }
        line.closing(lent);
        boolean aged = lent.isAged(line.settings(), System.nanoTime());
        close(lent, session.isLost() ? Reason.BROKEN : aged ? Reason.AGED : Reason.SURPLUS);
    }

    /** Lends by other rules from now on; connections that break them go when they come back. */
    public void configure(PoolSettings pool) {
        line.configure(pool).forEach(session -> close(session, Reason.SURPLUS));
        if (line.wantsReaper()) {
            Reaper.start(line, this::closeExpired);
        }
    }

    /** The rules by which it lends now. */
    public PoolSettings poolSettings() {
        return line.settings();
    }

    /** What the pool holds and has done. */
    public PoolStatistics statistics() {
        return line.statistics();
    }

    /** The open connections, those in use first. */
    public List<ConnectionInfo> connections() {
        return line.connections();
    }

    /**
     * Closes the resting sessions and sends away who waits; the lent ones close when they are given
     * back. Idempotent.
     */
    @Override
    public void close() {
        line.close().forEach(session -> close(session, Reason.SURPLUS));
    }

    /** Opens a session by a leave to do so, which is given back if that fails. */
    Session open() {
        PooledSession made = null;
        try {
            made = new PooledSession(Session.open(settings));
        } finally {
            if (made == null) {
                line.notOpened();
            }
        }
        if (!line.opened(made)) {
            close(made, Reason.SURPLUS);
            requireOpen();
        }
        return made.session();
    }

    /** Null if it was not fit, and is closed. */
    @Nullable Session reuse(PooledSession rested) {
        Reason fault = findFault(rested);
        if (fault == null) {
            line.reused();
            return rested.session();
        }
        line.closing(rested);
        close(rested, fault);
        return null;
    }

    void requireOpen() {
        if (line.isClosed()) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "08003",
                    "The connections to %s are closed".formatted(settings.describe()));
        }
    }

    private Optional<Session> openOnce() {
        try {
            return Optional.of(open());
        } catch (HowdahException failure) {
            if (ConnectAttempts.isFull(failure) || ConnectAttempts.isStarting(failure)) {
                line.refused();
                return Optional.empty();
            }
            throw failure;
        }
    }

    private @Nullable Reason findFault(PooledSession rested) {
        PoolSettings rules = line.settings();
        long now = System.nanoTime();
        if (rested.isAged(rules, now)) {
            return Reason.AGED;
        }
        if (rested.isIdle(rules, now)) {
            return Reason.IDLE;
        }
        Optional<String> question =
                rested.restedNanos(now) < TRUSTED_NANOS
                        ? Optional.empty()
                        : rules.healthCheckQuery();
        return rested.session().isFit(question, CHECK_MILLIS) ? null : Reason.BROKEN;
    }

    private static boolean clean(Session session) {
        if (!session.isUsable() || session.isBusy()) {
            return false;
        }
        try {
            if (session.transactionStatus() != MessageChannel.IDLE) {
                session.execute("ROLLBACK");
            }
            return session.isUsable();
        } catch (HowdahException broken) {
            return false;
        }
    }

    /**
     * The server does it while the session rests, so that no lock outlives its owner's use and
     * nobody waits for it.
     */
    private boolean resetIfTouched(Session session) {
        if (!session.isTouched()) {
            return true;
        }
        try {
            session.resetAhead();
            line.reset();
            return true;
        } catch (HowdahException broken) {
            return false;
        }
    }

    private void closeExpired(PooledSession session) {
        boolean aged = session.isAged(line.settings(), System.nanoTime());
        close(session, aged ? Reason.AGED : Reason.IDLE);
    }

    private void close(PooledSession session, Reason reason) {
        try {
            session.session().close();
            LOG.log(
                    Level.DEBUG,
                    "Closed a connection to {0}: {1}",
                    session.session().describe(),
                    reason);
        } finally {
            line.closed(reason);
        }
    }
}
