package dev.howdah.postgres.connection;

import jdk.net.ExtendedSocketOptions;

import org.jspecify.annotations.Nullable;
import org.newsclub.net.unix.AFUNIXSocket;
import org.newsclub.net.unix.AFUNIXSocketAddress;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

import javax.net.ssl.SSLSocket;

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
    private final SocketAddress server;
    private final ConnectionSettings settings;
    private final @Nullable TlsNegotiation tls;
    private final Map<String, Optional<String>> startupChanges;
    private @Nullable SharedSocket socket;
    private @Nullable ConnectDeadline deadline;

    private SocketTicket(
            SocketAddress server, ConnectionSettings settings, @Nullable TlsNegotiation tls) {
        this.server = server;
        this.settings = settings;
        this.tls = tls;
        // pgjdbc would set the time zone of this process, which changes what the server's settings
        // and libpq's clients say about times.
        startupChanges = Map.of("timezone", settings.environment().variable("PGTZ"));
    }

    /**
     * @param tls asks the server for TLS; null to send plain text
     */
    static SocketTicket issue(
            SocketAddress server, ConnectionSettings settings, @Nullable TlsNegotiation tls) {
        SocketTicket ticket = new SocketTicket(server, settings, tls);
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

    /** The socket that carries the session: the last one made before the session was ready. */
    synchronized SharedSocket requireSocket() {
        if (socket == null) {
            throw new IllegalStateException("pgjdbc made no socket");
        }
        return socket;
    }

    /** A socket for pgjdbc: the session's, or once that is ready one for a cancel request. */
    synchronized Socket connectForDriver() throws IOException {
        if (socket != null && !OPEN.containsKey(token)) {
            return connectToCancel(socket.tls().isPresent());
        }
        Socket below = connected(settings.connectTimeoutSeconds() * 1000);
        if (settings.connectTimeoutSeconds() > 0) {
            deadline = ConnectDeadline.in(settings.connectTimeoutSeconds(), below);
        }
        try {
            Optional<SSLSocket> encrypted = tls == null ? Optional.empty() : tls.begin(below);
            if (encrypted.isPresent()) {
                return keep(new SharedTlsSocket(encrypted.get(), below, startupChanges));
            }
            return keep(new SharedPlainSocket(below, startupChanges));
        } catch (IOException | RuntimeException failure) {
            below.close();
            throw failure;
        }
    }

    /** Ends the watch over the time; false if the connection took too long and is closed. */
    synchronized boolean isInTime() {
        return deadline == null || deadline.stop();
    }

    private <S extends SharedSocket> S keep(S made) {
        socket = made;
        return made;
    }

    /** The request holds the session's key, so it is protected no less than the session. */
    private Socket connectToCancel(boolean encrypted) throws IOException {
        Socket below = connected(CANCEL_MILLIS);
        if (!encrypted || tls == null) {
            return below;
        }
        try {
            return tls.begin(below)
                    .orElseThrow(() -> new IOException("the server has no TLS any more"));
        } catch (IOException | RuntimeException failure) {
            below.close();
            throw failure instanceof IOException broken ? broken : new IOException(failure);
        }
    }

    private Socket connected(int timeout) throws IOException {
        boolean local = server instanceof AFUNIXSocketAddress;
        Socket made = local ? AFUNIXSocket.newInstance() : new Socket();
        try {
            if (!local) {
                made.setTcpNoDelay(true);
                keepAlive(made);
            }
            made.connect(server, timeout);
            // Until the driver sets a limit of its own; TLS begins before that.
            made.setSoTimeout(timeout);
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
        isInTime();
    }
}
