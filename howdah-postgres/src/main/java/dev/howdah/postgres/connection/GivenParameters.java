package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.Map;
import java.util.Optional;

/** What stands in a connection string itself, before anything completes it. */
public final class GivenParameters {
    private GivenParameters() {}

    /** The values by key; empty if the string can't be read. Never fails. */
    public static Optional<Map<String, String>> tryRead(String connectionString) {
        try {
            return Optional.of(Map.copyOf(ConnectionString.parse(connectionString)));
        } catch (HowdahException unreadable) {
            return Optional.empty();
        }
    }
}
