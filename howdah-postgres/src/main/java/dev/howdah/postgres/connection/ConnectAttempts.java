package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.ServerError;

import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One borrower's attempts to connect while a server refuses, starts up or is full: how long to wait
 * before the next, and when it has been enough. Any other failure is final at once.
 */
final class ConnectAttempts {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.connection");

    private static final Set<String> SERVER_IS_FULL =
            Set.of(ServerError.TOO_MANY_CONNECTIONS, "53400");
    private static final String CANNOT_CONNECT_NOW = "57P03";

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final long LONGEST_PAUSE_MILLIS = 400;

    private final String place;
    private final long patienceNanos;
    private int failed;
    private long began;

    /**
     * @param patience how long it goes on after the first failure; zero: not at all
     */
    ConnectAttempts(ConnectionSettings settings, Duration patience) {
        place = settings.describe();
        Duration limit = Duration.ofSeconds(settings.connectTimeoutSeconds());
        boolean limited = !limit.isZero() && limit.compareTo(patience) < 0;
        patienceNanos = (limited ? limit : patience).toNanos();
    }

    /** Whether the server, or one of several, may let somebody in a moment later. */
    static boolean mayPass(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException || isFull(cause) || isStarting(cause)) {
                return true;
            }
            for (Throwable other : cause.getSuppressed()) {
                if (mayPass(other)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether the server, the role or the database takes no more connections. */
    static boolean isFull(Throwable failure) {
        return failure instanceof HowdahException refused
                && SERVER_IS_FULL.contains(refused.sqlState());
    }

    static boolean isStarting(Throwable failure) {
        return failure instanceof HowdahException refused
                && refused.sqlState().equals(CANNOT_CONNECT_NOW);
    }

    /**
     * Takes note of a failure.
     *
     * @param goesOn whether there is another reason than patience to go on
     * @return how many nanoseconds to wait before the next attempt
     * @throws HowdahException the failure, if it is final
     */
    long pauseAfter(HowdahException failure, boolean goesOn) {
        long now = System.nanoTime();
        if (failed++ == 0) {
            began = now;
        }
        if (!mayPass(failure)) {
            throw failure;
        }
        long pause = pauseMillis() * 1_000_000L;
        if (!goesOn && now + pause - began > patienceNanos) {
            throw last(failure);
        }
        LOG.log(
                Level.DEBUG,
                "Connecting to {0} again in {1} ms, attempt {2} failed: {3}",
                place,
                pause / 1_000_000,
                failed,
                failure.getMessage());
        return pause;
    }

    /** The failure that the borrower sees. */
    HowdahException last(HowdahException failure) {
        return failed < 2
                ? failure
                : failure.in(
                        "Gave up after %d attempts in %d ms"
                                .formatted(failed, (System.nanoTime() - began) / 1_000_000));
    }

    /** Twice as long each time, up to a limit; at random, so that many clients don't march. */
    private long pauseMillis() {
        long most = Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(failed - 1, 10));
        return most / 2 + ThreadLocalRandom.current().nextLong(most / 2 + 1);
    }
}
