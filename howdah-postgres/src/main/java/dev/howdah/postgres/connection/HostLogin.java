package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.wire.MessageChannel;

import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.jdbc.PgConnection;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;

/** Logs in at one host: at each of its addresses in turn, with and without TLS as sslmode says. */
final class HostLogin {
    /** The server takes nobody like this: not this role, or not with or without TLS. */
    private static final String REFUSED = "28000";

    private final HostAddress host;
    private final ConnectionSettings settings;
    private final Properties properties;
    private final boolean withPassword;
    private final SslMode mode;

    /**
     * @param properties what the driver must know, the socket excepted
     * @param withPassword whether there is one to log in with
     */
    HostLogin(
            HostAddress host,
            ConnectionSettings settings,
            Properties properties,
            boolean withPassword) {
        this.host = host;
        this.settings = settings;
        this.properties = properties;
        this.withPassword = withPassword;
        // libpq leaves sslmode out of account on a Unix socket as well.
        mode = host.isUnixSocket() ? SslMode.DISABLE : settings.tls().mode();
    }

    /**
     * @throws HowdahException the first refusal of a server that answered, or what kept every
     *     address from answering
     */
    Session open() {
        List<HowdahException> failures = new ArrayList<>();
        for (SocketAddress address : addresses()) {
            try {
                return open(address);
            } catch (HowdahException failure) {
                if (!failure.sqlState().startsWith("08")) {
                    throw failure;
                }
                failures.add(failure);
            }
        }
        throw ConnectionFailure.ofAddresses(failures);
    }

    private List<SocketAddress> addresses() {
        try {
            List<SocketAddress> addresses = new ArrayList<>(host.resolve());
            if (settings.randomHosts()) {
                Collections.shuffle(addresses);
            }
            return addresses;
        } catch (UnknownHostException unknown) {
            throw failure(
                    "the host \"%s\" is unknown; check its name"
                            .formatted(host.hostaddr().orElse(host.host())),
                    unknown);
        } catch (IOException failure) {
            throw failure(String.valueOf(failure.getMessage()), failure);
        }
    }

    private Session open(SocketAddress address) {
        boolean encryptFirst = mode.compareTo(SslMode.PREFER) >= 0;
        try {
            return open(address, encryptFirst);
        } catch (HowdahException first) {
            boolean mayChange = mode == SslMode.ALLOW || mode == SslMode.PREFER;
            if (!mayChange || !first.sqlState().equals(REFUSED)) {
                throw first;
            }
            try {
                return open(address, !encryptFirst);
            } catch (HowdahException second) {
                // Of two like refusals the one that was given over TLS says more.
                boolean sameKind = second.sqlState().equals(REFUSED);
                HowdahException told = sameKind && encryptFirst ? first : second;
                told.addSuppressed(told == first ? second : first);
                throw told;
            }
        }
    }

    private Session open(SocketAddress address, boolean encrypt) {
        String description = settings.user() + "@" + host + "/" + settings.database();
        TlsNegotiation tls = encrypt ? new TlsNegotiation(host, settings.tls()) : null;
        try (SocketTicket ticket = SocketTicket.issue(address, settings, tls)) {
            PgConnection driver = connectInTime(ticket);
            SharedSocket socket = ticket.requireSocket();
            if (socket.tls().isEmpty()) {
                settings.plainTextWarning().consider(mode, description, address);
            }
            return new Session(driver, channel(socket, description), description, socket.tls());
        } catch (NoClassDefFoundError noSspi) {
            throw failure(
                    "the server asks for SSPI, which Howdah can't do; let its pg_hba.conf ask for"
                            + " scram-sha-256",
                    new IOException(noSspi));
        } catch (SQLException failure) {
            throw ConnectionFailure.of(failure, host, settings, withPassword);
        } catch (IOException failure) {
            throw failure(String.valueOf(failure.getMessage()), failure);
        }
    }

    private PgConnection connectInTime(SocketTicket ticket) throws SQLException, IOException {
        try {
            PgConnection driver = connect(ticket);
            if (ticket.isInTime()) {
                return driver;
            }
            driver.close();
        } catch (SQLException | HowdahException failure) {
            if (ticket.isInTime()) {
                throw failure;
            }
        }
        throw new SocketTimeoutException(
                "no answer within connect_timeout=%d s; check host and port"
                        .formatted(settings.connectTimeoutSeconds()));
    }

    private PgConnection connect(SocketTicket ticket) throws SQLException {
        PGProperty.SOCKET_FACTORY_ARG.set(properties, ticket.token());
        // A URL with nothing in it leaves every part to the properties, which need no encoding.
        @Nullable Connection connection = new Driver().connect("jdbc:postgresql://", properties);
        if (connection == null) {
            throw HowdahException.internal("pgjdbc refused its own URL");
        }
        PgConnection driver = connection.unwrap(PgConnection.class);
        try {
            driver.getQueryExecutor().setNetworkTimeout(0);
        } catch (IOException failure) {
            throw HowdahException.of(ErrorKind.CONNECTION, "The connection broke at once", failure);
        }
        return driver;
    }

    private static MessageChannel channel(SharedSocket socket, String description)
            throws IOException {
        return new MessageChannel(
                socket.sharedInput(), socket.plainOutput(), socket::setSoTimeout, description);
    }

    private HowdahException failure(String reason, IOException cause) {
        return HowdahException.of(
                ErrorKind.CONNECTION,
                "08001",
                "No connection to %s@%s/%s: %s"
                        .formatted(settings.user(), host, settings.database(), reason),
                cause);
    }
}
