package dev.howdah.postgres.connection;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands in front of a server, sends the first comers away with an error of the server's kind, and
 * counts them all.
 */
final class Turnstile implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicInteger refusals;
    private final String sqlState;
    private final AtomicInteger comers = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    Turnstile(int port, int serverPort, int refusals, String sqlState) throws IOException {
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.serverPort = serverPort;
        this.refusals = new AtomicInteger(refusals);
        this.sqlState = sqlState;
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    int comers() {
        return comers.get();
    }

    /** A port that nobody listens on. */
    static int deadPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                comers.incrementAndGet();
                open.add(client);
                if (refusals.getAndDecrement() > 0) {
                    refuse(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                open.add(server);
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void refuse(Socket client) throws IOException {
        try (client) {
            DataInputStream input = new DataInputStream(client.getInputStream());
            input.readFully(new byte[input.readInt() - Integer.BYTES]);
            byte[] fields =
                    ("SFATAL\0VFATAL\0C" + sqlState + "\0Mnot now\0\0")
                            .getBytes(StandardCharsets.UTF_8);
            client.getOutputStream()
                    .write(
                            ByteBuffer.allocate(1 + Integer.BYTES + fields.length)
                                    .put((byte) 'E')
                                    .putInt(Integer.BYTES + fields.length)
                                    .put(fields)
                                    .array());
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream input = from.getInputStream();
            OutputStream output = to.getOutputStream();
            long unused = input.transferTo(output);
        } catch (IOException broken) {
            // The other side is told by closing.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "turnstile");
        thread.setDaemon(true);
        thread.start();
    }
}
