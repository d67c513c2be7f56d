package dev.howdah.duckdb.session;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.ForwardingRowStream;
import dev.howdah.postgres.scan.RowStream;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicBoolean;

/** A stream that its statement knows of, and whose failures name the attached database. */
final class TrackedStream extends ForwardingRowStream {
    private final StatementContext context;
    private final String database;
    private final String relation;
    private final String sql;
    private final AtomicBoolean closed = new AtomicBoolean();

    TrackedStream(
            StatementContext context,
            String database,
            String relation,
            String sql,
            RowStream stream) {
        super(stream);
        this.context = context;
        this.database = database;
        this.relation = relation;
        this.sql = sql;
    }

    ScanRecord describe() {
        return new ScanRecord(database, relation, sql, statistics());
    }

    @Override
    public @Nullable RowBatch next() {
        try {
            return super.next();
        } catch (HowdahException failure) {
            HowdahException cancellation = context.cancellation();
            throw cancellation != null
                    ? cancellation
                    : failure.in("PostgreSQL database \"" + database + "\"");
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            super.close();
            context.closed(this);
        }
    }
}
