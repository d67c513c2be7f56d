package dev.howdah.cli.shell;

import com.sun.management.OperatingSystemMXBean;

import dev.howdah.cli.render.ResultRenderer;
import dev.howdah.cli.render.ResultRows;

import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.Locale;

/** Runs statements on one engine and prints what they answer. */
final class StatementRunner {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final String CANCELED = "57014";

    private final ShellEngine engine;
    private final ShellSettings settings;
    private final ShellStreams streams;
    private volatile boolean running;
    private volatile boolean cancelled;

    StatementRunner(ShellEngine engine, ShellSettings settings, ShellStreams streams) {
        this.engine = engine;
        this.settings = settings;
        this.streams = streams;
    }

    /** Runs one statement to its end. */
    void run(String statement) throws SQLException {
        long start = System.nanoTime();
        long cpuStart = SYSTEM.getProcessCpuTime();
        cancelled = false;
        running = true;
        try {
            execute(statement);
        } catch (SQLException failure) {
            // The engine's own words for a result cut off are not what the user did.
            throw cancelled ? new SQLException("Interrupted", CANCELED, failure) : failure;
        } finally {
            running = false;
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
        if (running) {
            cancelled = true;
            engine.cancel();
        }
    }

    Language language() {
        return engine.language();
    }

    private void execute(String statement) throws SQLException {
        if (!streams.errIsTerminal()) {
            engine.run(statement, this::print);
            return;
        }
        ProgressBar bar = ProgressBar.start(engine.progress(), streams.err());
        try {
            engine.run(statement, this::print);
        } finally {
            bar.close();
        }
    }

    private void print(ResultRows rows) throws SQLException {
        ResultRenderer.forResult(rows, settings.renderer()).render(rows, streams.out());
    }
}
