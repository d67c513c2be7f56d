package dev.howdah.postgres.connection;

import dev.howdah.postgres.wire.SharedInput;
import dev.howdah.postgres.wire.StartupOutput;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Map;
import java.util.Optional;

/** A connected TCP or Unix socket that pgjdbc and Howdah share. */
// The socket below does its own locking.
@SuppressWarnings("UnsynchronizedOverridesSynchronized")
final class SharedPlainSocket extends Socket implements SharedSocket {
    private final Socket socket;
    private final SharedInput input;
    private final OutputStream driverOutput;

    /**
     * @param startupChanges see {@link StartupOutput}
     */
    SharedPlainSocket(Socket socket, Map<String, Optional<String>> startupChanges)
            throws IOException {
        this.socket = socket;
        input = new SharedInput(socket.getInputStream());
        driverOutput = new StartupOutput(socket.getOutputStream(), input, startupChanges);
    }

    /** The socket below, for TLS to be laid over. */
    Socket socket() {
        return socket;
    }

    @Override
    public SharedInput sharedInput() {
        return input;
    }

    @Override
    public OutputStream plainOutput() throws IOException {
        return socket.getOutputStream();
    }

    @Override
    public Optional<TlsProtection> tls() {
        return Optional.empty();
    }

    @Override
    public InputStream getInputStream() {
        return input.driverView();
    }

    @Override
    public OutputStream getOutputStream() {
        return driverOutput;
    }

    @Override
    public boolean isConnected() {
        return socket.isConnected();
    }

    @Override
    public boolean isClosed() {
        return socket.isClosed();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    @Override
    public void setSoTimeout(int millis) throws SocketException {
        socket.setSoTimeout(millis);
    }

    @Override
    public int getSoTimeout() throws SocketException {
        return socket.getSoTimeout();
    }

    @Override
    public void setTcpNoDelay(boolean on) throws SocketException {
        socket.setTcpNoDelay(on);
    }

    @Override
    public boolean getTcpNoDelay() throws SocketException {
        return socket.getTcpNoDelay();
    }

    @Override
    public void setKeepAlive(boolean on) throws SocketException {
        socket.setKeepAlive(on);
    }

    @Override
    public boolean getKeepAlive() throws SocketException {
        return socket.getKeepAlive();
    }

    @Override
    public int getReceiveBufferSize() throws SocketException {
        return socket.getReceiveBufferSize();
    }

    @Override
    public int getSendBufferSize() throws SocketException {
        return socket.getSendBufferSize();
    }

    @Override
    public InetAddress getInetAddress() {
        return socket.getInetAddress();
    }

    @Override
    public int getPort() {
        return socket.getPort();
    }
}
