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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and a server, and notes and spoils how connections begin. */
final class StartupProxy implements AutoCloseable {
    static final int TLS_REQUEST = 80877103;

    /** What becomes of a request for TLS. */
    enum Spoil {
        /** The server gets it. */
        NOTHING,
        /** The client is told that there is no TLS. */
        STRIP,
        /** The connection is closed. */
        DROP,
        /** There is no answer. */
        SILENCE,
        /** There is an answer in plain text behind the one byte. */
        INJECT,
        /** There is an error message instead. */
        ERROR
    }

    private final ServerSocket listener;
    private final int server;
    private final Spoil spoil;
    private final List<Integer> codes = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();

    StartupProxy(int server, Spoil spoil) throws IOException {
        this.server = server;
        this.spoil = spoil;
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The number that each packet in plain text began with, in the order of their arrival. */
    List<Integer> codes() {
        return List.copyOf(codes);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void inBackground(Work work) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                work.run();
                            } catch (IOException ended) {
                                // One side has closed its end.
                            }
                        });
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            sockets.add(client);
            inBackground(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        DataInputStream input = new DataInputStream(client.getInputStream());
        int length = input.readInt();
        int code = input.readInt();
        codes.add(code);
        if (code == TLS_REQUEST && spoil != Spoil.NOTHING) {
            if (!spoil(client)) {
                return;
            }
            length = input.readInt();
            code = input.readInt();
            codes.add(code);
        }
        Socket target = new Socket(InetAddress.getLoopbackAddress(), server);
        sockets.add(target);
        target.getOutputStream().write(ByteBuffer.allocate(8).putInt(length).putInt(code).array());
        inBackground(() -> copy(target.getInputStream(), client.getOutputStream(), client));
        copy(input, target.getOutputStream(), target);
    }

    /** False if the connection ends with it. */
    private boolean spoil(Socket client) throws IOException {
        OutputStream output = client.getOutputStream();
        switch (spoil) {
            case STRIP -> output.write('N');
            case DROP -> client.close();
            case INJECT ->
                    output.write("SR\0\0\0\u0008\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1));
            case ERROR ->
                    output.write(
                            "EFATAL:  out of memory\n\0".getBytes(StandardCharsets.ISO_8859_1));
            default -> {}
        }
        return spoil == Spoil.STRIP;
    }

    private static void copy(InputStream from, OutputStream to, Socket end) throws IOException {
        try (end) {
            from.transferTo(to);
        }
    }
}
