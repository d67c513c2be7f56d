package dev.howdah.postgres.connection;

import org.newsclub.net.unix.AFUNIXSocketAddress;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells once that connections which might have been encrypted are not. */
final class PlainTextWarning {
    private static final System.Logger LOG = System.getLogger("dev.howdah.postgres.connection");

    private final AtomicBoolean told = new AtomicBoolean();

    /** Looks at a connection in plain text; who asked for that by the mode is told nothing. */
    void consider(SslMode mode, String place, SocketAddress server) {
        if (mode != SslMode.DISABLE && !isLocal(server) && told.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "The connection to {0} is not encrypted, because the server did not want it"
                            + " so and sslmode={1} permits that; give sslmode=require to refuse plain"
                            + " text, or sslmode=disable if it is meant",
                    place,
                    mode.key());
        }
    }

    /** True if nothing leaves this machine. */
    private static boolean isLocal(SocketAddress server) {
        return server instanceof AFUNIXSocketAddress
                || (server instanceof InetSocketAddress internet
                        && internet.getAddress().isLoopbackAddress());
    }
}
