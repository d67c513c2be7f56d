package dev.howdah.cli.bench;

import dev.howdah.server.EmbeddedServer;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The server that is measured: nothing goes on in it by itself. */
final class BenchServer {
    static final Map<String, String> SETTINGS = settings();

    private BenchServer() {}

    static EmbeddedServer start() throws SQLException {
        return EmbeddedServer.start(
                new EmbeddedServer.Options(EmbeddedServer.NEWEST, 0, Optional.empty(), SETTINGS));
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("shared_buffers", "512MB");
        settings.put("jit", "off");
        settings.put("autovacuum", "off");
        settings.put("fsync", "off");
        settings.put("max_wal_size", "8GB");
        settings.put("checkpoint_timeout", "1h");
        return settings;
    }
}
