package dev.howdah.postgres.connection;

import dev.howdah.postgres.credential.CredentialProviders;
import dev.howdah.postgres.error.HowdahException;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys that a connection string or a secret may give, and what is known about each. */
public final class ConnectionKeys {
    /** The provider of a secret that says all by itself. */
    public static final String CONFIG = "config";

    /** Other names that secrets of DuckDB's know. */
    private static final Map<String, String> ALIASES =
            Map.of("database", "dbname", "hostname", "host", "username", "user");

    private ConnectionKeys() {}

    /**
     * The key as connection strings spell it. Whether keys go together is {@link #check}'s
     * business.
     *
     * @param key in any case; also {@code database}, {@code hostname} and {@code username}
     * @param provider of the credentials, whose own keys count too; {@code config} for none
     * @throws HowdahException if there is no such key or no such provider
     */
    public static String canonical(String key, String provider) {
        String lower = key.toLowerCase(Locale.ROOT);
        String canonical = ALIASES.getOrDefault(lower, lower);
        if (!provider.equals(CONFIG)) {
            CredentialProviders.require(provider);
        }
        KnownKeys.requireKnown(canonical);
        return canonical;
    }

    /** Whether the value of a key, as {@link #canonical} gives it, must never be shown. */
    public static boolean isSecret(String key) {
        Optional<ConnectionParameter> libpq = ConnectionParameter.find(key);
        if (libpq.isPresent()) {
            return libpq.get().isSecret();
        }
        if (KnownKeys.OWN.contains(key)) {
            return false;
        }
        // The provider may have left the class path: then nobody knows, and nothing is shown.
        return CredentialProviders.all().stream()
                .filter(each -> each.parameters().contains(key))
                .map(each -> each.secretParameters().contains(key))
                .reduce(Boolean::logicalOr)
                .orElse(true);
    }

    /**
     * Finds out whether the values of a secret go together, as far as that can be said without a
     * connection string.
     *
     * @param provider of the credentials; {@code config} for none
     * @param values by key, as {@link #canonical} gives them
     * @throws HowdahException if not
     */
    public static void check(String provider, Map<String, String> values) {
        String other = values.getOrDefault(KnownKeys.CREDENTIAL_PROVIDER, "");
        if (!provider.equals(CONFIG) && !other.isEmpty() && !other.equalsIgnoreCase(provider)) {
            throw HowdahException.user(
                    "The secret names two credential providers, \"%s\" and \"%s\"; leave one out"
                            .formatted(provider, other));
        }
        CredentialChoice.of(Map.of(), withProvider(provider, values));
    }

    /**
     * The values of a secret with its provider among them, as a connection takes them.
     *
     * @param provider of the credentials; {@code config} for none
     */
    public static Map<String, String> withProvider(String provider, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        if (!provider.equals(CONFIG)) {
            all.put(KnownKeys.CREDENTIAL_PROVIDER, provider);
        }
        return all;
    }

    /**
     * The keys and values that a {@code postgresql://} URI gives.
     *
     * @throws HowdahException if it is none or names a key that nobody knows; it is not repeated
     */
    public static Map<String, String> ofUri(String uri) {
        if (!UriSyntax.matches(uri)) {
            throw HowdahException.user(
                    "The connection URI doesn't begin with postgresql://; write"
                            + " postgresql://user@host:port/database?key=value");
        }
        Map<String, String> values = UriSyntax.parse(uri);
        values.keySet().forEach(KnownKeys::requireKnown);
        return values;
    }
}
