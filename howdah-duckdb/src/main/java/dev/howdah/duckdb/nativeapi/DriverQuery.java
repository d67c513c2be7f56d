package dev.howdah.duckdb.nativeapi;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBPreparedStatement;
import org.duckdb.DuckDBResultSetMetaData;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Executes a statement as the driver does, whose own way loses the words of an error that a
 * streamed query meets before its first rows: it says "Invalid result set".
 */
public final class DriverQuery {
    private record Handles(
            @CSymbol(value = "duckdb_result_error", returns = long.class, takes = long.class)
                    MethodHandle error) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private static final Class<?> DRIVER = driver();
    private static final MethodHandle START =
            driver("pending_query", ByteBuffer.class, ByteBuffer.class, byte[].class);
    private static final MethodHandle RUN_STARTED =
            driver("execute_pending", ByteBuffer.class, ByteBuffer.class);
    private static final MethodHandle END_STARTED =
            driver("release_pending", void.class, ByteBuffer.class);
    private static final MethodHandle RUN_PREPARED =
            driver("execute", ByteBuffer.class, ByteBuffer.class, Object[].class);
    private static final MethodHandle COLUMNS =
            driver("query_result_meta", DuckDBResultSetMetaData.class, ByteBuffer.class);
    private static final MethodHandle FREE = driver("free_result", void.class, ByteBuffer.class);

    /** The words of a {@code duckdb_result} before the pointer to what it is made of. */
    private static final long RESULT_OFFSET = 40;

    private DriverQuery() {}

    /**
     * An executed statement. Whoever gets it makes a {@link org.duckdb.DuckDBResultSet} of it,
     * which then owns {@code reference}.
     */
    public record Executed(DuckDBResultSetMetaData columns, ByteBuffer reference) {}

    /** Executes a text. While it runs, the statement can be cancelled. */
    public static Executed execute(Statement statement, String sql) throws SQLException {
        DuckDBPreparedStatement target = statement.unwrap(DuckDBPreparedStatement.class);
        DuckDBConnection connection = connection(target);
        return locked(
                target,
                () -> {
                    ByteBuffer started = start(connection, sql);
                    try {
                        return (ByteBuffer) RUN_STARTED.invokeExact(started);
                    } finally {
                        END_STARTED.invokeExact(started);
                    }
                });
    }

    /** Executes what has been prepared, with its parameters set. */
    public static Executed execute(PreparedStatement statement) throws SQLException {
        DuckDBPreparedStatement target = statement.unwrap(DuckDBPreparedStatement.class);
        connection(target);
        return locked(
                target,
                () -> {
                    @Nullable ByteBuffer prepared = DriverInternals.prepared(target);
                    if (prepared == null) {
                        throw new SQLException("Statement was closed");
                    }
                    Object @Nullable [] parameters = DriverInternals.parameters(target);
                    return (ByteBuffer) RUN_PREPARED.invokeExact(prepared, parameters);
                });
    }

    /** A call into the driver. */
    private interface Call {
        ByteBuffer run() throws Throwable;
    }

    /** The driver's cancel does nothing for a statement whose lock nobody holds. */
    private static Executed locked(DuckDBPreparedStatement statement, Call call)
            throws SQLException {
        ReentrantLock lock = DriverInternals.lock(statement);
        lock.lock();
        try {
            return described(call.run());
        } catch (SQLException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        } finally {
            lock.unlock();
        }
    }

    private static Executed described(ByteBuffer result) throws Throwable {
        try {
            String error = error(result);
            if (error != null) {
                throw new SQLException(error);
            }
            return new Executed((DuckDBResultSetMetaData) COLUMNS.invokeExact(result), result);
        } catch (Throwable failure) {
            FREE.invokeExact(result);
            throw failure;
        }
    }

    /**
     * What went wrong, if something did. The first word of the driver's own result points to the
     * same thing as that of a {@code duckdb_result}: true of {@link TestedVersions} only.
     */
    private static @Nullable String error(ByteBuffer result) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment view = arena.allocate(NativeLibrary.DUCKDB_RESULT);
            view.set(
                    ValueLayout.JAVA_LONG, RESULT_OFFSET, MemorySegment.ofBuffer(result).address());
            long text = (long) DUCKDB.error().invokeExact(view.address());
            return text == 0 ? null : CStrings.read(text);
        }
    }

    private static ByteBuffer start(DuckDBConnection connection, String sql) throws Throwable {
        ReentrantLock lock = DriverInternals.closeLock(connection);
        lock.lock();
        try {
            return (ByteBuffer)
                    START.invokeExact(
                            DriverInternals.reference(connection),
                            sql.getBytes(StandardCharsets.UTF_8));
        } finally {
            lock.unlock();
        }
    }

    private static DuckDBConnection connection(DuckDBPreparedStatement statement)
            throws SQLException {
        DuckDBConnection connection = statement.getConnection().unwrap(DuckDBConnection.class);
        DuckDbConnectionHandle.of(connection);
        return connection;
    }

    private static Class<?> driver() {
        try {
            return MethodHandles.privateLookupIn(DuckDBConnection.class, MethodHandles.lookup())
                    .findClass("org.duckdb.DuckDBNative");
        } catch (ReflectiveOperationException changed) {
            throw missing("class DuckDBNative", changed);
        }
    }

    private static MethodHandle driver(String name, Class<?> returns, Class<?>... takes) {
        try {
            return MethodHandles.privateLookupIn(DRIVER, MethodHandles.lookup())
                    .findStatic(
                            DRIVER, "duckdb_jdbc_" + name, MethodType.methodType(returns, takes));
        } catch (ReflectiveOperationException changed) {
            throw missing("function " + name, changed);
        }
    }

    private static HowdahException missing(String what, ReflectiveOperationException changed) {
        return HowdahException.of(
                ErrorKind.UNSUPPORTED,
                "DuckDB's JDBC driver has no "
                        + what
                        + "; use org.duckdb:duckdb_jdbc "
                        + TestedVersions.LIST
                        + ".x",
                changed);
    }
}
