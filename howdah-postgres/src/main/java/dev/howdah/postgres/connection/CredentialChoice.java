package dev.howdah.postgres.connection;

import dev.howdah.postgres.credential.CredentialProvider;
import dev.howdah.postgres.credential.CredentialProviders;
import dev.howdah.postgres.error.HowdahException;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The credential provider that a connection string and a secret name together, if they do.
 *
 * @param provider the provider; without one, passwords come from where libpq has them from
 * @param parameters the provider's own keys that were given
 */
record CredentialChoice(Optional<CredentialProvider> provider, Map<String, String> parameters) {
    private static final Set<String> TRUE = Set.of("true", "t", "yes", "y", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "f", "no", "n", "off", "0");

    CredentialChoice {
        parameters = Map.copyOf(parameters);
    }

    /** Reads both, the connection string first, and refuses keys that nobody knows. */
    static CredentialChoice of(Map<String, String> string, Map<String, String> secret) {
        Map<String, String> given = new HashMap<>(secret);
        given.putAll(string);
        Optional<CredentialProvider> chosen = name(given).map(CredentialProviders::require);
        requireKnown(string, chosen.stream());
        // The string may choose another provider than the secret, whose keys then lie idle.
        Optional<CredentialProvider> ofSecret = name(secret).map(CredentialProviders::require);
        requireKnown(secret, Stream.concat(chosen.stream(), ofSecret.stream()));
        if (chosen.isEmpty()) {
            return new CredentialChoice(chosen, Map.of());
        }
        requireNoPassword(chosen.get(), given);
        Map<String, String> parameters = new HashMap<>();
        for (String key : chosen.get().parameters()) {
            find(given, key).ifPresent(value -> parameters.put(key, value));
        }
        return new CredentialChoice(chosen, parameters);
    }

    private static void requireKnown(Map<String, String> given, Stream<CredentialProvider> chosen) {
        Set<String> keys =
                chosen.flatMap(each -> each.parameters().stream()).collect(Collectors.toSet());
        for (String key : given.keySet()) {
            if (!KnownKeys.isCommon(key) && !keys.contains(key)) {
                throw KnownKeys.refusal(key);
            }
        }
    }

    /** Whether the password may travel over TLS only. */
    boolean requiresTls() {
        return provider.filter(CredentialProvider::requiresTls).isPresent();
    }

    private static Optional<String> name(Map<String, String> given) {
        Optional<String> named =
                find(given, KnownKeys.CREDENTIAL_PROVIDER)
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .filter(name -> !name.equals(ConnectionKeys.CONFIG));
        Optional<Boolean> rds =
                find(given, KnownKeys.USE_RDS_IAM_AUTH).map(CredentialChoice::truth);
        if (rds.isEmpty() || named.isEmpty()) {
            return rds.filter(yes -> yes).isPresent() ? Optional.of(KnownKeys.RDS_IAM) : named;
        }
        if (rds.get() != named.get().equals(KnownKeys.RDS_IAM)) {
            throw HowdahException.user(
                    "use_rds_iam_auth=%s contradicts the credential provider \"%s\"; leave one out"
                            .formatted(rds.get(), named.get()));
        }
        return named;
    }

    private static boolean truth(String given) {
        String lower = given.toLowerCase(Locale.ROOT);
        if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
            throw HowdahException.user(
                    "The key use_rds_iam_auth has an invalid value \"%s\"; give true or false"
                            .formatted(given));
        }
        return TRUE.contains(lower);
    }

    private static void requireNoPassword(CredentialProvider chosen, Map<String, String> given) {
        if (find(given, ConnectionParameter.PASSWORD.key()).isPresent()) {
            throw HowdahException.user(
                    "A password is given and the credential provider \"%s\" is to make one; leave out"
                                    .formatted(chosen.name())
                            + " password, or credential_provider and use_rds_iam_auth");
        }
    }

    @Override
    public String toString() {
        return "CredentialChoice[provider=%s, parameters=%s]"
                .formatted(provider.map(CredentialProvider::name), parameters.keySet());
    }

    private static Optional<String> find(Map<String, String> given, String key) {
        return Optional.ofNullable(given.get(key)).filter(value -> !value.isEmpty());
    }
}
