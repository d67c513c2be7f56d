package dev.howdah.duckdb.session;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RowStream;
import dev.howdah.postgres.scan.ScanStatistics;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;

/** A stream that its statement knows of, and whose failures name the attached database. */
final class TrackedStream implements RowStream {
    private final StatementContext context;
    private final String database;
    private final String relation;
    private final String sql;
    private final RowStream stream;
    private final AtomicBoolean closed = new AtomicBoolean();

    TrackedStream(
            StatementContext context,
            String database,
            String relation,
            String sql,
            RowStream stream) {
        this.context = context;
        this.database = database;
        this.relation = relation;
        this.sql = sql;
        this.stream = stream;
    }

    ScanRecord describe() {
        return new ScanRecord(database, relation, sql, stream.statistics());
    }

    @Override
    public @Nullable RowBatch next() {
        try {
            return stream.next();
        } catch (HowdahException failure) {
            HowdahException cancellation = context.cancellation();
            throw cancellation != null
                    ? cancellation
                    : failure.in("PostgreSQL database \"" + database + "\"");
        }
    }

    @Override
    public void release(RowBatch batch) {
        stream.release(batch);
    }

    @Override
    public void cancel() {
        stream.cancel();
    }

    @Override
    public ScanStatistics statistics() {
        return stream.statistics();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            stream.close();
            context.closed(this);
        }
    }
}
