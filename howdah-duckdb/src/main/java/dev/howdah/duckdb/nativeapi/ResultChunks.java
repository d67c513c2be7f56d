package dev.howdah.duckdb.nativeapi;

import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A running query of DuckDB's, chunk by chunk as it computes them. Used by one thread.
 *
 * <p>The driver's own chunks refuse lists and structs, so they are fetched here.
 */
public final class ResultChunks implements AutoCloseable {
    private record Handles(
            @CSymbol(
                            value = "duckdb_fetch_chunk",
                            returns = long.class,
                            takes = MemorySegment.class)
                    MethodHandle fetch,
            @CSymbol(value = "duckdb_result_error", returns = long.class, takes = long.class)
                    MethodHandle error,
            @CSymbol(value = "duckdb_column_count", returns = long.class, takes = long.class)
                    MethodHandle columnCount,
            @CSymbol(
                            value = "duckdb_column_logical_type",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle columnType) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private final DuckDBChunkedResult result;
    private @Nullable ResultChunk chunk;

    private ResultChunks(DuckDBChunkedResult result) {
        this.result = result;
    }

    /**
     * Starts a query, whose rows are computed as they are asked for.
     *
     * @param statement of DuckDB's driver
     */
    public static ResultChunks start(PreparedStatement statement) throws SQLException {
        DuckDbConnectionHandle.of(statement.getConnection());
        return new ResultChunks(statement.unwrap(DuckDBPreparedStatement.class).query());
    }

    public String columnName(int column) {
        return result.columnName(column);
    }

    /** How the columns are laid out. */
    public List<TypeShape> columnTypes() {
        List<TypeShape> shapes = new ArrayList<>();
        long address = DriverInternals.result(result);
        try {
            long columns = (long) DUCKDB.columnCount().invokeExact(address);
            for (long i = 0; i < columns; i++) {
                shapes.add(TypeShape.take((long) DUCKDB.columnType().invokeExact(address, i)));
            }
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
        return shapes;
    }

    /**
     * The next rows, or null after the last.
     *
     * @throws SQLException with DuckDB's own words if it could not compute them
     */
    public @Nullable ResultChunk next() throws SQLException {
        destroyChunk();
        long fetched = fetch();
        if (fetched != 0) {
            chunk = new ResultChunk(fetched);
            return chunk;
        }
        // A failure is an end like any other, but for the words that it leaves.
        String error = error();
        if (error != null) {
            throw new SQLException(error);
        }
        return null;
    }

    private long fetch() {
        try {
            MemorySegment address = MemorySegment.ofAddress(DriverInternals.result(result));
            return (long)
                    DUCKDB.fetch()
                            .invokeExact(
                                    address.reinterpret(NativeLibrary.DUCKDB_RESULT.byteSize()));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    private void destroyChunk() {
        if (chunk != null) {
            ResultChunk done = chunk;
            chunk = null;
            done.destroy();
        }
    }

    private @Nullable String error() {
        try {
            long text = (long) DUCKDB.error().invokeExact(DriverInternals.result(result));
            return text == 0 ? null : CStrings.read(text);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Ends the query. Idempotent. */
    @Override
    public void close() throws SQLException {
        destroyChunk();
        result.close();
    }
}
