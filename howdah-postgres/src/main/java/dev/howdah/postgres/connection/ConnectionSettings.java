package dev.howdah.postgres.connection;

import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.credential.CredentialProvider;
import dev.howdah.postgres.credential.CredentialSource;
import dev.howdah.postgres.credential.EnvironmentPassword;
import dev.howdah.postgres.credential.GivenPassword;
import dev.howdah.postgres.credential.PasswordFile;
import dev.howdah.postgres.error.HowdahException;

import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/**
 * Where and how to connect: a connection string with everything that libpq would add to it.
 *
 * <p>Immutable; checked when made. Never shows a secret.
 */
public final class ConnectionSettings {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.connection");

    private final List<HostAddress> hosts;
    private final String user;
    private final String database;
    private final ParameterValues values;
    private final Optional<CredentialProvider> provider;
    private final CredentialSource credentials;
    private final TlsSettings tls;
    private final TargetSession target;
    private final int connectTimeoutSeconds;
    private final boolean randomHosts;
    private final Environment environment;
    private final PlainTextWarning plainTextWarning = new PlainTextWarning();

    private static final List<ConnectionParameter> INTEGERS =
            List.of(
                    ConnectionParameter.KEEPALIVES,
                    ConnectionParameter.KEEPALIVES_IDLE,
                    ConnectionParameter.KEEPALIVES_INTERVAL,
                    ConnectionParameter.KEEPALIVES_COUNT,
                    ConnectionParameter.CONNECT_TIMEOUT);

    /** More would overflow an int of milliseconds. */
    private static final int LONGEST_TIMEOUT_SECONDS = 2_000_000;

    private static final Map<String, String> CHANNEL_BINDINGS =
            Map.of("disable", "disable", "prefer", "prefer", "require", "require");

    private ConnectionSettings(
            ParameterValues values, CredentialChoice choice, Environment environment) {
        UnsupportedParameters.refuse(values);
        this.values = values;
        this.environment = environment;
        hosts = HostList.of(values);
        user = values.find(ConnectionParameter.USER).orElse(environment.osUser());
        if (user.isEmpty()) {
            throw HowdahException.user(
                    "The connection has no user and the operating system names none; add user=…");
        }
        database = values.find(ConnectionParameter.DBNAME).orElse(user);
        provider = choice.provider();
        provider.ifPresent(this::requireKeysOf);
        credentials =
                provider.map(chosen -> CredentialSource.of(chosen, choice.parameters()))
                        .orElseGet(this::likeLibpq);
        tls = TlsSettings.of(values, environment);
        if (choice.requiresTls() && tls.mode().compareTo(SslMode.REQUIRE) < 0) {
            LOG.log(
                    Level.WARNING,
                    "sslmode={0} was chosen for {1}: the password may travel without protection",
                    tls.mode().key(),
                    describe());
        }
        target =
                values.choice(
                        ConnectionParameter.TARGET_SESSION_ATTRS,
                        ParameterValues.names(TargetSession.values()));
        values.choice(ConnectionParameter.CHANNEL_BINDING, CHANNEL_BINDINGS);
        INTEGERS.forEach(this::integer);
        connectTimeoutSeconds =
                Math.min(
                        LONGEST_TIMEOUT_SECONDS,
                        Math.max(0, integer(ConnectionParameter.CONNECT_TIMEOUT)));
        randomHosts =
                values.choice(
                        ConnectionParameter.LOAD_BALANCE_HOSTS,
                        Map.of("disable", false, "random", true));
    }

    /**
     * Reads a connection string in the environment of this process.
     *
     * @throws HowdahException of kind USER or UNSUPPORTED, without the password
     */
    public static ConnectionSettings parse(String connectionString) {
        return parse(connectionString, Environment.system());
    }

    /** Reads a connection string in an environment. */
    public static ConnectionSettings parse(String connectionString, Environment environment) {
        return parse(connectionString, Map.of(), environment);
    }

    /**
     * Reads a connection string that a secret completes, key by key, before the service file and
     * the environment do.
     *
     * @param secret values by key, as {@link ConnectionKeys} spells them; a provider of the
     *     secret's stands under {@code credential_provider}
     */
    public static ConnectionSettings parse(
            String connectionString, Map<String, String> secret, Environment environment) {
        Map<String, String> string = ConnectionString.parse(connectionString);
        CredentialChoice choice = CredentialChoice.of(string, secret);
        return new ConnectionSettings(
                ParameterValues.resolve(string, secret, choice.requiresTls(), environment),
                choice,
                environment);
    }

    /** The servers to try, in this order. */
    public List<HostAddress> hosts() {
        return hosts;
    }

    /** The role to log in as. */
    public String user() {
        return user;
    }

    /** The database to connect to. */
    public String database() {
        return database;
    }

    /** What pg_stat_activity shows; nothing if an empty name was given. */
    public String applicationName() {
        return values.given(ConnectionParameter.APPLICATION_NAME)
                .orElseGet(() -> values.require(ConnectionParameter.FALLBACK_APPLICATION_NAME));
    }

    /** {@code user@host:port/dbname}, several hosts separated by commas. */
    public String describe() {
        StringJoiner places = new StringJoiner(",");
        hosts.forEach(host -> places.add(host.toString()));
        return user + "@" + places + "/" + database;
    }

    /** Asks for the password of one new connection. */
    Optional<Credential> findCredential(HostAddress host) {
        return credentials.find(host.host(), host.port(), database, user);
    }

    /** What to check about the password, as words behind "check". */
    String passwordAdvice() {
        return credentials.advice();
    }

    /** What else to check if a provider was named and the server refuses the role. */
    Optional<String> providerAdvice() {
        return provider.map(CredentialProvider::advice);
    }

    private CredentialSource likeLibpq() {
        Optional<String> given = values.given(ConnectionParameter.PASSWORD);
        List<CredentialProvider> providers = new ArrayList<>();
        providers.add(new GivenPassword(given.orElse("")));
        // An empty password says that the variable doesn't count.
        if (given.filter(String::isEmpty).isEmpty()) {
            providers.add(new EnvironmentPassword(environment.variables()));
        }
        providers.add(
                new PasswordFile(
                        values.find(ConnectionParameter.PASSFILE)
                                .map(Path::of)
                                .orElseGet(() -> environment.home().resolve(".pgpass"))));
        return CredentialSource.firstOf(providers);
    }

    private void requireKeysOf(CredentialProvider provider) {
        List<String> missing =
                provider.requiredKeys().stream()
                        .sorted()
                        .filter(key -> values.isDefault(KnownKeys.requireLibpq(key)))
                        .toList();
        if (!missing.isEmpty()) {
            throw HowdahException.user(
                    "The credential provider \"%s\" needs to be told the %s to make a password for; add %s"
                            .formatted(
                                    provider.name(),
                                    String.join(" and the ", missing),
                                    missing.stream()
                                            .map(key -> key + "=…")
                                            .collect(Collectors.joining(" "))));
        }
    }

    TlsSettings tls() {
        return tls;
    }

    /** Shared by all connections with these settings, so that it is told once. */
    PlainTextWarning plainTextWarning() {
        return plainTextWarning;
    }

    TargetSession target() {
        return target;
    }

    /** 0 for no limit. */
    int connectTimeoutSeconds() {
        return connectTimeoutSeconds;
    }

    boolean randomHosts() {
        return randomHosts;
    }

    Optional<String> find(ConnectionParameter parameter) {
        return values.find(parameter);
    }

    int integer(ConnectionParameter parameter) {
        return values.integer(parameter, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    Environment environment() {
        return environment;
    }

    @Override
    public String toString() {
        return "ConnectionSettings[" + describe() + ", sslmode=" + tls.mode().key() + "]";
    }
}
