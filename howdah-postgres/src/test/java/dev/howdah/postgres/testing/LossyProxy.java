package dev.howdah.postgres.testing;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a client and a server and cuts connections in the middle of what the server sends:
 * each planned cut befalls the next connection that sends a given text.
 */
public final class LossyProxy implements AutoCloseable {
    private static final byte[] END_OF_COPY = {'c', 0, 0, 0, 4, 'C'};

    private final ServerSocket listener;
    private final int serverPort;
    private final Queue<Cut> planned = new ConcurrentLinkedQueue<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /**
     * @param text what the client sends
     * @param bytes how much of what follows it still gets; negative: up to the end of a COPY's data
     */
    private record Cut(String text, long bytes) {}

    /** One connection; a cut that befalls it is set by one thread and seen by the other. */
    private static final class Connection {
        private final Socket client;
        private final Socket server;
        private volatile @Nullable Cut cut;
        private long passed;

        private Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }
    }

    public LossyProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection that sends the text when it has got so many more bytes. */
    public void cutAfter(String text, long bytes) {
        planned.add(new Cut(text, bytes));
    }

    /** Cuts the next connection that sends the text before it is told that a COPY succeeded. */
    public void cutBehindCopyDone(String text) {
        planned.add(new Cut(text, -1));
    }

    /** How many connections were cut. */
    public int cuts() {
        return cuts.get();
    }

    /** Plans no more cuts. */
    public void heal() {
        planned.clear();
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
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                open.add(client);
                open.add(server);
                Connection connection = new Connection(client, server);
                start(() -> forward(connection));
                start(() -> answer(connection));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void forward(Connection connection) {
        byte[] bytes = new byte[1 << 16];
        try (Socket client = connection.client;
                Socket server = connection.server) {
            InputStream input = client.getInputStream();
            OutputStream output = server.getOutputStream();
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                if (connection.cut == null) {
                    connection.cut = due(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
                }
                output.write(bytes, 0, count);
            }
        } catch (IOException broken) {
            // The other side is told by closing.
        }
    }

    private @Nullable Cut due(String sent) {
        Cut next = planned.peek();
        return next != null && sent.contains(next.text()) && planned.remove(next) ? next : null;
    }

    private void answer(Connection connection) {
        byte[] bytes = new byte[1 << 14];
        try (Socket client = connection.client;
                Socket server = connection.server) {
            InputStream input = server.getInputStream();
            OutputStream output = client.getOutputStream();
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                int passing = passing(connection, bytes, count);
                output.write(bytes, 0, passing);
                if (passing < count) {
                    cuts.incrementAndGet();
                    return;
                }
            }
        } catch (IOException broken) {
            // The other side is told by closing.
        }
    }

    private static int passing(Connection connection, byte[] bytes, int count) {
        Cut cut = connection.cut;
        if (cut == null) {
            return count;
        }
        if (cut.bytes() < 0) {
            for (int i = 0; i + END_OF_COPY.length <= count; i++) {
                if (Arrays.equals(
                        bytes, i, i + END_OF_COPY.length, END_OF_COPY, 0, END_OF_COPY.length)) {
                    return i + END_OF_COPY.length - 1;
                }
            }
            return count;
        }
        long left = cut.bytes() - connection.passed;
        connection.passed += count;
        return (int) Math.min(count, Math.max(0, left));
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "lossy-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
