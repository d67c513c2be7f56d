package dev.howdah.postgres.connection;

import dev.howdah.postgres.connection.PoolSettings.AcquireMode;
import dev.howdah.postgres.connection.PooledSession.Reason;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Which sessions of a pool exist, who has them, and who stands in line for one: first come, first
 * served, unless the first waits for a server that refused it. Talks to no server. Thread-safe.
 *
 * <p>A session counts from the leave to open it until it is closed, so that there are never more
 * than the limit, not even while one is being replaced.
 */
final class PoolLine {
    private static final long NOTHING_TO_WATCH = Long.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition watch = lock.newCondition();
    private final Deque<Place> places = new ArrayDeque<>();

    /** The most recently used first, so that those not needed grow old. */
    private final Deque<PooledSession> resting = new ArrayDeque<>();

    private final Map<Session, PooledSession> lent = new HashMap<>();
    private final PoolCounters counters = new PoolCounters();
    private PoolSettings settings;
    private int opening;
    private int closing;
    private boolean closed;
    private boolean watched;
    private long nextLook;

    PoolLine(PoolSettings settings) {
        this.settings = settings;
    }

    /**
     * What a borrower gets.
     *
     * @param session one that has rested, or null for the leave to open one
     */
    record Grant(@Nullable PooledSession session) {}

    /** A borrower's place in the line. */
    static final class Place {
        private final Condition turn;
        private @Nullable Grant grant;
        private long notBefore;

        private Place(Condition turn) {
            this.turn = turn;
        }
    }

    PoolSettings settings() {
        return locked(() -> settings);
    }

    boolean isClosed() {
        return locked(() -> closed);
    }

    /** Null if somebody was there before, or the limit is reached. */
    @Nullable Grant findNow(boolean overLimit) {
        lock.lock();
        try {
            if (closed || (!places.isEmpty() && !overLimit)) {
                return null;
            }
            PooledSession rested = resting.pollFirst();
            if (rested != null) {
                lent.put(rested.session(), rested);
                return new Grant(rested);
            }
            return overLimit || open() < limit() ? leaveToOpen() : null;
        } finally {
            lock.unlock();
        }
    }

    /** Whether borrowers have all that the limit allows; false while some are being closed. */
    boolean isExhausted() {
        return locked(() -> lent.size() + opening >= limit());
    }

    boolean hasLent() {
        return locked(() -> !lent.isEmpty());
    }

    Place newPlace() {
        return new Place(lock.newCondition());
    }

    /**
     * Stands in line.
     *
     * @param front whether it had its turn already
     * @param pauseNanos until then a session that comes back will do, but none is opened
     */
    void join(Place place, boolean front, long pauseNanos) {
        run(
                () -> {
                    place.notBefore = System.nanoTime() + pauseNanos;
                    if (front) {
                        places.addFirst(place);
                    } else {
                        places.addLast(place);
                    }
                    serve();
                });
    }

    /** Null if it is not its turn within the time, or the pool is closed. */
    @Nullable Grant await(Place place, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long end = System.nanoTime() + nanos;
            while (place.grant == null && !closed) {
                serve();
                long now = System.nanoTime();
                long left = end - now;
                if (place.grant != null || left <= 0) {
                    break;
                }
                long pause = place.notBefore - now;
                long unused = place.turn.awaitNanos(pause > 0 ? Math.min(left, pause) : left);
            }
            Grant grant = place.grant;
            place.grant = null;
            return grant;
        } finally {
            lock.unlock();
        }
    }

    /** Goes out of the line; the grant that it got meanwhile must be given back. */
    @Nullable Grant leave(Place place) {
        lock.lock();
        try {
            places.remove(place);
            Grant grant = place.grant;
            place.grant = null;
            return grant;
        } finally {
            lock.unlock();
        }
    }

    /** A leave to open was used; false if the pool was closed meanwhile. */
    boolean opened(PooledSession session) {
        lock.lock();
        try {
            opening--;
            if (closed) {
                closing++;
                return false;
            }
            lent.put(session.session(), session);
            counters.opened++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A leave to open was not used. */
    void notOpened() {
        run(
                () -> {
                    opening--;
                    serve();
                });
    }

    void reused() {
        run(() -> counters.reused++);
    }

    void refused() {
        run(() -> counters.refused++);
    }

    void reset() {
        run(() -> counters.reset++);
    }

    /** Null if nobody has it. */
    @Nullable PooledSession find(Session session) {
        lock.lock();
        try {
            return lent.get(session);
        } finally {
            lock.unlock();
        }
    }

    /** Whether a session that comes back now would be kept. */
    boolean keeps(PooledSession session) {
        return locked(() -> mayRest(session));
    }

    /** A lent session rests or goes to the first in line; false if it must be closed instead. */
    boolean rest(PooledSession session) {
        lock.lock();
        try {
            if (!mayRest(session)) {
                return false;
            }
            long now = System.nanoTime();
            session.rests(now);
            lent.remove(session.session());
            resting.addFirst(session);
            serve();
            if (watched && now + session.nanosLeft(settings, now) - nextLook < 0) {
                watch.signal();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A lent session will be closed; then say so with {@link #closed}. */
    void closing(PooledSession session) {
        run(
                () -> {
                    lent.remove(session.session());
                    closing++;
                });
    }

    void closed(Reason reason) {
        run(
                () -> {
                    closing--;
                    counters.count(reason);
                    serve();
                });
    }

    /** Returns the resting sessions to be closed. */
    List<PooledSession> configure(PoolSettings changed) {
        lock.lock();
        try {
            settings = changed;
            List<PooledSession> surplus = new ArrayList<>();
            while (!resting.isEmpty() && (!keepsAny() || open() - closing > limit())) {
                surplus.add(startClosing(resting.pollLast()));
            }
            serve();
            watch.signal();
            return surplus;
        } finally {
            lock.unlock();
        }
    }

    /** Returns the resting sessions to be closed. */
    List<PooledSession> close() {
        lock.lock();
        try {
            closed = true;
            List<PooledSession> all = new ArrayList<>(resting);
            closing += all.size();
            resting.clear();
            places.forEach(place -> place.turn.signal());
            watch.signal();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Whether a thread should begin to call {@link #awaitExpired}. */
    boolean wantsReaper() {
        lock.lock();
        try {
            if (watched || nanosToWatch(System.nanoTime()) == NOTHING_TO_WATCH) {
                return false;
            }
            watched = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for resting sessions that must be closed; none if there are none left to watch. */
    List<PooledSession> awaitExpired() throws InterruptedException {
        lock.lock();
        try {
            while (true) {
                long now = System.nanoTime();
                long left = nanosToWatch(now);
                if (left == NOTHING_TO_WATCH) {
                    watched = false;
                    return List.of();
                }
                if (left <= 0) {
                    return takeExpired(now);
                }
                nextLook = now + left;
                long unused = watch.awaitNanos(left);
            }
        } catch (InterruptedException stopped) {
            watched = false;
            throw stopped;
        } finally {
            lock.unlock();
        }
    }

    PoolStatistics statistics() {
        return locked(
                () -> counters.statistics(lent.size(), resting.size(), places.size(), watched));
    }

    List<ConnectionInfo> connections() {
        lock.lock();
        try {
            long now = System.nanoTime();
            List<ConnectionInfo> all = new ArrayList<>();
            lent.values().forEach(session -> all.add(session.describe(now, true)));
            resting.forEach(session -> all.add(session.describe(now, false)));
            return all;
        } finally {
            lock.unlock();
        }
    }

    private void serve() {
        long now = System.nanoTime();
        Iterator<Place> line = places.iterator();
        while (line.hasNext() && (!resting.isEmpty() || hasRoom()) && !closed) {
            Place first = line.next();
            PooledSession rested = resting.pollFirst();
            if (rested != null) {
                lent.put(rested.session(), rested);
                first.grant = new Grant(rested);
            } else if (first.notBefore - now <= 0) {
                first.grant = leaveToOpen();
            } else {
                continue;
            }
            line.remove();
            first.turn.signal();
        }
    }

    private Grant leaveToOpen() {
        opening++;
        return new Grant(null);
    }

    private boolean hasRoom() {
        return settings.acquireMode() == AcquireMode.FORCE || open() < limit();
    }

    /** All that exist, and those that are about to. */
    private int open() {
        return opening + lent.size() + resting.size() + closing;
    }

    private int limit() {
        return settings.maxConnections() == 0 ? Integer.MAX_VALUE : settings.maxConnections();
    }

    private boolean keepsAny() {
        return settings.keepsIdle() && settings.maxConnections() > 0;
    }

    private boolean mayRest(PooledSession session) {
        return !closed
                && keepsAny()
                && open() - closing <= limit()
                && !session.isAged(settings, System.nanoTime());
    }

    private PooledSession startClosing(PooledSession session) {
        closing++;
        return session;
    }

    private long nanosToWatch(long now) {
        if (closed || !settings.reaper()) {
            return NOTHING_TO_WATCH;
        }
        return resting.stream()
                .mapToLong(session -> session.nanosLeft(settings, now))
                .min()
                .orElse(NOTHING_TO_WATCH);
    }

    private List<PooledSession> takeExpired(long now) {
        List<PooledSession> expired = new ArrayList<>();
        resting.removeIf(
                session -> {
                    boolean gone = session.nanosLeft(settings, now) <= 0;
                    if (gone) {
                        expired.add(startClosing(session));
                    }
                    return gone;
                });
        return expired;
    }

    private void run(Runnable change) {
        lock.lock();
        try {
            change.run();
        } finally {
            lock.unlock();
        }
    }

    private <T> T locked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }
}
