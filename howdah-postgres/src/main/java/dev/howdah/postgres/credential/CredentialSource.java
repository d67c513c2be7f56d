package dev.howdah.postgres.credential;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Who gives the passwords of a database's connections: one provider by name, or some in turn. */
public final class CredentialSource {
    /** The connection could not be made, and no server is to blame. */
    private static final String CANNOT_CONNECT = "08001";

    private final List<CredentialProvider> providers;
    private final Map<String, String> parameters;

    private CredentialSource(List<CredentialProvider> providers, Map<String, String> parameters) {
        this.providers = List.copyOf(providers);
        this.parameters = Map.copyOf(parameters);
    }

    /** The first of these that knows a password. */
    public static CredentialSource firstOf(List<CredentialProvider> providers) {
        return new CredentialSource(providers, Map.of());
    }

    /** This provider alone, with those of its own keys that were given. */
    public static CredentialSource of(CredentialProvider provider, Map<String, String> parameters) {
        return new CredentialSource(List.of(provider), parameters);
    }

    /**
     * The password for one new connection.
     *
     * @throws HowdahException of kind CONNECTION if a provider failed, or as the provider says if
     *     the user has to mend something
     */
    public Optional<Credential> find(String host, int port, String database, String user) {
        CredentialRequest request = new CredentialRequest(host, port, database, user, parameters);
        for (CredentialProvider provider : providers) {
            Optional<Credential> credential = find(provider, request);
            if (credential.isPresent()) {
                return credential;
            }
        }
        return Optional.empty();
    }

    /** What to check if there was no password or a wrong one, as words behind "check". */
    public String advice() {
        return providers.stream()
                .map(CredentialProvider::advice)
                .collect(Collectors.joining(", and "));
    }

    private static Optional<Credential> find(
            CredentialProvider provider, CredentialRequest request) {
        try {
            return provider.find(request);
        } catch (HowdahException failure) {
            ErrorKind kind =
                    switch (failure.kind()) {
                        case USER, UNSUPPORTED, CANCELLED -> failure.kind();
                        default -> ErrorKind.CONNECTION;
                    };
            // An SQLSTATE of the provider's would be taken for the server's answer.
            String state = kind == ErrorKind.CONNECTION ? CANNOT_CONNECT : kind.defaultSqlState();
            throw HowdahException.of(
                    kind, state, text(provider, request, failure.getMessage()), failure);
        } catch (RuntimeException | LinkageError failure) {
            // Its message is not ours to vouch for: it may hold a secret.
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    CANNOT_CONNECT,
                    text(provider, request, "it failed with " + failure.getClass().getName()),
                    failure);
        }
    }

    private static String text(
            CredentialProvider provider, CredentialRequest request, String reason) {
        return "The credential provider \"%s\" has no password for %s: %s"
                .formatted(provider.name(), request.place(), reason);
    }

    /** Names the providers only. */
    @Override
    public String toString() {
        return "CredentialSource" + providers.stream().map(CredentialProvider::name).toList();
    }
}
