package dev.howdah.postgres.connection;

import jdk.net.ExtendedSocketOptions;

import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

import java.io.File;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What our socket factory needs to know for one connection, and the socket that it made.
 *
 * <p>pgjdbc makes the factory by its class name with one string, so the string is a token that
 * leads here.
 */
final class SocketTicket implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SocketTicket.class.getName());
    private static final Map<String, SocketTicket> OPEN = new ConcurrentHashMap<>();

    private static final int CANCEL_MILLIS = 2_000;

    private final String token = UUID.randomUUID().toString();
    private final HostAddress address;
    private final ConnectionSettings settings;
    private final Map<String, Optional<String>> startupChanges;
    private @Nullable SharedSocket socket;

    /** Where the session's server really is, so that a cancel request goes to the same one. */
    private volatile @Nullable SocketAddress server;

    private SocketTicket(HostAddress address, ConnectionSettings settings) {
        this.address = address;
        this.settings = settings;
        // pgjdbc would set the time zone of this process, which changes what the server's settings
        // and libpq's clients say about times.
        startupChanges = Map.of("timezone", settings.environment().variable("PGTZ"));
    }

    static SocketTicket issue(HostAddress address, ConnectionSettings settings) {
        SocketTicket ticket = new SocketTicket(address, settings);
        OPEN.put(ticket.token, ticket);
        return ticket;
    }

    static SocketTicket require(String token) {
        SocketTicket ticket = OPEN.get(token);
        if (ticket == null) {
            throw new IllegalStateException("This factory works for Howdah's own connections only");
        }
        return ticket;
    }

    String token() {
        return token;
    }

    ConnectionSettings settings() {
        return settings;
    }

    Map<String, Optional<String>> startupChanges() {
        return startupChanges;
    }

    /** The socket that carries the session: the last one made before the session was ready. */
    synchronized SharedSocket requireSocket() {
        if (socket == null) {
            throw new IllegalStateException("pgjdbc made no socket");
        }
        return socket;
    }

    synchronized <S extends SharedSocket> S keep(S made) {
        socket = made;
        return made;
    }

    /** A socket for pgjdbc: the session's, or once that is ready one for a cancel request. */
    Socket connectForDriver() throws IOException {
        SocketAddress known = server;
        if (known != null && !OPEN.containsKey(token)) {
            return connected(known, CANCEL_MILLIS);
        }
        return keep(new SharedPlainSocket(connect(), startupChanges));
    }

    private Socket connect() throws IOException {
        int timeout = settings.connectTimeoutSeconds() * 1000;
        if (address.isUnixSocket()) {
            return connected(unixAddress(), timeout);
        }
        InetAddress[] candidates =
                InetAddress.getAllByName(address.hostaddr().orElse(address.host()));
        IOException failure = new IOException("the name has no address");
        for (InetAddress candidate : candidates) {
            try {
                return connected(new InetSocketAddress(candidate, address.port()), timeout);
            } catch (IOException refused) {
                failure = refused;
            }
        }
        throw failure;
    }

    private SocketAddress unixAddress() throws IOException {
        String path = address.socketPath();
        return path.startsWith("@")
                ? AFUNIXSocketAddress.inAbstractNamespace(path.substring(1))
                : AFUNIXSocketAddress.of(new File(path));
    }

    private Socket connected(SocketAddress to, int timeout) throws IOException {
        Socket made = to instanceof AFUNIXSocketAddress ? AFUNIXSocket.newInstance() : new Socket();
        try {
            if (to instanceof InetSocketAddress && !(made instanceof AFUNIXSocket)) {
                made.setTcpNoDelay(true);
                keepAlive(made);
            }
            made.connect(to, timeout);
            server = to;
            return made;
        } catch (IOException failure) {
            made.close();
            throw failure;
        }
    }

    private void keepAlive(Socket tcp) throws IOException {
        boolean wanted = settings.integer(ConnectionParameter.KEEPALIVES) != 0;
        tcp.setOption(StandardSocketOptions.SO_KEEPALIVE, wanted);
        if (wanted) {
            tune(tcp, ExtendedSocketOptions.TCP_KEEPIDLE, ConnectionParameter.KEEPALIVES_IDLE);
            tune(
                    tcp,
                    ExtendedSocketOptions.TCP_KEEPINTERVAL,
                    ConnectionParameter.KEEPALIVES_INTERVAL);
            tune(tcp, ExtendedSocketOptions.TCP_KEEPCOUNT, ConnectionParameter.KEEPALIVES_COUNT);
        }
    }

    private void tune(Socket tcp, SocketOption<Integer> option, ConnectionParameter parameter)
            throws IOException {
        int value = settings.integer(parameter);
        if (value <= 0) {
            return;
        }
        if (tcp.supportedOptions().contains(option)) {
            tcp.setOption(option, value);
        } else {
            LOG.log(Level.WARNING, "{0} has no effect on this system", parameter.key());
        }
    }

    @Override
    public void close() {
        OPEN.remove(token);
    }
}
