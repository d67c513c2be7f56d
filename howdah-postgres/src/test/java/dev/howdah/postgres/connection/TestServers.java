package dev.howdah.postgres.connection;

import dev.howdah.server.EmbeddedServer;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** One server per version for all tests of this package; the end of the JVM stops them. */
final class TestServers {
    private static final Map<Integer, EmbeddedServer> SERVERS = new ConcurrentHashMap<>();

    private TestServers() {}

    static EmbeddedServer of(int version) {
        return SERVERS.computeIfAbsent(version, EmbeddedServer::start);
    }

    static EmbeddedServer newest() {
        return of(EmbeddedServer.NEWEST);
    }

    static IntStream versions() {
        return EmbeddedServer.VERSIONS.stream().mapToInt(Integer::intValue);
    }

    static Session open(EmbeddedServer server) {
        return Session.open(ConnectionSettings.parse(server.connectionString()));
    }
}
