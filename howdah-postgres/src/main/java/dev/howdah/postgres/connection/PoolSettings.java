package dev.howdah.postgres.connection;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How a pool lends connections. Immutable.
 *
 * @param acquireMode what happens when all connections are lent
 * @param maxConnections the most at a time; 0: no limit, and none is kept
 * @param waitTimeout how long {@link AcquireMode#WAIT} waits; zero: for ever
 * @param idleTimeout how long an unused connection is kept; zero: for ever
 * @param maxLifetime the age at which a connection is not lent again; zero: any
 * @param keepsIdle whether unused connections are kept at all
 * @param reaper whether unused connections are closed in the background; else only when met
 * @param healthCheckQuery what is asked before a connection is lent that rested for a while; none:
 *     only its own state counts
 * @param connectPatience how long connecting is tried again while a server refuses, starts up or is
 *     full; zero: never
 */
public record PoolSettings(
        AcquireMode acquireMode,
        int maxConnections,
        Duration waitTimeout,
        Duration idleTimeout,
        Duration maxLifetime,
        boolean keepsIdle,
        boolean reaper,
        Optional<String> healthCheckQuery,
        Duration connectPatience) {
    private static final int LEAST_CONNECTIONS = 4;
    private static final int MOST_CONNECTIONS = 32;

    /** What a borrower gets when all connections are lent. */
    public enum AcquireMode {
        /** One more connection, over the limit; it is closed when it comes back. */
        FORCE,
        /** The next one that comes back. */
        WAIT,
        /** An error at once. */
        TRY
    }

    public PoolSettings {
        Objects.requireNonNull(acquireMode);
        Objects.requireNonNull(waitTimeout);
        Objects.requireNonNull(idleTimeout);
        Objects.requireNonNull(maxLifetime);
        Objects.requireNonNull(healthCheckQuery);
        Objects.requireNonNull(connectPatience);
        if (maxConnections < 0) {
            throw new IllegalArgumentException("a pool of " + maxConnections + " connections");
        }
    }

    /** Waits up to 30 s for one of {@code maxConnections}, which rest for 60 s at most. */
    public static PoolSettings of(int maxConnections) {
        return new PoolSettings(
                AcquireMode.WAIT,
                maxConnections,
                Duration.ofSeconds(30),
                Duration.ofSeconds(60),
                Duration.ZERO,
                true,
                true,
                Optional.of("SELECT 1"),
                Duration.ofSeconds(2));
    }

    /** Another limit and what happens at it; all else as it is. */
    public PoolSettings withMaxConnections(AcquireMode mode, int connections) {
        return new PoolSettings(
                mode,
                connections,
                waitTimeout,
                idleTimeout,
                maxLifetime,
                keepsIdle,
                reaper,
                healthCheckQuery,
                connectPatience);
    }

    /** One and a half connections per processor, between 4 and 32. */
    public static int defaultMaxConnections() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(LEAST_CONNECTIONS, Math.min(MOST_CONNECTIONS, processors * 3 / 2));
    }
}
