package dev.howdah.postgres.credential.rds;

import dev.howdah.postgres.credential.CredentialRequest;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.rds.RdsUtilities;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Makes tokens with the AWS SDK. */
final class SdkTokens implements TokenMaker {
    private final RdsUtilities utilities;

    /**
     * The sources of credentials, by profile; they know by themselves when to look again. They are
     * never closed: without background refresh, which is off by default, they hold no thread, and
     * connections only while they ask.
     */
    private final Map<Optional<String>, AwsCredentialsProvider> credentials =
            new ConcurrentHashMap<>();

    SdkTokens() {
        this(RdsUtilities.builder().build());
    }

    SdkTokens(RdsUtilities utilities) {
        this.utilities = utilities;
    }

    @Override
    public String token(CredentialRequest request) {
        Optional<String> profile = request.parameter(RdsIam.PROFILE);
        AwsCredentials identity = credentials(profile);
        Region region =
                request.parameter(RdsIam.REGION).map(Region::of).orElseGet(() -> region(profile));
        return utilities.generateAuthenticationToken(
                token ->
                        token.hostname(request.host())
                                .port(request.port())
                                .username(request.user())
                                .region(region)
                                .credentialsProvider(StaticCredentialsProvider.create(identity)));
    }

    private AwsCredentials credentials(Optional<String> profile) {
        try {
            return credentials.computeIfAbsent(profile, SdkTokens::source).resolveCredentials();
        } catch (SdkException failure) {
            // Of the whole chain the SDK tells at such length that the mend would be lost in it.
            String message =
                    profile.map(name -> profileAdvice(name) + " (" + failure.getMessage() + ")")
                            .orElse(
                                    "there are no AWS credentials; set AWS_ACCESS_KEY_ID and"
                                            + " AWS_SECRET_ACCESS_KEY in the environment, or give"
                                            + " aws_profile=…, or log in with: aws sso login");
            throw HowdahException.of(ErrorKind.USER, message, failure);
        }
    }

    private static String profileAdvice(String name) {
        return "the profile \"%s\" of aws_profile gives no AWS credentials; mend it in ~/.aws, or"
                        .formatted(name)
                + " log in to it with: aws sso login --profile "
                + name;
    }

    /** A profile that is named counts alone: no variable may put another identity in its place. */
    private static AwsCredentialsProvider source(Optional<String> profile) {
        // By default the SDK reads the files once; people and programs renew them meanwhile.
        Supplier<ProfileFile> files = ProfileFile::defaultProfileFile;
        return profile.<AwsCredentialsProvider>map(
                        name ->
                                ProfileCredentialsProvider.builder()
                                        .profileFile(files)
                                        .profileName(name)
                                        .build())
                .orElseGet(() -> DefaultCredentialsProvider.builder().profileFile(files).build());
    }

    private static Region region(Optional<String> profile) {
        try {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            profile.ifPresent(chain::profileName);
            return chain.build().getRegion();
        } catch (SdkException failure) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "the AWS region is not known; give aws_region=…, or set AWS_REGION in the"
                            + " environment, or region in the profile",
                    failure);
        }
    }
}
