package dev.howdah.duckdb.catalog;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.connection.Environment;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.Secret;
import dev.howdah.postgres.secret.SecretStore;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where an ATTACH or CONNECT leads: its connection string, completed by a secret. What the secret
 * said then holds as long as the database is attached.
 */
public final class AttachTarget {
    private final ConnectionSettings connection;
    private final Optional<Secret> secret;

    private AttachTarget(ConnectionSettings connection, Optional<Secret> secret) {
        this.connection = connection;
        this.secret = secret;
    }

    /**
     * Completes a connection string.
     *
     * @param named the secret to use; if none, the one whose scope fits best
     * @throws HowdahException if there is no such secret, or the two together are no connection
     */
    public static AttachTarget resolve(
            String connectionString, Optional<String> named, SecretStore secrets) {
        return resolve(connectionString, named, secrets, Environment.system());
    }

    /** As the other, in an environment. */
    public static AttachTarget resolve(
            String connectionString,
            Optional<String> named,
            SecretStore secrets,
            Environment environment) {
        Optional<Secret> secret =
                named.isPresent()
                        ? Optional.of(require(named.get(), secrets))
                        : secrets.select(connectionString);
        Map<String, String> values = secret.map(Secret::parameters).orElse(Map.of());
        try {
            return new AttachTarget(
                    ConnectionSettings.parse(connectionString, values, environment), secret);
        } catch (HowdahException failure) {
            throw told(failure, secret);
        }
    }

    private static Secret require(String name, SecretStore secrets) {
        return secrets.find(name).orElseThrow(() -> unknown(name, secrets));
    }

    private static HowdahException unknown(String name, SecretStore secrets) {
        List<String> known =
                secrets.all().stream()
                        .map(secret -> "\"" + secret.name() + "\"")
                        .distinct()
                        .toList();
        return HowdahException.of(
                ErrorKind.USER,
                "42704",
                "Secret with name \"%s\" not found; %s"
                        .formatted(
                                name,
                                known.isEmpty()
                                        ? "there is none, CREATE SECRET makes one"
                                        : "there are " + String.join(", ", known)));
    }

    public ConnectionSettings connection() {
        return connection;
    }

    /**
     * Connects.
     *
     * @throws HowdahException which names the secret if there is one
     */
    public PostgresDatabase open(DatabaseOptions options) {
        try {
            return PostgresDatabase.open(connection, options);
        } catch (HowdahException failure) {
            throw told(failure, secret);
        }
    }

    private static HowdahException told(HowdahException failure, Optional<Secret> secret) {
        return secret.map(used -> failure.in("With the secret \"" + used.name() + "\""))
                .orElse(failure);
    }

    @Override
    public String toString() {
        return "AttachTarget[%s, secret=%s]"
                .formatted(connection, secret.map(Secret::name).orElse("none"));
    }
}
