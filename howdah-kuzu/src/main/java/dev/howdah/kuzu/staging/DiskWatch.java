package dev.howdah.kuzu.staging;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Cancels a statement whose files outgrow the limit: DuckDB has no such limit for COPY. */
final class DiskWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 50;
    private static final String DISK_FULL = "53100";

    private final StatementFiles files;
    private final long limit;
    private final Statement statement;
    private final ScheduledExecutorService clock;
    private volatile boolean exceeded;

    DiskWatch(StatementFiles files, long limit, Statement statement) {
        this.files = files;
        this.limit = limit;
        this.statement = statement;
        this.clock =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("howdah-staging-limit").factory());
        var _ =
                clock.scheduleWithFixedDelay(
                        this::tick, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (check()) {
            try {
                statement.cancel();
            } catch (SQLException endedMeanwhile) {
                // The caller looks once more.
            }
        }
    }

    /** Whether the files are too large now, or were. */
    boolean check() {
        if (!exceeded && files.bytes() > limit) {
            exceeded = true;
        }
        return exceeded;
    }

    boolean isExceeded() {
        return exceeded;
    }

    SQLException failure(String name) {
        return new SQLException(
                "Reading %s takes more than the %d bytes of disk that staged files may take: read fewer rows or columns, or raise the limit by the system property %s"
                        .formatted(name, limit, StagingLimits.DISK_PROPERTY),
                DISK_FULL);
    }

    @Override
    public void close() {
        clock.close();
    }
}
