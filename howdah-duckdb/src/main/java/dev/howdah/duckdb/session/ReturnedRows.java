package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteQuery;
import dev.howdah.postgres.scan.RowStream;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** The rows of a statement that runs once, when DuckDB reads them. Thread-safe. */
public final class ReturnedRows {
    private final AttachedDatabase database;
    private final RemoteQuery query;
    private final Supplier<RowStream> start;
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicLong count = new AtomicLong();
    private volatile boolean ended;

    ReturnedRows(AttachedDatabase database, RemoteQuery query, Supplier<RowStream> start) {
        this.database = Objects.requireNonNull(database);
        this.query = Objects.requireNonNull(query);
        this.start = Objects.requireNonNull(start);
    }

    public AttachedDatabase database() {
        return database;
    }

    /** What the rows consist of. */
    public RemoteQuery query() {
        return query;
    }

    /**
     * Runs the statement.
     *
     * @throws HowdahException if it ran already
     */
    public RowStream open() {
        if (!started.compareAndSet(false, true)) {
            throw HowdahException.internal("The rows of a change were read twice");
        }
        return new EndNoticingStream(start.get(), count::addAndGet, () -> ended = true);
    }

    /** The rows read so far. */
    long count() {
        return count.get();
    }

    /** Whether all rows were read, so that the statement has done all its work. */
    boolean hasEnded() {
        return ended;
    }
}
