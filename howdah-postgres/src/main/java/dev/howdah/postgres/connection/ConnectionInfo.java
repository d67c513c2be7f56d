package dev.howdah.postgres.connection;

import java.time.Duration;
import java.util.Optional;

/**
 * One open connection of a pool.
 *
 * @param server {@code user@host:port/dbname}, the host being the one really connected to
 * @param backendPid the number of the server's process
 * @param tls the version of TLS, such as {@code TLSv1.3}; empty for plain text
 * @param age the time since it was opened
 * @param lent whether somebody uses it now
 */
public record ConnectionInfo(
        String server, int backendPid, Optional<String> tls, Duration age, boolean lent) {}
