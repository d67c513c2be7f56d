package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.credential.CountingProvider;
import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Which keys a connection string and a secret may give, and who then gives the password. */
final class CredentialKeysTest {
    private static final String RDS = "host=h user=u use_rds_iam_auth=true ";

    @TempDir Path home;

    @BeforeEach
    void answerWithTheKeys() {
        CountingProvider.answer(
                request ->
                        Optional.of(
                                Credential.password(
                                        request.parameter("counting_realm").orElse("none"))));
    }

    @ParameterizedTest
    @CsvSource({
        "'host=h credential_provider=counting counting_realm=r', r",
        "'postgresql://h/?credential_provider=counting&counting_realm=r', r",
        "'host=h credential_provider=COUNTING', none",
        "'counting_realm=r credential_provider=counting host=h', r",
        "'host=h credential_provider=config password=p', p",
        "'host=h use_rds_iam_auth=false password=p', p",
        "'host=h credential_provider='''' password=p', p",
    })
    void asksTheProviderThatTheStringNames(String text, String password) {
        assertThat(password(text, Map.of())).contains(password);
    }

    @Test
    void asksTheProviderThatTheSecretNames() {
        Map<String, String> secret =
                Map.of("host", "h", "credential_provider", "counting", "counting_realm", "s");
        assertThat(password("", secret)).contains("s");
        assertThat(password("counting_realm=c", secret)).contains("c");
        assertThat(password("credential_provider=config password=p", secret)).contains("p");
        Map<String, String> other =
                Map.of("host", "h", "user", "u", "use_rds_iam_auth", "true", "aws_region", "x");
        assertThat(password("use_rds_iam_auth=false password=p", other)).contains("p");
        assertThat(
                        password(
                                "use_rds_iam_auth=false credential_provider=counting"
                                        + " counting_realm=c",
                                other))
                .contains("c");
    }

    @Test
    void prefersThePasswordOfTheStringToTheSecretToTheServiceToTheEnvironment() throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), "[s]\npassword=service\n[t]\n");
        Map<String, String> secret = Map.of("password", "secret");
        Map<String, String> variables = Map.of("PGPASSWORD", "env");
        assertThat(password("password=string service=s", secret, variables)).contains("string");
        assertThat(password("service=s", secret, variables)).contains("secret");
        assertThat(password("service=s", Map.of(), variables)).contains("service");
        assertThat(password("service=t", Map.of(), variables)).contains("env");
        assertThat(password("password=''", secret, variables)).isEmpty();
    }

    @Test
    void looksNowhereElseIfAProviderIsNamed() {
        CountingProvider.answer(request -> Optional.empty());
        assertThat(
                        password(
                                "host=h credential_provider=counting",
                                Map.of(),
                                Map.of("PGPASSWORD", "env")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "password=s3cret credential_provider=counting  | A password is given",
                "password=s3cret host=h user=u use_rds_iam_auth=1 | \"rds_iam\" is to make one",
                "credential_provider=counting use_rds_iam_auth=true | contradicts",
                "credential_provider=rds_iam use_rds_iam_auth=off   | contradicts",
                "use_rds_iam_auth=perhaps                      | give true or false",
                "credential_provider=vault                     | known are counting, rds_iam",
                "aws_region=x                                  | credential_provider=rds_iam as well",
                "counting_key=s3cret                           | provider \"counting\"",
                "credential_provider=counting aws_profile=x    | provider \"rds_iam\"",
                "credential_provider=counting counting_kee=x   | did you mean \"counting_key\"",
                "credential_providr=x                          | did you mean \"credential_provider\"",
                "aws_regio=x                                   | did you mean \"aws_region\"",
                "aws_rds_secret=x                              | use_rds_iam_auth=true",
                "use_rds_iam_auth=true user=u                  | add host=…",
                "use_rds_iam_auth=true host=h                  | add user=…",
                "use_rds_iam_auth=true                         | add host=… user=…",
                "use_rds_iam_auth=true hostaddr=1.1.1.1 user=u | add host=…",
            })
    void refusesWhatDoesNotGoTogether(String text, String reason) {
        assertThatThrownBy(() -> parse(text, Map.of(), Map.of()))
                .isInstanceOf(HowdahException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> parse("", KeyValueSyntax.parse(text), Map.of()))
                .hasMessageContaining(reason)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void takesHostAndUserForTheProviderFromWhereverTheyAre() {
        Map<String, String> variables = Map.of("PGHOST", "h", "PGUSER", "u");
        assertThat(parse("use_rds_iam_auth=true", Map.of(), variables).describe())
                .isEqualTo("u@h:5432/u");
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', require",
        "'', prefer, require",
        "'', verify-full, verify-full",
        "sslmode=disable, verify-full, disable",
        "sslmode=prefer, '', prefer",
        "sslmode='', '', require",
        "sslmode=verify-full, disable, verify-full",
        "service=plain, '', allow",
        "sslnegotiation=direct, '', require",
        "sslrootcert=system, '', verify-full",
    })
    void requiresTlsUnlessTheUserSaysOtherwise(String more, String variable, String mode)
            throws IOException {
        Files.writeString(home.resolve(".pg_service.conf"), "[plain]\nsslmode=allow\n");
        Map<String, String> variables =
                variable.isEmpty() ? Map.of() : Map.of("PGSSLMODE", variable);
        assertThat(parse(RDS + more, Map.of(), variables).tls().mode().key()).isEqualTo(mode);
    }

    @Test
    void requiresTlsUnlessTheSecretSaysOtherwise() {
        Map<String, String> secret = Map.of("sslmode", "prefer");
        assertThat(parse(RDS, secret, Map.of()).tls().mode()).isEqualTo(SslMode.PREFER);
        assertThat(parse("host=h credential_provider=counting", Map.of(), Map.of()).tls().mode())
                .isEqualTo(SslMode.PREFER);
        assertThatThrownBy(() -> parse(RDS, Map.of(), Map.of("PGSSLMODE", "on")))
                .hasMessageContaining("sslmode");
    }

    @Test
    void warnsOfALowerSslModeThanTheProviderWants() {
        List<String> warnings = new ArrayList<>();
        Handler handler =
                new Handler() {
                    @Override
                    public void publish(LogRecord entry) {
                        if (entry.getLevel().equals(Level.WARNING)) {
                            warnings.add(
                                    MessageFormat.format(
                                            entry.getMessage(), entry.getParameters()));
                        }
                    }

                    @Override
                    public void flush() {}

                    @Override
                    public void close() {}
                };
        Logger logger = Logger.getLogger("dev.howdah.postgres.connection");
        logger.addHandler(handler);
        try {
            parse(RDS, Map.of(), Map.of("PGSSLMODE", "disable"));
            parse("host=h sslmode=disable", Map.of(), Map.of());
            assertThat(warnings).isEmpty();
            parse(RDS + "sslmode=prefer", Map.of(), Map.of());
        } finally {
            logger.removeHandler(handler);
        }
        assertThat(warnings).singleElement().asString().contains("sslmode=prefer", "u@h:5432/u");
    }

    @Test
    void spellsKeysAsConnectionStringsDo() {
        assertThat(ConnectionKeys.canonical("DATABASE", "config")).isEqualTo("dbname");
        assertThat(ConnectionKeys.canonical("Aws_Region", "config")).isEqualTo("aws_region");
        assertThat(ConnectionKeys.canonical("counting_key", "counting")).isEqualTo("counting_key");
        assertThatThrownBy(() -> ConnectionKeys.canonical("hots", "config"))
                .hasMessageContaining("did you mean \"host\"");
        assertThatThrownBy(() -> ConnectionKeys.canonical("AWS_RDS_SECRET", "config"))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
                .hasMessageContaining("aws_profile");
        assertThatThrownBy(() -> ConnectionKeys.canonical("host", "vault"))
                .hasMessageContaining("no credential provider \"vault\"");
    }

    @Test
    void knowsWhatMustNotBeShown() {
        for (String key : new String[] {"password", "sslpassword", "counting_key", "who_knows"}) {
            assertThat(ConnectionKeys.isSecret(key)).as(key).isTrue();
        }
        for (String key :
                new String[] {
                    "host",
                    "credential_provider",
                    "use_rds_iam_auth",
                    "aws_region",
                    "counting_realm"
                }) {
            assertThat(ConnectionKeys.isSecret(key)).as(key).isFalse();
        }
    }

    @Test
    void checksASecretByItself() {
        ConnectionKeys.check("config", Map.of("password", "s3cret"));
        ConnectionKeys.check("counting", Map.of("counting_key", "k"));
        ConnectionKeys.check(
                "config", Map.of("credential_provider", "counting", "counting_key", "k"));
        ConnectionKeys.check("config", Map.of("use_rds_iam_auth", "true", "aws_region", "x"));
        assertThatThrownBy(() -> ConnectionKeys.check("config", Map.of("aws_region", "x")))
                .hasMessageContaining("credential_provider=rds_iam");
        assertThatThrownBy(() -> ConnectionKeys.check("rds_iam", Map.of("password", "s3cret")))
                .hasMessageContaining("A password is given")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(
                        () ->
                                ConnectionKeys.check(
                                        "counting", Map.of("credential_provider", "rds_iam")))
                .hasMessageContaining("two credential providers");
    }

    @Test
    void splitsAUri() {
        assertThat(
                        ConnectionKeys.ofUri(
                                "postgresql://u:p%40@h:1/d?use_rds_iam_auth=false&ssl=true"))
                .isEqualTo(
                        Map.of(
                                "user",
                                "u",
                                "password",
                                "p@",
                                "host",
                                "h",
                                "port",
                                "1",
                                "dbname",
                                "d",
                                "use_rds_iam_auth",
                                "false",
                                "sslmode",
                                "require"));
        assertThatThrownBy(() -> ConnectionKeys.ofUri("host=h password=s3cret"))
                .hasMessageContaining("postgresql://")
                .hasMessageNotContaining("s3cret");
        assertThatThrownBy(() -> ConnectionKeys.ofUri("postgresql://u:s3cret@h/d?hots=x"))
                .hasMessageContaining("did you mean \"host\"")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void neverShowsTheKeysOfAProvider() {
        ConnectionSettings settings =
                parse(
                        "host=h credential_provider=counting counting_key=s3cret",
                        Map.of(),
                        Map.of());
        assertThat(settings.toString()).doesNotContain("s3cret");
        assertThat(
                        CredentialChoice.of(
                                        Map.of(
                                                "credential_provider",
                                                "counting",
                                                "counting_key",
                                                "s3cret"),
                                        Map.of())
                                .toString())
                .doesNotContain("s3cret");
    }

    private Optional<String> password(String text, Map<String, String> secret) {
        return password(text, secret, Map.of());
    }

    private Optional<String> password(
            String text, Map<String, String> secret, Map<String, String> variables) {
        ConnectionSettings settings = parse(text, secret, variables);
        return settings.findCredential(settings.hosts().get(0)).map(Credential::password);
    }

    private ConnectionSettings parse(
            String text, Map<String, String> secret, Map<String, String> variables) {
        return ConnectionSettings.parse(text, secret, new Environment(variables, home, "os"));
    }
}
