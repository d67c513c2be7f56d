package dev.howdah.postgres.credential.rds;

import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.credential.CredentialProvider;
import dev.howdah.postgres.credential.CredentialRequest;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The provider {@code rds_iam}: a new token for each connection, signed with AWS credentials, which
 * RDS takes for a password within 15 minutes.
 *
 * <p>Itself it needs nothing of the AWS SDK, so that it can say that the SDK is missing.
 */
public final class RdsIam implements CredentialProvider {
    static final String REGION = "aws_region";
    static final String PROFILE = "aws_profile";

    private final Supplier<TokenMaker> sdk;
    private volatile @Nullable TokenMaker tokens;

    /** Uses the AWS SDK of the class path, when it is asked for a token. */
    public RdsIam() {
        this(() -> new SdkTokens());
    }

    RdsIam(Supplier<TokenMaker> sdk) {
        this.sdk = sdk;
    }

    @Override
    public String name() {
        return "rds_iam";
    }

    @Override
    public Set<String> parameters() {
        return Set.of(REGION, PROFILE);
    }

    @Override
    public Set<String> requiredKeys() {
        return Set.of("host", "user");
    }

    @Override
    public boolean requiresTls() {
        return true;
    }

    @Override
    public String advice() {
        return "that the role was granted rds_iam, that the AWS identity may do rds-db:connect as"
                + " this role, that host is the endpoint's own name, and aws_region";
    }

    @Override
    public Optional<Credential> find(CredentialRequest request) {
        if (!request.isOverNetwork()) {
            throw HowdahException.user(
                    "RDS has no Unix sockets; give the name of the endpoint as host");
        }
        try {
            return Optional.of(Credential.password(tokens().token(request)));
        } catch (NoClassDefFoundError missing) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "the AWS SDK for Java 2 is not on the class path (%s); add the artifact"
                                    .formatted(missing.getMessage())
                            + " software.amazon.awssdk:rds, and url-connection-client, sso, ssooidc"
                            + " and sts of the same group for profiles that log in over the network",
                    missing);
        }
    }

    private TokenMaker tokens() {
        TokenMaker known = tokens;
        if (known == null) {
            synchronized (this) {
                known = tokens;
                if (known == null) {
                    known = sdk.get();
                    tokens = known;
                }
            }
        }
        return known;
    }
}
