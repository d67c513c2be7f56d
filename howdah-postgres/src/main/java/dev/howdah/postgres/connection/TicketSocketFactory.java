package dev.howdah.postgres.connection;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

import javax.net.SocketFactory;

/**
 * Makes pgjdbc's sockets, and keeps them for Howdah to read rows from.
 *
 * <p>Public only because pgjdbc makes it by its name.
 */
public final class TicketSocketFactory extends SocketFactory {
    private final SocketTicket ticket;

    /** For pgjdbc; the token names the connection that is being opened. */
    public TicketSocketFactory(String token) {
        ticket = SocketTicket.require(token);
    }

    @Override
    public Socket createSocket() throws IOException {
        return ticket.connectForDriver();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket();
    }
}
