package dev.howdah.postgres.credential.rds;

import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.credential.CredentialProvider;
import dev.howdah.postgres.credential.CredentialRequest;

import software.amazon.awssdk.services.rds.ClockedRdsUtilities;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** The provider of RDS tokens, but the test says what time it is. */
public final class ClockedRdsIam implements CredentialProvider {
    private static volatile Instant now = Instant.EPOCH;

    private final RdsIam provider =
            new RdsIam(() -> new SdkTokens(ClockedRdsUtilities.of(new MovedClock())));

    public static void setNow(Instant instant) {
        now = instant;
    }

    @Override
    public String name() {
        return "rds_iam_clocked";
    }

    @Override
    public boolean requiresTls() {
        return provider.requiresTls();
    }

    @Override
    public Set<String> requiredKeys() {
        return provider.requiredKeys();
    }

    @Override
    public Optional<Credential> find(CredentialRequest request) {
        return provider.find(request);
    }

    private static final class MovedClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
