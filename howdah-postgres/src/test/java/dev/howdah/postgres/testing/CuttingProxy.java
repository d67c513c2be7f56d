package dev.howdah.postgres.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and a server and cuts the connection that sends a given statement. Only
 * the first one; later connections pass.
 */
public final class CuttingProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int serverPort;
    private final AtomicReference<Optional<Cut>> next = new AtomicReference<>(Optional.empty());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;

    /** Where a connection is cut. */
    public enum Place {
        /** The server never sees the statement. */
        BEFORE_THE_SERVER,
        /** The server answers, but the client never sees that. */
        BEFORE_THE_ANSWER,
        /** The same, and nobody can connect any more. */
        BEFORE_THE_ANSWER_FOR_GOOD
    }

    private record Cut(String statement, Place place) {}

    public CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Cuts the next connection that sends a statement which begins like this. */
    public void cut(String statement, Place place) {
        next.set(Optional.of(new Cut(statement, place)));
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
                if (refusing) {
                    client.close();
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                open.add(client);
                open.add(server);
                AtomicReference<Optional<Cut>> cut = new AtomicReference<>(Optional.empty());
                start(() -> forward(client, server, cut));
                start(() -> answer(server, client, cut));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void forward(Socket client, Socket server, AtomicReference<Optional<Cut>> cut) {
        byte[] bytes = new byte[1 << 16];
        try (client;
                server) {
            InputStream input = client.getInputStream();
            OutputStream output = server.getOutputStream();
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                String text = new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
                Optional<Cut> due = next.get().filter(c -> text.contains(c.statement()));
                if (due.isPresent() && next.compareAndSet(next.get(), Optional.empty())) {
                    cut.set(due);
                    if (due.get().place() == Place.BEFORE_THE_SERVER) {
                        return;
                    }
                    refusing = due.get().place() == Place.BEFORE_THE_ANSWER_FOR_GOOD;
                }
                output.write(bytes, 0, count);
            }
        } catch (IOException broken) {
            // The other side is told by closing.
        }
    }

    private static void answer(Socket server, Socket client, AtomicReference<Optional<Cut>> cut) {
        byte[] bytes = new byte[1 << 16];
        try (client;
                server) {
            InputStream input = server.getInputStream();
            OutputStream output = client.getOutputStream();
            for (int count = input.read(bytes); count >= 0; count = input.read(bytes)) {
                if (cut.get().isPresent()) {
                    return;
                }
                output.write(bytes, 0, count);
            }
        } catch (IOException broken) {
            // The other side is told by closing.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
