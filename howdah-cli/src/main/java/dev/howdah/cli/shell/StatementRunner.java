package dev.howdah.cli.shell;

import com.sun.management.OperatingSystemMXBean;

import dev.howdah.cli.render.ResultRenderer;
import dev.howdah.duckdb.connect.ServerState;

import org.jspecify.annotations.Nullable;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Runs statements on one connection and prints what they answer. */
final class StatementRunner {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final String CANCELED = "57014";

    private final Connection connection;
    private final Place place;
    private final ShellSettings settings;
    private final ShellStreams streams;
    private final ScanProgressSource progress;
    private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
    private volatile boolean cancelled;
    private ZoneId zone = ZoneOffset.UTC;

    StatementRunner(
            Connection connection,
            ShellSettings settings,
            ShellStreams streams,
            ScanProgressSource progress) {
        this.connection = connection;
        this.place = new Place(connection);
        this.settings = settings;
        this.streams = streams;
        this.progress = progress;
    }

    /** Runs one statement to its end. */
    void run(String sql) throws SQLException {
        long start = System.nanoTime();
        long cpuStart = SYSTEM.getProcessCpuTime();
        zone = currentZone();
        try (Statement statement = connection.createStatement()) {
            cancelled = false;
            running.set(statement);
            execute(statement, sql);
        } catch (SQLException failure) {
            // The engine's own words for a result cut off are not what the user did.
            throw cancelled ? new SQLException("Interrupted", CANCELED, failure) : failure;
        } finally {
            running.set(null);
            streams.out().flush();
        }
        if (settings.timer()) {
            streams.out()
                    .printf(
                            Locale.ROOT,
                            "Run Time (s): real %.3f cpu %.3f%n",
                            (System.nanoTime() - start) / 1e9,
                            (SYSTEM.getProcessCpuTime() - cpuStart) / 1e9);
            streams.out().flush();
        }
    }

    /** Stops the running statement, if any; called from another thread. */
    void cancel() {
        Statement statement = running.get();
        if (statement != null) {
            cancelled = true;
            try {
                statement.cancel();
            } catch (SQLException endedMeanwhile) {
                // A statement that has just ended needs no cancelling.
            }
        }
    }

    Place place() {
        return place;
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }

    private void execute(Statement statement, String sql) throws SQLException {
        if (!streams.errIsTerminal()) {
            print(statement, sql);
            return;
        }
        ProgressBar bar = ProgressBar.start(progress, streams.err());
        try {
            print(statement, sql);
        } finally {
            bar.close();
        }
    }

    private void print(Statement statement, String sql) throws SQLException {
        if (statement.execute(sql)) {
            try (ResultSet result = statement.getResultSet()) {
                ResultRenderer renderer = settings.renderer();
                ResultRenderer.forResult(result, renderer).render(result, zone, streams.out());
            }
        }
    }

    /** Asked before each statement: while a result streams, the connection is busy. */
    private ZoneId currentZone() {
        Optional<ServerState> server = place.server();
        if (server.isPresent()) {
            return server.get().timeZone().flatMap(StatementRunner::zone).orElse(zone);
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT current_setting('TimeZone')")) {
            result.next();
            return ZoneId.of(result.getString(1));
        } catch (SQLException | DateTimeException unknown) {
            // In a failed transaction nothing can be asked: the last known zone serves.
            return zone;
        }
    }
}
