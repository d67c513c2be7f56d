package dev.howdah.cli.bench;

import dev.howdah.server.EmbeddedServer;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The server that is measured: nothing goes on in it by itself. */
final class BenchServer {
    private static final Map<String, String> SETTINGS = settings();

    private BenchServer() {}

    static EmbeddedServer start() throws SQLException {
        return EmbeddedServer.start(
                new EmbeddedServer.Options(EmbeddedServer.NEWEST, 0, Optional.empty(), SETTINGS));
    }

    /** It and the machine, for the head of a report. */
    static String description(int version) {
        return String.format(
                Locale.ROOT,
                "PostgreSQL %d on the same machine (%s); %d CPUs, Java %s, at most %d MB of heap",
                version,
                SETTINGS.entrySet().stream()
                        .map(setting -> setting.getKey() + " = " + setting.getValue())
                        .collect(Collectors.joining(", ")),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                Runtime.getRuntime().maxMemory() >> 20);
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
