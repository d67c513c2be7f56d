package dev.howdah.postgres.connection;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Every key that libpq knows in a connection string: the one list that parsing and help use. */
public enum ConnectionParameter {
    HOST("PGHOST", "localhost", "Host names, addresses or socket folders, separated by commas"),
    HOSTADDR("PGHOSTADDR", null, "IP addresses to connect to, one per host"),
    PORT("PGPORT", "5432", "Ports, one for all hosts or one each"),
    USER("PGUSER", null, "Role to log in as; the operating system's user if not given"),
    PASSWORD("PGPASSWORD", null, "Password"),
    PASSFILE("PGPASSFILE", null, "Password file; ~/.pgpass if not given"),
    DBNAME("PGDATABASE", null, "Database; the role's name if not given"),
    SERVICE("PGSERVICE", null, "Section of the service file that gives further parameters"),
    SERVICEFILE("PGSERVICEFILE", null, "Service file; ~/.pg_service.conf if not given"),
    APPLICATION_NAME("PGAPPNAME", null, "Name shown in pg_stat_activity"),
    FALLBACK_APPLICATION_NAME(null, "howdah", "Name if application_name is not given"),
    CLIENT_ENCODING("PGCLIENTENCODING", "UTF8", "Always UTF8; auto means the same"),
    OPTIONS("PGOPTIONS", null, "Settings for the session, as -c name=value"),
    CONNECT_TIMEOUT("PGCONNECT_TIMEOUT", "0", "Seconds to wait for one host; 0 is no limit"),
    KEEPALIVES(null, "1", "1 to send TCP keepalives, 0 not to"),
    KEEPALIVES_IDLE(null, "0", "Idle seconds before a keepalive; 0 is the system's default"),
    KEEPALIVES_INTERVAL(null, "0", "Seconds between keepalives; 0 is the system's default"),
    KEEPALIVES_COUNT(null, "0", "Lost keepalives that end a connection; 0 is the default"),
    TCP_USER_TIMEOUT(null, "0", "Only 0: Java can't limit how long sent data stays unanswered"),
    TARGET_SESSION_ATTRS(
            "PGTARGETSESSIONATTRS",
            "any",
            "any, read-write, read-only, primary, standby or prefer-standby"),
    LOAD_BALANCE_HOSTS("PGLOADBALANCEHOSTS", "disable", "random to try hosts in random order"),
    SSLMODE("PGSSLMODE", "prefer", "disable, allow, prefer, require, verify-ca or verify-full"),
    SSLNEGOTIATION("PGSSLNEGOTIATION", "postgres", "postgres, or direct to start with TLS"),
    SSLROOTCERT("PGSSLROOTCERT", null, "Trusted certificates, or system; ~/.postgresql/root.crt"),
    SSLCERT("PGSSLCERT", null, "Client certificate; ~/.postgresql/postgresql.crt if it exists"),
    SSLKEY("PGSSLKEY", null, "Key of the client certificate; ~/.postgresql/postgresql.key"),
    SSLPASSWORD(null, null, "Password of the client key"),
    SSLCERTMODE("PGSSLCERTMODE", "allow", "Client certificate: disable, allow or require"),
    SSLCOMPRESSION("PGSSLCOMPRESSION", "0", "No effect, as in libpq: TLS is never compressed"),
    SSLSNI("PGSSLSNI", "1", "1 to send the host's name when TLS starts, 0 not to"),
    SSLCRL("PGSSLCRL", null, "Revocation list; ~/.postgresql/root.crl if it exists"),
    SSLCRLDIR("PGSSLCRLDIR", null, "Folder of revocation lists"),
    SSLKEYLOGFILE(null, null, "Not supported: writing down the keys of a TLS session"),
    SSL_MIN_PROTOCOL_VERSION("PGSSLMINPROTOCOLVERSION", "TLSv1.2", "Oldest TLS version"),
    SSL_MAX_PROTOCOL_VERSION("PGSSLMAXPROTOCOLVERSION", null, "Newest TLS version"),
    CHANNEL_BINDING("PGCHANNELBINDING", "prefer", "disable, prefer or require"),
    REQUIRE_AUTH("PGREQUIREAUTH", null, "Authentication methods that the server may ask for"),
    REQUIREPEER("PGREQUIREPEER", null, "Not supported: who must own a Unix socket's server"),
    MIN_PROTOCOL_VERSION("PGMINPROTOCOLVERSION", "3.0", "Only 3.0"),
    MAX_PROTOCOL_VERSION("PGMAXPROTOCOLVERSION", "3.0", "3.0, 3.2 or latest; 3.0 is spoken"),
    GSSENCMODE("PGGSSENCMODE", "prefer", "disable or prefer; GSSAPI never encrypts here"),
    KRBSRVNAME("PGKRBSRVNAME", "postgres", "Kerberos service name"),
    GSSLIB("PGGSSLIB", null, "gssapi, or sspi on Windows"),
    GSSDELEGATION("PGGSSDELEGATION", "0", "Only 0: credentials are not passed on"),
    REPLICATION(null, null, "Not supported: replication connections"),
    SCRAM_CLIENT_KEY(null, null, "Not supported: SCRAM keys instead of a password"),
    SCRAM_SERVER_KEY(null, null, "Not supported: SCRAM keys instead of a password"),
    OAUTH_ISSUER(null, null, "Not supported: OAuth"),
    OAUTH_CLIENT_ID(null, null, "Not supported: OAuth"),
    OAUTH_CLIENT_SECRET(null, null, "Not supported: OAuth"),
    OAUTH_SCOPE(null, null, "Not supported: OAuth");

    private final @Nullable String variable;
    private final @Nullable String defaultValue;
    private final String description;

    ConnectionParameter(
            @Nullable String variable, @Nullable String defaultValue, String description) {
        this.variable = variable;
        this.defaultValue = defaultValue;
        this.description = description;
    }

    /** The key in a connection string. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable that gives a value when the connection string does not. */
    public Optional<String> variable() {
        return Optional.ofNullable(variable);
    }

    /** The value when nothing else gives one, unless it depends on other parameters. */
    public Optional<String> defaultValue() {
        return Optional.ofNullable(defaultValue);
    }

    /** One sentence for people. */
    public String description() {
        return description;
    }

    /** True if the value must never be shown. */
    public boolean isSecret() {
        return switch (this) {
            case PASSWORD, SSLPASSWORD, SCRAM_CLIENT_KEY, SCRAM_SERVER_KEY, OAUTH_CLIENT_SECRET ->
                    true;
            default -> false;
        };
    }

    /** The parameter of a key, which is case-sensitive as in libpq. */
    public static Optional<ConnectionParameter> find(String key) {
        return Arrays.stream(values()).filter(each -> each.key().equals(key)).findFirst();
    }
}
