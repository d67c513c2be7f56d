package dev.howdah.postgres.credential;

import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;
import java.util.Set;

/**
 * Gives the password for a connection that is about to be made. It is asked once for each new
 * connection to each host, so that a token may live shorter than the pool.
 *
 * <p>Implementations are found by {@link java.util.ServiceLoader} and chosen by {@link #name()}: in
 * {@code CREATE SECRET (TYPE postgres, PROVIDER name, …)} or by {@code credential_provider=name} in
 * a connection string. They must be thread-safe. An instance is made for each database that is
 * attached with it, and kept as long as that is.
 */
public interface CredentialProvider {
    /** The name that chooses it: lower case, not {@code config}. */
    String name();

    /** The keys of its own, in lower case, that a secret or a connection string may give. */
    default Set<String> parameters() {
        return Set.of();
    }

    /** Those of {@link #parameters()} that must never be shown. */
    default Set<String> secretParameters() {
        return Set.of();
    }

    /** Whether what it gives may travel over TLS only, unless the user chooses another sslmode. */
    default boolean requiresTls() {
        return false;
    }

    /**
     * The connection's keys, {@code host} or {@code user}, that must be given for it, where a
     * default would only lead to a password for the wrong place.
     */
    default Set<String> requiredKeys() {
        return Set.of();
    }

    /** What to check if the server refuses the password, as words behind "check". */
    default String advice() {
        return "what the credential provider \"%s\" gives, and the role's right to log in"
                .formatted(name());
    }

    /**
     * The password for one connection.
     *
     * @return empty if it knows none for this place
     * @throws HowdahException if there should be one and it can't be had; the message says what is
     *     missing and how to give it, and holds no secret. Of any other exception only the class is
     *     told
     */
    Optional<Credential> find(CredentialRequest request);
}
