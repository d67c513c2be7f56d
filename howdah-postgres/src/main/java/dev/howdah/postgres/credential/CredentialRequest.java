package dev.howdah.postgres.credential;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which connection is about to be made.
 *
 * @param host a name, an address, or the folder of a Unix socket, as the user gave it
 * @param port the server's port
 * @param database the database to connect to
 * @param user the role to log in as
 * @param parameters the provider's own keys that were given, in lower case
 */
public record CredentialRequest(
        String host, int port, String database, String user, Map<String, String> parameters) {
    public CredentialRequest {
        Objects.requireNonNull(host);
        Objects.requireNonNull(database);
        Objects.requireNonNull(user);
        parameters = Map.copyOf(parameters);
    }

    /** A key of the provider's own, if it was given. */
    public Optional<String> parameter(String key) {
        return Optional.ofNullable(parameters.get(key));
    }

    /** Whether {@link #host} is a name or an address, and no socket on this machine. */
    public boolean isOverNetwork() {
        return !host.startsWith("/") && !host.startsWith("@");
    }

    /** {@code user@host:port/database}. */
    public String place() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return "%s@%s:%d/%s".formatted(user, name, port, database);
    }

    /** Without the values of the parameters, which may be secret. */
    @Override
    public String toString() {
        return "CredentialRequest[%s, parameters=%s]".formatted(place(), parameters.keySet());
    }
}
