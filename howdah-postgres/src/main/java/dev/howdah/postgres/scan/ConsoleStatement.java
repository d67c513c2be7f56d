package dev.howdah.postgres.scan;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.wire.PreparedQuery;
import dev.howdah.postgres.wire.RowReader;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A statement of a {@link RemoteConsole}: the server gets its text as it is and nothing around it.
 * Once started it runs to its end unless it is cancelled, whether or not its rows are read.
 */
public final class ConsoleStatement implements RowStream {
    private final RemoteConsole console;
    private final String sql;
    private final MappingOptions options;
    private final ScanCounters counters = new ScanCounters(0, OptionalDouble.empty());

    private @Nullable RowReader reader;
    private @Nullable RowLayout layout;
    private @Nullable BatchSlot slot;
    private volatile boolean ended;
    private volatile boolean cancelled;

    ConsoleStatement(RemoteConsole console, String sql, MappingOptions options) {
        this.console = console;
        this.sql = sql;
        this.options = options;
    }

    /**
     * What a statement answers.
     *
     * @param columns those of its rows, none if it has no rows
     * @param changed the rows that it changed, -1 if it changes none or has rows
     */
    public record Answer(List<RemoteQuery.Column> columns, long changed) {
        public Answer {
            columns = List.copyOf(columns);
        }
    }

    /** Runs it, up to its first row if it has rows. */
    public synchronized Answer start() {
        Session session = console.begin(this);
        counters.start();
        requireWanted();
        PreparedQuery prepared = session.prepare(sql);
        if (!prepared.parameterTypeOids().isEmpty()) {
            throw HowdahException.unsupported(
                    "A statement that goes to PostgreSQL as it is takes no parameters: write the"
                            + " values into it, or DISCONNECT and run it there");
        }
        RemoteQuery query =
                RemoteQueries.asServed(
                        prepared,
                        console.catalog()
                                .currentTypesOf(
                                        prepared.columns().stream()
                                                .map(PreparedQuery.Column::typeOid)
                                                .toList(),
                                        session.jdbc()),
                        options);
        requireWanted();
        RowReader rows = session.execute(prepared, List.of(), query.formats());
        counters.addConnection();
        if (query.columns().isEmpty()) {
            rows.drain();
            finish();
            console.requireEncoding();
            return new Answer(List.of(), rows.affectedRows());
        }
        reader = rows;
        layout = query.layout();
        return new Answer(query.columns(), -1);
    }

    @Override
    public synchronized @Nullable RowBatch next() {
        RowReader rows = reader;
        if (rows == null || layout == null) {
            return null;
        }
        BatchSlot filled = slot != null ? slot : new BatchSlot(layout);
        slot = null;
        while (!filled.isFull() && rows.nextRow()) {
            filled.add(rows.buffer(), rows.position(), rows.end());
        }
        if (filled.rows() == 0) {
            finish();
            console.requireEncoding();
            return null;
        }
        filled.seal();
        counters.addBatch(filled.rows(), filled.bytes());
        slot = filled;
        return filled.batch();
    }

    /** There is one batch only, and it is read before the next is asked for. */
    @Override
    public synchronized void release(RowBatch batch) {
        BatchSlot read = slot;
        if (read != null && read.batch() == batch) {
            slot = read.bytes() <= BatchExchange.LARGEST_KEPT_BYTES ? read : null;
            read.reset();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        if (!ended) {
            console.session().cancel();
        }
    }

    @Override
    public ScanStatistics statistics() {
        return counters.read(1, ended);
    }

    /** A connection that stops a statement in a transaction would fail the transaction. */
    @Override
    public synchronized void close() {
        RowReader rows = reader;
        if (rows == null) {
            return;
        }
        try {
            if (!cancelled && console.session().isUsable()) {
                rows.drain();
            }
        } catch (HowdahException failure) {
            // Nobody asks any more; the transaction's state tells the rest.
        } finally {
            rows.close();
            finish();
        }
    }

    private void finish() {
        reader = null;
        ended = true;
        counters.end();
    }

    private void requireWanted() {
        if (cancelled) {
            throw HowdahException.of(ErrorKind.CANCELLED, "The statement was cancelled");
        }
    }
}
