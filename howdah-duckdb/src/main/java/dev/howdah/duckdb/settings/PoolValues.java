package dev.howdah.duckdb.settings;

import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.connection.PoolSettings.AcquireMode;
import dev.howdah.postgres.error.HowdahException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Reads values about connections and times, as settings and as arguments of a function. */
public final class PoolValues {
    /** What {@code max_connections} of PostgreSQL itself may be at most. */
    private static final long MOST_CONNECTIONS = 262_143;

    private static final String MODES = "expected force, wait or try";

    private PoolValues() {}

    /**
     * How a borrower gets a connection.
     *
     * @param name whose value it is
     */
    public static AcquireMode acquireMode(String name, String value) {
        return Arrays.stream(AcquireMode.values())
                .filter(mode -> mode.name().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseThrow(() -> wrong(name, value, MODES));
    }

    /** As SET takes it. */
    public static String nameOf(AcquireMode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    /** A number of connections. */
    public static int connections(String name, long value) {
        if (value < 0 || value > MOST_CONNECTIONS) {
            throw wrong(name, value, "expected 0 to " + MOST_CONNECTIONS);
        }
        return (int) value;
    }

    /** A time in milliseconds. */
    public static Duration millis(String name, long value) {
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw wrong(name, value, "expected 0 to " + Integer.MAX_VALUE + " milliseconds");
        }
        return Duration.ofMillis(value);
    }

    /** A query for checking connections; an empty text is none. */
    public static Optional<String> healthCheck(String value) {
        return Optional.of(value).filter(query -> !query.isBlank());
    }

    /** Without a limit there is nothing to wait for and nothing to be out of. */
    public static void requireLimit(String name, AcquireMode mode, int maxConnections) {
        if (maxConnections == 0 && mode != AcquireMode.FORCE) {
            throw wrong(
                    name,
                    nameOf(mode),
                    "the pool is disabled (its maximum of connections is 0), so only force is"
                            + " possible; raise the maximum first");
        }
    }

    /** The pool's settings with a mode that its limit allows. */
    public static PoolSettings consistent(PoolSettings pool) {
        return pool.maxConnections() > 0 || pool.acquireMode() == AcquireMode.FORCE
                ? pool
                : pool.withMaxConnections(AcquireMode.FORCE, 0);
    }

    /** Another limit, and all else as it was. */
    public static PoolSettings withLimit(PoolSettings pool, int maxConnections) {
        return consistent(pool.withMaxConnections(pool.acquireMode(), maxConnections));
    }

    private static HowdahException wrong(String name, Object value, String why) {
        return HowdahException.user("Invalid value \"" + value + "\" for " + name + ": " + why);
    }
}
