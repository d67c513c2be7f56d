package dev.howdah.postgres;

import dev.howdah.postgres.connection.PoolSettings;
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
 * @param pool how its connections are lent
 */
public record DatabaseOptions(
        String label,
        boolean readOnly,
        Isolation isolation,
        Optional<List<String>> schemas,
        PoolSettings pool) {
    public DatabaseOptions {
        Objects.requireNonNull(label);
        Objects.requireNonNull(isolation);
        Objects.requireNonNull(pool);
        schemas = schemas.map(List::copyOf);
    }

    /** Reads and writes everything at REPEATABLE READ. */
    public static DatabaseOptions of(String label) {
        return new DatabaseOptions(
                label,
                false,
                Isolation.REPEATABLE_READ,
                Optional.empty(),
                PoolSettings.of(PoolSettings.defaultMaxConnections()));
    }
}
