package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * Where and how to connect: a connection string with everything that libpq would add to it.
 *
 * <p>Immutable; checked when made. Never shows a secret.
 */
public final class ConnectionSettings {
    private final List<HostAddress> hosts;
    private final String user;
    private final String database;
    private final ParameterValues values;
    private final PasswordFile passwordFile;
    private final TlsSettings tls;
    private final TargetSession target;
    private final int connectTimeoutSeconds;
    private final boolean randomHosts;
    private final Environment environment;

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

    private ConnectionSettings(ParameterValues values, Environment environment) {
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
        passwordFile = PasswordFile.locate(values.find(ConnectionParameter.PASSFILE), environment);
        tls = TlsSettings.of(values, environment);
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
        return new ConnectionSettings(
                ParameterValues.resolve(connectionString, environment), environment);
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

    Optional<String> password(HostAddress host) {
        Optional<String> given = values.find(ConnectionParameter.PASSWORD);
        return given.isPresent() ? given : passwordFile.find(host, database, user);
    }

    PasswordFile passwordFile() {
        return passwordFile;
    }

    TlsSettings tls() {
        return tls;
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
