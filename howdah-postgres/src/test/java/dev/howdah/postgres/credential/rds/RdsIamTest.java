package dev.howdah.postgres.credential.rds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.credential.CredentialProvider;
import dev.howdah.postgres.credential.CredentialRequest;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.rds.ClockedRdsUtilities;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;

final class RdsIamTest {
    private static final String HOST = "db.cluster-abc.eu-central-1.rds.amazonaws.com";
    private static final String KEY_ID = "AKIDEXAMPLE";
    private static final String KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

    @TempDir Path folder;

    private final AwsProperties properties = new AwsProperties();

    @AfterEach
    void restore() {
        properties.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"reader", "jane.doe", "a b+c/d@é&=%"})
    void signsATokenAsTheDescriptionSays(String user) throws GeneralSecurityException {
        properties.credentials(KEY_ID, KEY);
        String token = token(request(user, Map.of("aws_region", "eu-central-1")));

        SignatureVersion4 signed = SignatureVersion4.parse(token);
        assertThat(signed.host()).isEqualTo(HOST + ":5433");
        assertThat(token).contains("DBUser=" + SignatureVersion4.encode(user));
        assertThat(signed.query())
                .containsEntry("Action", "connect")
                .containsEntry("DBUser", user)
                .containsEntry("X-Amz-Algorithm", "AWS4-HMAC-SHA256")
                .containsEntry("X-Amz-Date", "20150830T123600Z")
                .containsEntry("X-Amz-Expires", "900")
                .containsEntry("X-Amz-SignedHeaders", "host")
                .containsEntry(
                        "X-Amz-Credential", KEY_ID + "/20150830/eu-central-1/rds-db/aws4_request")
                .containsEntry(
                        "X-Amz-Signature",
                        signed.signature(KEY, "20150830", "eu-central-1", "20150830T123600Z"));
        assertThat(token).doesNotContain(KEY).doesNotContain("https://");
    }

    @Test
    void takesCredentialsAndRegionFromAProfile() throws IOException, GeneralSecurityException {
        useFiles(
                "[work]\naws_access_key_id=WORKID\naws_secret_access_key=k1\naws_session_token=t/1\n");
        // Whoever names a profile means it, whatever the environment says.
        properties.credentials(KEY_ID, KEY);
        String token = token(request("u", Map.of("aws_profile", "work")));
        SignatureVersion4 signed = SignatureVersion4.parse(token);
        assertThat(signed.query())
                .containsEntry("X-Amz-Security-Token", "t/1")
                .containsEntry("X-Amz-Credential", "WORKID/20150830/us-west-2/rds-db/aws4_request")
                .containsEntry(
                        "X-Amz-Signature",
                        signed.signature("k1", "20150830", "us-west-2", "20150830T123600Z"));
    }

    @Test
    void takesTheProfileOfTheEnvironment() throws IOException {
        useFiles("[work]\naws_access_key_id=WORKID\naws_secret_access_key=k1\n");
        properties.set("aws.profile", "work");
        assertThat(scope(token(request("u", Map.of())))).isEqualTo("WORKID/20150830/us-west-2");
    }

    @Test
    void prefersTheRegionGivenToTheEnvironmentToTheProfile() throws IOException {
        useFiles("[work]\naws_access_key_id=WORKID\naws_secret_access_key=k1\n");
        Map<String, String> profile = Map.of("aws_profile", "work");
        assertThat(scope(token(request("u", profile)))).endsWith("us-west-2");
        properties.set("aws.region", "eu-north-1");
        assertThat(scope(token(request("u", profile)))).endsWith("eu-north-1");
        assertThat(
                        scope(
                                token(
                                        request(
                                                "u",
                                                Map.of(
                                                        "aws_profile",
                                                        "work",
                                                        "aws_region",
                                                        "sa-east-1")))))
                .endsWith("sa-east-1");
    }

    @Test
    void noticesThatTheProfileWasRenewed() throws IOException {
        Path file = useFiles("[work]\naws_access_key_id=OLD\naws_secret_access_key=k1\n");
        RdsIam provider = provider();
        CredentialRequest request = request("u", Map.of("aws_profile", "work"));
        assertThat(scope(token(provider, request))).startsWith("OLD/");
        Files.writeString(file, "[work]\naws_access_key_id=NEW\naws_secret_access_key=k2\n");
        assertThat(scope(token(provider, request))).startsWith("NEW/");
    }

    @Test
    void saysThatThereAreNoCredentials() {
        assumeThat(System.getenv())
                .as("this machine has no AWS credentials of its own")
                .doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE")
                .doesNotContainKeys(
                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI");
        assertFails(
                request("u", Map.of("aws_region", "eu-central-1")),
                "no AWS credentials",
                "AWS_ACCESS_KEY_ID",
                "aws_profile");
        assertFails(
                request("u", Map.of("aws_region", "eu-central-1", "aws_profile", "absent")),
                "the profile \"absent\"",
                "aws sso login --profile absent");
    }

    @Test
    void tellsOfTheWholeChainInTheCauseOnly() {
        assumeThat(System.getenv())
                .as("this machine has no AWS credentials of its own")
                .doesNotContainKeys("AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE")
                .doesNotContainKeys(
                        "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
                        "AWS_CONTAINER_CREDENTIALS_FULL_URI");
        assertThatThrownBy(
                        () -> provider().find(request("u", Map.of("aws_region", "eu-central-1"))))
                .hasMessageNotContaining("CredentialsProvider")
                .cause()
                .hasMessageContaining("CredentialsProvider");
    }

    @Test
    void saysThatThereIsNoRegion() {
        assumeThat(System.getenv())
                .as("this machine has no AWS region of its own")
                .doesNotContainKey("AWS_REGION");
        properties.credentials(KEY_ID, KEY);
        assertFails(request("u", Map.of()), "region is not known", "aws_region=…", "AWS_REGION");
    }

    @Test
    void saysThatASocketHasNoToken() {
        assertFails(
                new CredentialRequest("/tmp", 5432, "d", "u", Map.of()), "no Unix sockets", "host");
    }

    @Test
    void saysThatTheSdkIsMissing() {
        CredentialProvider provider = new HidingLoader().rdsIam();
        assertThat(provider.parameters()).contains("aws_region");
        assertThatThrownBy(() -> provider.find(request("u", Map.of("aws_region", "x"))))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.USER))
                .hasMessageContaining("software.amazon.awssdk:rds");
    }

    private void assertFails(CredentialRequest request, String... parts) {
        assertThatThrownBy(() -> provider().find(request))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.USER))
                .hasMessageContainingAll(parts)
                .hasMessageNotContaining(KEY);
    }

    private Path useFiles(String credentials) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), credentials);
        Path config =
                Files.writeString(folder.resolve("config"), "[profile work]\nregion=us-west-2\n");
        properties.set("aws.sharedCredentialsFile", file.toString());
        properties.set("aws.configFile", config.toString());
        return file;
    }

    private static RdsIam provider() {
        return new RdsIam(
                () -> new SdkTokens(ClockedRdsUtilities.of(Clock.fixed(NOW, ZoneOffset.UTC))));
    }

    private static CredentialRequest request(String user, Map<String, String> parameters) {
        return new CredentialRequest(HOST, 5433, "d", user, parameters);
    }

    private static String token(CredentialRequest request) {
        return token(provider(), request);
    }

    private static String token(RdsIam provider, CredentialRequest request) {
        return provider.find(request).map(Credential::password).orElseThrow();
    }

    private static String scope(String token) {
        String credential = SignatureVersion4.parse(token).query().get("X-Amz-Credential");
        return credential.substring(0, credential.indexOf("/rds-db"));
    }
}
