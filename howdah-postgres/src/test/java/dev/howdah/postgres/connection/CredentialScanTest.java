package dev.howdah.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.credential.CredentialRequest;
import dev.howdah.postgres.credential.CredentialSource;
import dev.howdah.postgres.credential.GivenPassword;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.Secret;
import dev.howdah.postgres.secret.SecretStore;
import dev.howdah.postgres.secret.SecretStore.IfExists;
import dev.howdah.postgres.wire.PreparedQuery;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

/** One distinctive password goes in, and comes out in no text that the core makes. */
final class CredentialScanTest {
    private static final String HUSH = "zugang-9f3k";
    private static final Logger LOGGER = Logger.getLogger("dev.howdah.postgres");

    /** Those of the classes that {@link #classesThatShowThemselves} finds which hold no secret. */
    private static final Set<String> WITHOUT_SECRETS =
            Set.of(
                    "ConnectionInfo",
                    "HostAddress",
                    "PoolSettings",
                    "PoolStatistics",
                    "TlsProtection",
                    "TransactionTimeouts");

    private static Map<String, Object> instances(Path folder) {
        SecretStore store = new SecretStore(folder);
        Secret secret = new Secret("s", Secret.CONFIG, List.of(), false, Map.of("password", HUSH));
        store.create(secret, IfExists.FAIL);
        return Map.of(
                "ConnectionSettings",
                ConnectionSettings.parse(
                        "host=h user=u sslpassword=%1$s password=%1$s".formatted(HUSH)),
                "Environment",
                new Environment(Map.of("PGPASSWORD", HUSH), folder, "me"),
                "Credential",
                Credential.password(HUSH),
                "CredentialSource",
                CredentialSource.of(new GivenPassword(HUSH), Map.of("key", HUSH)),
                "CredentialRequest",
                new CredentialRequest("h", 1, "d", "u", Map.of("key", HUSH)),
                "Secret",
                secret,
                "SecretStore",
                store);
    }

    @Test
    void nothingThatHoldsACredentialShowsIt(@TempDir Path folder) {
        Map<String, Object> instances = instances(folder);
        instances.forEach(
                (name, each) -> assertThat(each.toString()).as(name).doesNotContain(HUSH));
        PreparedQuery query =
                new PreparedQuery("ALTER ROLE r PASSWORD '" + HUSH + "'", List.of(), List.of());
        assertThat(query.toString()).contains("ALTER ROLE r").doesNotContain(HUSH);
        Set<String> known = new TreeSet<>(WITHOUT_SECRETS);
        known.addAll(instances.keySet());
        assertThat(classesThatShowThemselves())
                .as(
                        "a new public class with a toString: add an instance above, or say it is harmless")
                .isEqualTo(known);
    }

    /** The public classes with a toString of their own in the packages that handle credentials. */
    private static Set<String> classesThatShowThemselves() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages(
                                "dev.howdah.postgres.connection",
                                "dev.howdah.postgres.credential",
                                "dev.howdah.postgres.secret")
                        .stream()
                        .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(each -> each.tryGetMethod("toString").isPresent())
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void statementsAreLoggedWithoutCredentials() {
        StringBuilder log = new StringBuilder();
        EmbeddedServer server = TestServers.newest();
        String string = server.connectionString() + " password=" + HUSH;
        try (LogCapture capture = new LogCapture(log)) {
            try (Session session = Session.open(ConnectionSettings.parse(string))) {
                session.execute("CREATE ROLE scanned PASSWORD '%s'".formatted(HUSH));
                session.executeAll(
                        List.of("DROP ROLE scanned", "SELECT 'password=%s'".formatted(HUSH)));
                assertThat(session.readText("SELECT 'postgres://u:%s@h'".formatted(HUSH)))
                        .hasValueSatisfying(text -> assertThat(text).contains(HUSH));
                session.prepare("SELECT 'password=%s', $1".formatted(HUSH));
                for (String wrong :
                        List.of(
                                "ALTER ROLE nobody PASSWORD '%s'",
                                "ALTER ROLE nobody PASSWORD = '%s'", "SELECT 'password=%s'::int")) {
                    assertThatThrownBy(() -> session.execute(wrong.formatted(HUSH)))
                            .satisfies(CredentialScanTest::tellsNothing);
                }
            }
            ConnectionSettings settings = ConnectionSettings.parse(string);
            try (PostgresDatabase database =
                    PostgresDatabase.open(settings, DatabaseOptions.of("scanned"))) {
                assertThat(database.catalog()).isNotNull();
            }
            assertThat(capture).isNotNull();
        }
        assertThat(log.toString())
                .doesNotContain(HUSH)
                .contains("Opened the connection postgres@")
                .contains("Closes the connection postgres@")
                .contains("CREATE ROLE scanned PASSWORD '***'")
                .contains("(parse only) SELECT 'password=", "pg_catalog.pg_class");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host=127.0.0.1 port=1 user=u password=P",
                "postgres://u:P@127.0.0.1:1/d",
                "host=h password=P nonsense",
                "host=h password=P port=x",
                "password='P",
                "password=P sslmode=P2",
                "pasword=P",
                "postgres://u:P/x@h",
                "postgres://u:P@h:nonsense",
                "postgres://u:P@x@h",
                "postgres://u@h/d?password=P&nonsense=1",
                "postgres://u@h/d?password=P=",
            })
    void aBadConnectionStringIsNotRepeated(String string) {
        assertThatThrownBy(
                        () -> {
                            String full = string.replaceAll("P\\b", HUSH);
                            Session.open(ConnectionSettings.parse(full)).close();
                        })
                .isInstanceOf(HowdahException.class)
                .satisfies(CredentialScanTest::tellsNothing);
    }

    private static void tellsNothing(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(HUSH);
    }

    /** Writes down all that the core logs. */
    private static final class LogCapture extends Handler implements AutoCloseable {
        private final StringBuilder log;
        private final SimpleFormatter formatter = new SimpleFormatter();

        LogCapture(StringBuilder log) {
            this.log = log;
            setLevel(Level.ALL);
            LOGGER.setLevel(Level.ALL);
            LOGGER.addHandler(this);
        }

        @Override
        public synchronized void publish(LogRecord record) {
            log.append(formatter.format(record));
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            LOGGER.removeHandler(this);
            LOGGER.setLevel(null);
        }
    }
}
