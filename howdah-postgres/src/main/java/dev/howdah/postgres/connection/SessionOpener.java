package dev.howdah.postgres.connection;

import dev.howdah.postgres.credential.Credential;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** Opens a session on the first server that will do. */
final class SessionOpener {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.connection");

    /** The server exists but is starting up, shutting down or recovering. */
    private static final String CANNOT_CONNECT_NOW = "57P03";

    private static final String STANDBY_QUESTION =
            "SELECT pg_catalog.pg_is_in_recovery(),"
                    + " pg_catalog.current_setting('transaction_read_only') = 'on'";

    private static final int CANCEL_SECONDS = 2;

    private final ConnectionSettings settings;

    SessionOpener(ConnectionSettings settings) {
        this.settings = settings;
    }

    Session open() {
        List<HostAddress> hosts = new ArrayList<>(settings.hosts());
        if (settings.randomHosts()) {
            Collections.shuffle(hosts);
        }
        List<HowdahException> failures = new ArrayList<>();
        Session session = openFirst(hosts, settings.target(), failures);
        if (session == null && settings.target() == TargetSession.PREFER_STANDBY) {
            session = openFirst(hosts, TargetSession.ANY, failures);
        }
        if (session == null) {
            throw ConnectionFailure.ofAll(failures);
        }
        return session;
    }

    private @Nullable Session openFirst(
            List<HostAddress> hosts, TargetSession target, List<HowdahException> failures) {
        for (HostAddress host : hosts) {
            try {
                return open(host, target);
            } catch (HowdahException failure) {
                // A server that answered and refused has the last word, as in libpq.
                boolean answered = !failure.sqlState().startsWith("08");
                if (failure.kind() != ErrorKind.CONNECTION
                        || (answered && !failure.sqlState().equals(CANNOT_CONNECT_NOW))) {
                    throw failure;
                }
                failures.add(failure);
            }
        }
        return null;
    }

    private Session open(HostAddress host, TargetSession target) {
        Optional<Credential> credential = settings.findCredential(host);
        Session session =
                new HostLogin(host, settings, properties(host, credential), credential.isPresent())
                        .open();
        try {
            requireTarget(session, target, settings.connectTimeoutSeconds());
            LOG.log(Level.DEBUG, "Opened the connection {0}", session.describe());
            return session;
        } catch (HowdahException unsuitable) {
            session.close();
            throw unsuitable;
        }
    }

    /** The answer must come in time as well: until then nobody is connected. */
    private static void requireTarget(Session session, TargetSession target, int seconds) {
        if (target == TargetSession.ANY) {
            return;
        }
        SqlLog.sent(session.describe(), STANDBY_QUESTION);
        try (Statement statement = session.jdbc().createStatement();
                ResultSet state = answerWithin(seconds, statement)) {
            state.next();
            if (!target.accepts(state.getBoolean(1), state.getBoolean(2))) {
                throw HowdahException.of(
                        ErrorKind.CONNECTION,
                        "08001",
                        "The server %s does not fit target_session_attrs=%s"
                                .formatted(session.describe(), target.key()));
            }
        } catch (SQLException failure) {
            throw HowdahException.of(
                    ErrorKind.CONNECTION,
                    "The server %s did not say whether it is a standby: %s"
                            .formatted(session.describe(), failure.getMessage()),
                    failure);
        }
    }

    private static ResultSet answerWithin(int seconds, Statement statement) throws SQLException {
        Connection connection = statement.getConnection();
        connection.setNetworkTimeout(Runnable::run, 1000 * seconds);
        ResultSet answer = statement.executeQuery(STANDBY_QUESTION);
        connection.setNetworkTimeout(Runnable::run, 0);
        return answer;
    }

    private Properties properties(HostAddress host, Optional<Credential> credential) {
        Properties properties = new Properties();
        PGProperty.PG_HOST.set(properties, host.isUnixSocket() ? "localhost" : host.host());
        PGProperty.PG_PORT.set(properties, host.port());
        PGProperty.PG_DBNAME.set(properties, settings.database());
        PGProperty.USER.set(properties, settings.user());
        // Without a password pgjdbc would look for one by itself, by rules of its own.
        PGProperty.PASSWORD.set(properties, credential.map(Credential::password).orElse(""));
        PGProperty.SOCKET_FACTORY.set(properties, TicketSocketFactory.class.getName());
        PGProperty.PREFER_QUERY_MODE.set(properties, "simple");
        PGProperty.ASSUME_MIN_SERVER_VERSION.set(properties, "9.0");
        PGProperty.APPLICATION_NAME.set(properties, settings.applicationName());
        PGProperty.CANCEL_SIGNAL_TIMEOUT.set(properties, CANCEL_SECONDS);
        PGProperty.TCP_KEEP_ALIVE.set(
                properties, settings.integer(ConnectionParameter.KEEPALIVES) != 0);
        PGProperty.CONNECT_TIMEOUT.set(properties, settings.connectTimeoutSeconds());
        PGProperty.SOCKET_TIMEOUT.set(properties, settings.connectTimeoutSeconds());
        pass(ConnectionParameter.OPTIONS, PGProperty.OPTIONS, properties);
        secure(properties);
        return properties;
    }

    private void secure(Properties properties) {
        // The driver gets sockets that are encrypted already.
        PGProperty.SSL_MODE.set(properties, "disable");
        PGProperty.GSS_ENC_MODE.set(properties, "disable");
        pass(ConnectionParameter.KRBSRVNAME, PGProperty.KERBEROS_SERVER_NAME, properties);
        pass(ConnectionParameter.GSSLIB, PGProperty.GSS_LIB, properties);
        pass(ConnectionParameter.CHANNEL_BINDING, PGProperty.CHANNEL_BINDING, properties);
        pass(ConnectionParameter.REQUIRE_AUTH, PGProperty.REQUIRE_AUTH, properties);
    }

    private void pass(ConnectionParameter from, PGProperty to, Properties properties) {
        settings.find(from).ifPresent(value -> to.set(properties, value));
    }
}
