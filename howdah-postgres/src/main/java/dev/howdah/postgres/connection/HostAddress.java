package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import org.newsclub.net.unix.AFUNIXSocketAddress;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One place where a server may listen.
 *
 * @param host a name, an address, or the folder of a Unix socket
 * @param hostaddr the address to connect to instead of looking the host's name up
 */
public record HostAddress(String host, Optional<String> hostaddr, int port) {
    public HostAddress {
        if (host.isEmpty()) {
            throw HowdahException.internal("a host without a name");
        }
    }

    /** True if this is the folder of a Unix socket, or an abstract one that begins with @. */
    public boolean isUnixSocket() {
        return hostaddr.isEmpty() && (host.startsWith("/") || host.startsWith("@"));
    }

    /** The path of the Unix socket. */
    String socketPath() {
        return host + "/.s.PGSQL." + port;
    }

    /**
     * Every address that the name stands for now.
     *
     * @throws UnknownHostException if the name is unknown
     * @throws IOException if the path of a Unix socket is too long
     */
    List<SocketAddress> resolve() throws IOException {
        if (isUnixSocket()) {
            String path = socketPath();
            return List.of(
                    path.startsWith("@")
                            ? AFUNIXSocketAddress.inAbstractNamespace(path.substring(1))
                            : AFUNIXSocketAddress.of(new File(path)));
        }
        List<SocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(hostaddr.orElse(host))) {
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
