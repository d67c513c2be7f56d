package dev.howdah.duckdb.source;

import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.nativeapi.ResultChunk;
import dev.howdah.duckdb.nativeapi.ResultChunks;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.duckdb.vector.DuckDbType;
import dev.howdah.duckdb.vector.VectorReader;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The rows of a query as DuckDB computes them: at most a few chunks are in memory. Used by one
 * thread, but for {@link #cancel}.
 */
public final class QueryRows implements AutoCloseable {
    private final DuckDbConnectionHandle connection;
    private final ResultChunks chunks;
    private final List<VectorReader> readers;
    private final RowBatch batch;
    private final RowBatch handedOut;
    private final List<CastCheck> checks;
    private long rows;
    private boolean ended;

    private QueryRows(
            DuckDbConnectionHandle connection,
            ResultChunks chunks,
            List<LogicalType> types,
            List<CastCheck> checks) {
        this.connection = connection;
        this.chunks = chunks;
        this.checks = List.copyOf(checks);
        this.readers = types.stream().map(type -> DuckDbType.of(type).reader()).toList();
        this.batch = RowBatch.of(types);
        this.handedOut =
                checks.isEmpty()
                        ? batch
                        : batch.select(IntStream.range(0, types.size() - checks.size()).toArray());
    }

    /**
     * Starts a query.
     *
     * @param statement DuckDB's own, with its parameters set; its columns are of exactly the types
     *     that {@link DuckDbTypeName} gives for {@code types}
     * @throws SQLException with DuckDB's own words if the query fails
     * @throws HowdahException if a column is of another type; nothing of it has been read then
     */
    public static QueryRows open(PreparedStatement statement, List<LogicalType> types)
            throws SQLException {
        return open(statement, types, List.of());
    }

    /**
     * As the other, of a query with one more column for each check, behind all others. A value that
     * can't be cast makes {@link #next} fail.
     */
    public static QueryRows open(
            PreparedStatement statement, List<LogicalType> columns, List<CastCheck> checks)
            throws SQLException {
        List<LogicalType> types = new ArrayList<>(columns);
        checks.forEach(check -> types.add(LogicalType.Scalar.TEXT));
        DuckDbConnectionHandle connection = DuckDbConnectionHandle.of(statement.getConnection());
        ResultChunks chunks = ResultChunks.start(statement);
        try {
            ColumnAgreement.check(chunks, statement, types);
            return new QueryRows(connection, chunks, types, checks);
        } catch (Throwable refused) {
            chunks.close();
            throw refused;
        }
    }

    /**
     * The next rows, valid until the next call; null after the last.
     *
     * @throws SQLException with DuckDB's own words if it could not compute them
     */
    public @Nullable RowBatch next() throws SQLException {
        if (ended) {
            return null;
        }
        ResultChunk chunk = nextChunk();
        if (chunk == null) {
            ended = true;
            return null;
        }
        if (chunk.rowCount() > RowBatch.CAPACITY) {
            throw HowdahException.internal("DuckDB's chunk holds " + chunk.rowCount() + " rows");
        }
        batch.reset();
        for (int i = 0; i < readers.size(); i++) {
            readers.get(i).read(chunk.vector(i), 0, chunk.rowCount(), batch.columns().get(i));
        }
        batch.setRowCount(chunk.rowCount());
        requireCastable();
        rows += chunk.rowCount();
        handedOut.setRowCount(chunk.rowCount());
        return handedOut;
    }

    private void requireCastable() {
        int first = readers.size() - checks.size();
        for (int row = 0; row < batch.rowCount(); row++) {
            for (int i = 0; i < checks.size(); i++) {
                BytesColumn refused = (BytesColumn) batch.columns().get(first + i);
                if (!refused.isNull(row)) {
                    throw uncastable(checks.get(i), refused, row);
                }
            }
        }
    }

    private HowdahException uncastable(CastCheck check, BytesColumn values, int row) {
        int start = values.start(row);
        String value =
                new String(
                        values.bytes(), start, values.ends()[row] - start, StandardCharsets.UTF_8);
        return HowdahException.of(
                ErrorKind.DATA,
                "22000",
                "column \"%s\", row %d: the value %s can't be cast to %s; filter such rows out, or write TRY_CAST for NULL in their place"
                        .formatted(
                                check.column(),
                                rows + row + 1,
                                DuckDbLiteral.quote(value),
                                check.type()));
    }

    private @Nullable ResultChunk nextChunk() throws SQLException {
        try {
            return chunks.next();
        } catch (SQLException failure) {
            ended = true;
            throw failure;
        }
    }

    /** Makes a {@link #next} that waits for DuckDB fail, from another thread. */
    public void cancel() {
        connection.interrupt();
    }

    /** Ends the query. Idempotent. */
    @Override
    public void close() throws SQLException {
        ended = true;
        chunks.close();
    }
}
