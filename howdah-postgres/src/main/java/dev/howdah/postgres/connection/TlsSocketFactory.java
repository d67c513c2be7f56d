package dev.howdah.postgres.connection;

import org.postgresql.PGProperty;
import org.postgresql.ssl.WrappedFactory;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;

import javax.net.ssl.SSLSocket;

/**
 * Lays TLS over pgjdbc's sockets as the connection's settings say, and keeps the result.
 *
 * <p>Public only because pgjdbc makes it by its name.
 */
public final class TlsSocketFactory extends WrappedFactory {
    private final SocketTicket ticket;

    /** For pgjdbc; the properties name the connection that is being opened. */
    public TlsSocketFactory(Properties properties) {
        ticket =
                SocketTicket.require(
                        String.valueOf(PGProperty.SOCKET_FACTORY_ARG.getOrDefault(properties)));
        factory = TlsContext.of(ticket.settings().tls()).getSocketFactory();
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
            throws IOException {
        Socket below = socket instanceof SharedPlainSocket shared ? shared.socket() : socket;
        SSLSocket tls = (SSLSocket) factory.createSocket(below, host, port, autoClose);
        tls.setEnabledProtocols(ticket.settings().tls().protocols().toArray(new String[0]));
        return ticket.keep(new SharedTlsSocket(tls, below, ticket.startupChanges()));
    }
}
