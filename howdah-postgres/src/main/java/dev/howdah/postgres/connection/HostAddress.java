package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

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

    /** {@code host:port}, an IPv6 address in brackets. */
    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
