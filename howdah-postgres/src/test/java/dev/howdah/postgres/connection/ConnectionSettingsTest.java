package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

final class ConnectionSettingsTest {
    @TempDir Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                                            | os@localhost:5432/os",
                "host=h                                        | os@h:5432/os",
                "host=h port=1234 user=u dbname=d              | u@h:1234/d",
                "  host = h   port\t=\t1234                    | os@h:1234/os",
                "user='a b' dbname=''                          | a b@localhost:5432/a b",
                "user='it\\'s' dbname='back\\\\slash'           | it's@localhost:5432/back\\slash",
                "user=a\\ b                                    | a b@localhost:5432/a b",
                "user=u user=v                                 | v@localhost:5432/v",
                "host=a,b,c port=1,2,3                         | os@a:1,b:2,c:3/os",
                "host=a,,c port=7                              | os@a:7,localhost:7,c:7/os",
                "host=a,b port=1,                              | os@a:1,b:5432/os",
                "hostaddr=10.0.0.1                             | os@10.0.0.1:5432/os",
                "host=/tmp port=99                             | os@/tmp:99/os",
                "postgresql://                                 | os@localhost:5432/os",
                "postgres://h                                  | os@h:5432/os",
                "postgresql://h:12                             | os@h:12/os",
                "postgresql://h/d                              | os@h:5432/d",
                "postgresql://u@h                              | u@h:5432/u",
                "postgresql://u@                               | u@localhost:5432/u",
                "postgresql://u:p@h:12/d?application_name=x    | u@h:12/d",
                "postgresql://:p@h                             | os@h:5432/os",
                "postgresql://@h                               | os@h:5432/os",
                "postgresql:///d                               | os@localhost:5432/d",
                "postgresql:///d?host=h&port=12&user=u         | u@h:12/d",
                "postgresql://h?user=u                         | u@h:5432/u",
                "postgresql://h/?user=u&                       | u@h:5432/u",
                "postgresql://h1:1,h2:2/d                      | os@h1:1,h2:2/d",
                "postgresql://h1,h2,h3/d                       | os@h1:5432,h2:5432,h3:5432/d",
                "postgresql://[::1]:12/d                       | os@[::1]:12/d",
                "postgresql://[2001:db8::1234],h/d             | os@[2001:db8::1234]:5432,h:5432/d",
                "postgresql://%2Fvar%2Frun:12/d                | os@/var/run:12/d",
                "postgresql://u%40x:p%3aq@h/d%20e              | u@x@h:5432/d e",
                "postgresql://%C3%BC@h                         | ü@h:5432/ü",
            })
    void readsWhatLibpqReads(String text, String description) {
        assertThat(parse(text).describe()).isEqualTo(description);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "host                         | without '='",
                "host h                       | without '='",
                "mydb                         | without '='",
                "user='open                   | close it with '",
                "usr=u                        | did you mean \"user\"",
                "HOST=h                       | did you mean \"host\"",
                "ssl_mode=require             | did you mean \"sslmode\"",
                "port=0                       | from 1 to 65535",
                "port=65536                   | from 1 to 65535",
                "port=abc                     | whole number",
                "port=1,2                     | 2 ports for 1 hosts",
                "host=a,b hostaddr=1.1.1.1    | 2 hosts but 1 addresses",
                "hostaddr=localhost           | names go to host",
                "sslmode=on                   | verify-full",
                "sslmode=verify_ca            | verify-ca",
                "target_session_attrs=master  | read-write",
                "load_balance_hosts=1         | random",
                "connect_timeout=soon         | whole number",
                "keepalives_idle=x            | keepalives_idle",
                "channel_binding=maybe        | channel_binding",
                "sslnegotiation=direct        | sslmode=require",
                "sslrootcert=system sslmode=require | verify-full",
                "ssl_max_protocol_version=TLSv1.1 | TLSv1.2",
                "ssl_min_protocol_version=SSLv3 | TLSv1.3",
                "postgresql://[::1/d          | \"]\"",
                "postgresql://[]/d            | empty IPv6",
                "postgresql://[::1]x/d        | behind an IPv6 address",
                "postgresql://h/d?x           | without \"=\"",
                "postgresql://h/d?user=a=b    | second \"=\"",
                "postgresql://h/d?usr=a       | did you mean \"user\"",
                "postgresql://h/d%2           | hexadecimal",
                "postgresql://h/d%zz          | hexadecimal",
                "postgresql://h/d%00          | %00",
            })
    void refusesWhatLibpqRefuses(String text, String reason) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.USER))
                .hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "requirepeer=postgres",
                "gssencmode=require",
                "client_encoding=LATIN1",
                "replication=database",
                "min_protocol_version=3.2",
                "scram_client_key=abc",
                "tcp_user_timeout=10",
            })
    void refusesWhatItCannotHonour(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        HowdahException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.UNSUPPORTED))
                .hasMessageContaining(text.substring(0, text.indexOf('=')));
    }

    @Test
    void prefersTheStringToTheServiceToTheEnvironmentToTheDefault() throws IOException {
        Files.writeString(
                home.resolve(".pg_service.conf"), "[s]\nhost=service\nport=2\nuser=service\n");
        Map<String, String> variables =
                Map.of("PGUSER", "env", "PGPORT", "3", "PGDATABASE", "env", "PGSERVICE", "s");
        ConnectionSettings settings = parse("user=string", variables);
        assertThat(settings.describe()).isEqualTo("string@service:2/env");
        assertThat(settings.applicationName()).isEqualTo("howdah");
    }

    @Test
    void takesTheVariablesOfContainerImagesForThoseThatAreMissingOnlyIfAsked() {
        Map<String, String> variables =
                Map.of(
                        "POSTGRES_HOST", "image",
                        "POSTGRES_PORT", "4",
                        "POSTGRES_USER", "image",
                        "POSTGRES_DATABASE", "second",
                        "POSTGRES_DB", "first",
                        "PGPORT", "3",
                        "PGUSER", "");
        Environment environment = new Environment(variables, home, "os");
        assertThat(ConnectionSettings.parse("", environment).describe())
                .isEqualTo("os@localhost:3/os");
        assertThat(ConnectionSettings.parse("", environment.withImageVariables()).describe())
                .isEqualTo("image@image:3/first");
        assertThat(
                        ConnectionSettings.parse(
                                        "host=string dbname=string",
                                        environment.withImageVariables())
                                .describe())
                .isEqualTo("image@string:3/string");
    }

    @Test
    void takesAnEmptyValueForTheDefaultAndNotForTheEnvironment() {
        Map<String, String> variables = Map.of("PGHOST", "env", "PGDATABASE", "env");
        assertThat(parse("host='' dbname=''", variables).describe())
                .isEqualTo("os@localhost:5432/os");
        assertThat(parse("", variables).describe()).isEqualTo("os@env:5432/env");
    }

    @Test
    void takesTheApplicationNameFromTheEnvironmentBeforeTheFallback() {
        assertThat(parse("fallback_application_name=f").applicationName()).isEqualTo("f");
        assertThat(parse("fallback_application_name=f", Map.of("PGAPPNAME", "e")).applicationName())
                .isEqualTo("e");
    }

    @Test
    void requiresslIsTheOldNameOfSslmode() {
        assertThat(parse("requiressl=1").tls().mode()).isEqualTo(SslMode.REQUIRE);
        assertThat(parse("requiressl=0").tls().mode()).isEqualTo(SslMode.PREFER);
        assertThat(parse("requiressl=1 sslmode=disable").tls().mode()).isEqualTo(SslMode.DISABLE);
        assertThat(
                        ConnectionSettings.parse(
                                        "requiressl=0",
                                        Map.of("sslmode", "require"),
                                        new Environment(Map.of(), home, "os"))
                                .tls()
                                .mode())
                .isEqualTo(SslMode.PREFER);
    }

    @Test
    void verifiesUnderRequireIfTheRootCertificateIsThere() throws IOException {
        assertThat(parse("sslmode=require").tls().mode()).isEqualTo(SslMode.REQUIRE);
        Path root = Files.createDirectories(home.resolve(".postgresql")).resolve("root.crt");
        Files.writeString(root, "");
        assertThat(parse("sslmode=require").tls().mode()).isEqualTo(SslMode.VERIFY_CA);
        assertThat(parse("sslmode=prefer").tls().mode()).isEqualTo(SslMode.PREFER);
        assertThat(parse("sslrootcert=system").tls().mode()).isEqualTo(SslMode.VERIFY_FULL);
    }

    @Test
    void neverShowsASecret() {
        String secret = "s3cret";
        for (String text :
                new String[] {
                    "password=s3cret user=u sslpassword=s3cret",
                    "postgresql://u:s3cret@h/d?sslpassword=s3cret"
                }) {
            ConnectionSettings settings = parse(text);
            assertThat(settings.toString()).doesNotContain(secret);
            assertThat(settings.describe()).doesNotContain(secret);
            assertThat(settings.tls().toString()).doesNotContain(secret);
            assertThat(settings.findCredential(settings.hosts().get(0)).map(Credential::password))
                    .contains(secret);
        }
        for (String text :
                new String[] {
                    "password=s3cret port=x",
                    "password='s3cret",
                    "password=a s3cret",
                    "postgresql://u:s3cret@h:x/",
                    "postgresql://u:s3cret%@h",
                    "postgresql://u:s3cret/x@h:5/d",
                    "postgresql://u:1/s3cret@h:5/d",
                    "postgresql://u:x@s3cret@h:5/d",
                    "password='s3cret' nope=1",
                    "scram_client_key=s3cret"
                }) {
            assertThatThrownBy(() -> parse(text)).hasMessageNotContaining(secret);
        }
        Environment environment = new Environment(Map.of("PGPASSWORD", secret), home, "os");
        assertThat(environment.toString()).doesNotContain(secret);
    }

    @Test
    void describesEveryParameterOnce() {
        assertThat(
                        Arrays.stream(ConnectionParameter.values())
                                .map(ConnectionParameter::description))
                .allSatisfy(text -> assertThat(text).isNotBlank().doesNotEndWith("."));
        assertThat(
                        Arrays.stream(ConnectionParameter.values())
                                .map(ConnectionParameter::variable)
                                .flatMap(Optional::stream))
                .doesNotHaveDuplicates();
        assertThat(
                        Arrays.stream(ConnectionParameter.values())
                                .filter(each -> each.key().contains("password")))
                .allMatch(ConnectionParameter::isSecret);
    }

    private ConnectionSettings parse(String text) {
        return parse(text, Map.of());
    }

    private ConnectionSettings parse(String text, Map<String, String> variables) {
        return ConnectionSettings.parse(text, new Environment(variables, home, "os"));
    }
}
