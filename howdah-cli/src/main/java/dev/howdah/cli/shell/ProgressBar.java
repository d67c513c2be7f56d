package dev.howdah.cli.shell;

import dev.howdah.cli.shell.ProgressSource.Progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Draws how far a long statement is on one line of a terminal, from two seconds after its start
 * until it is closed, which wipes the line.
 */
final class ProgressBar {
    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration PERIOD = Duration.ofMillis(200);
    private static final int CELLS = 30;
    private static final String WIPE = "\r\u001b[K";

    private final ProgressSource source;
    private final PrintStream terminal;
    private final long start = System.nanoTime();
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    work -> Thread.ofPlatform().daemon().name("howdah-progress").unstarted(work));
    private boolean drawn;
    private boolean closed;

    private ProgressBar(ProgressSource source, PrintStream terminal) {
        this.source = source;
        this.terminal = terminal;
    }

    static ProgressBar start(ProgressSource source, PrintStream terminal) {
        ProgressBar bar = new ProgressBar(source, terminal);
        var _ =
                bar.clock.scheduleAtFixedRate(
                        bar::draw, DELAY.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return bar;
    }

    private synchronized void draw() {
        if (closed) {
            return;
        }
        source.poll()
                .ifPresent(
                        progress -> {
                            double seconds = (System.nanoTime() - start) / 1e9;
                            terminal.print(WIPE + line(progress, seconds));
                            terminal.flush();
                            drawn = true;
                        });
    }

    /** For example {@code 42% ▕████▏ 1,200,000 rows, 600,000 rows/s, 120 MB}. */
    static String line(Progress progress, double seconds) {
        String counts = counts(progress, seconds);
        if (progress.fraction() < 0) {
            return counts;
        }
        double fraction = Math.min(1, progress.fraction());
        int full = (int) (fraction * CELLS);
        return String.format(
                Locale.ROOT,
                "%3.0f%% ▕%s%s▏ %s",
                fraction * 100,
                "█".repeat(full),
                " ".repeat(CELLS - full),
                counts);
    }

    private static String counts(Progress progress, double seconds) {
        if (progress.rows() < 0) {
            return progress.step();
        }
        String step = progress.step().isEmpty() ? "" : progress.step() + ": ";
        String rows =
                String.format(
                        Locale.ROOT,
                        "%s%,d rows, %,.0f rows/s",
                        step,
                        progress.rows(),
                        progress.rows() / seconds);
        return progress.bytes() < 0 ? rows : rows + ", " + bytes(progress.bytes());
    }

    private static String bytes(long bytes) {
        if (bytes < 1_000_000_000) {
            return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
        }
        return String.format(Locale.ROOT, "%.2f GB", bytes / 1e9);
    }

    void close() {
        clock.shutdownNow();
        wipe();
    }

    private synchronized void wipe() {
        closed = true;
        if (drawn) {
            terminal.print(WIPE);
            terminal.flush();
        }
    }
}
