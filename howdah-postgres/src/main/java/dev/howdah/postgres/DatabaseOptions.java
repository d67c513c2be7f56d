package dev.howdah.postgres;

import dev.howdah.postgres.connection.SessionTransaction.Isolation;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a database is opened.
 *
 * @param label what the user calls it; errors name it
 * @param readOnly whether everything runs in read-only transactions
 * @param isolation the level of transactions of several statements
 * @param schemas the only schemas to show, or none for all but the system's own
 * @param connectionLimit the most connections at a time
 */
public record DatabaseOptions(
        String label,
        boolean readOnly,
        Isolation isolation,
        Optional<List<String>> schemas,
        int connectionLimit) {
    private static final int LEAST_CONNECTIONS = 4;
    private static final int MOST_CONNECTIONS = 32;

    public DatabaseOptions {
        Objects.requireNonNull(label);
        Objects.requireNonNull(isolation);
        schemas = schemas.map(List::copyOf);
        if (connectionLimit < 1) {
            throw new IllegalArgumentException(
                    "a database with " + connectionLimit + " connections");
        }
    }

    /** Reads and writes everything at REPEATABLE READ. */
    public static DatabaseOptions of(String label) {
        return new DatabaseOptions(
                label,
                false,
                Isolation.REPEATABLE_READ,
                Optional.empty(),
                defaultConnectionLimit());
    }

    /** One and a half connections per processor, between 4 and 32. */
    public static int defaultConnectionLimit() {
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.max(LEAST_CONNECTIONS, Math.min(MOST_CONNECTIONS, processors * 3 / 2));
    }
}
