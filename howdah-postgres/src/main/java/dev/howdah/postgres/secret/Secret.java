package dev.howdah.postgres.secret;

import dev.howdah.postgres.connection.ConnectionKeys;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Connection parameters under a name. Immutable; shows no value by itself.
 *
 * @param name in lower case; {@link #DEFAULT_NAME} if it was given none
 * @param provider {@code config}, or the name of a credential provider
 * @param scope which connection strings it is for; empty: those that name it
 * @param persistent whether it outlives the process
 * @param values by key as in a connection string, in lower case
 */
public record Secret(
        String name,
        String provider,
        List<String> scope,
        boolean persistent,
        Map<String, String> values) {
    /** The name of the secret that was given none; it is for all connection strings. */
    public static final String DEFAULT_NAME = "__default_postgres";

    /** The provider of a secret that says all by itself. */
    public static final String CONFIG = ConnectionKeys.CONFIG;

    public Secret {
        name = foldName(name);
        Objects.requireNonNull(provider);
        scope = List.copyOf(scope);
        values = Map.copyOf(values);
    }

    /**
     * A name as secrets are known by: case does not count.
     *
     * @throws HowdahException if it is empty
     */
    static String foldName(String name) {
        if (name.isEmpty()) {
            throw HowdahException.user(
                    "A secret's name can't be empty; leave it out for the default");
        }
        return name.toLowerCase(Locale.ROOT);
    }

    /** What it gives to a connection, its provider included. */
    public Map<String, String> parameters() {
        return ConnectionKeys.withProvider(provider, values);
    }

    /** Where it is kept. */
    public Storage storage() {
        return persistent ? Storage.FILE : Storage.MEMORY;
    }

    @Override
    public String toString() {
        return "Secret[%s, provider=%s, scope=%s, keys=%s]"
                .formatted(name, provider, scope, values.keySet());
    }
}
