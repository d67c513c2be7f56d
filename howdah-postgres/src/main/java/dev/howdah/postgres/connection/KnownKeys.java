package dev.howdah.postgres.connection;

import dev.howdah.postgres.credential.CredentialProvider;
import dev.howdah.postgres.credential.CredentialProviders;
import dev.howdah.postgres.error.HowdahException;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Tells keys that mean something from those that don't, and says what was meant. */
final class KnownKeys {
    /** Names the provider of the password. */
    static final String CREDENTIAL_PROVIDER = "credential_provider";

    /** The same as naming the provider {@link #RDS_IAM}. */
    static final String USE_RDS_IAM_AUTH = "use_rds_iam_auth";

    /** The provider of Howdah's that has a key to itself. */
    static final String RDS_IAM = "rds_iam";

    /** What sslmode was before PostgreSQL 8; libpq still takes it: 1 for require, else prefer. */
    static final String REQUIRESSL = "requiressl";

    /** Keys that are no parameters themselves but choose the value of others. */
    static final Set<String> OWN = Set.of(CREDENTIAL_PROVIDER, USE_RDS_IAM_AUTH, REQUIRESSL);

    /** DuckDB's extension has it, for a secret of another of its extensions. */
    private static final String AWS_RDS_SECRET = "aws_rds_secret";

    private KnownKeys() {}

    /** Whether every connection may give the key, whoever gives its password. */
    static boolean isCommon(String key) {
        return OWN.contains(key) || ConnectionParameter.find(key).isPresent();
    }

    /** Refuses a key that neither every connection may give nor one with some provider. */
    static void requireKnown(String key) {
        if (!isCommon(key) && CredentialProviders.ownerOf(key).isEmpty()) {
            throw refusal(key);
        }
    }

    /** The parameter of a key that libpq must know as well. */
    static ConnectionParameter requireLibpq(String key) {
        return ConnectionParameter.find(key).orElseThrow(() -> unknown(key, libpq().toList()));
    }

    /** Why a key is refused. */
    static HowdahException refusal(String key) {
        if (key.equalsIgnoreCase(AWS_RDS_SECRET)) {
            return HowdahException.unsupported(
                    "The key aws_rds_secret is not supported: no secret of type rds is needed here;"
                            + " give use_rds_iam_auth=true, and aws_region or aws_profile if the"
                            + " environment doesn't say them");
        }
        Optional<CredentialProvider> owner = CredentialProviders.ownerOf(key);
        if (owner.isPresent()) {
            return HowdahException.user(
                    "The key %s belongs to the credential provider \"%s\", which is not chosen here;"
                                    .formatted(key, owner.get().name())
                            + " give %s=%s as well, or leave %s out"
                                    .formatted(CREDENTIAL_PROVIDER, owner.get().name(), key));
        }
        Stream<String> providers =
                CredentialProviders.all().stream().flatMap(each -> each.parameters().stream());
        return unknown(
                key, Stream.of(libpq(), OWN.stream(), providers).flatMap(all -> all).toList());
    }

    private static Stream<String> libpq() {
        return Arrays.stream(ConnectionParameter.values()).map(ConnectionParameter::key);
    }

    private static HowdahException unknown(String key, List<String> known) {
        String lower = key.toLowerCase(Locale.ROOT);
        String nearest =
                known.stream()
                        .min(Comparator.comparingInt(each -> editDistance(lower, each)))
                        .orElseThrow();
        return HowdahException.user(
                "There is no connection parameter \"%s\"; did you mean \"%s\"?"
                        .formatted(key, nearest));
    }

    private static int editDistance(String left, String right) {
        int[] previous = new int[right.length() + 1];
        Arrays.setAll(previous, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int[] current = new int[right.length() + 1];
            current[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int step = Math.min(previous[j], current[j - 1]) + 1;
                current[j] = Math.min(step, previous[j - 1] + change);
            }
            previous = current;
        }
        return previous[right.length()];
    }
}
