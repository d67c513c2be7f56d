package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.duckdb.DuckDBChunkedResult;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBLogicalType;
import org.duckdb.DuckDBPreparedStatement;
import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The fields of DuckDB's driver that Howdah reads, though they are not public. {@code connRef} is
 * the address of a C++ object of the driver whose third word is the connection's pointer: true of
 * {@link TestedVersions} only.
 */
final class DriverInternals {
    private static final long CONNECTION_OFFSET = 16;

    private static final MethodHandle CONNECTION_REFERENCE =
            getter(DuckDBConnection.class, "connRef", ByteBuffer.class);
    private static final MethodHandle CONNECTION_LOCK =
            getter(DuckDBConnection.class, "connRefLock", ReentrantLock.class);
    private static final MethodHandle DATABASE_ADDRESS =
            getter(DuckDBConnection.class, "dbAddress", long.class);
    private static final MethodHandle TYPE_REFERENCE =
            getter(DuckDBLogicalType.class, "logicalTypeRef", ByteBuffer.class);
    private static final MethodHandle RESULT_REFERENCE =
            getter(DuckDBChunkedResult.class, "resultRef", ByteBuffer.class);
    private static final MethodHandle STATEMENT_LOCK =
            getter(DuckDBPreparedStatement.class, "stmtRefLock", ReentrantLock.class);
    private static final MethodHandle STATEMENT_REFERENCE =
            getter(DuckDBPreparedStatement.class, "stmtRef", ByteBuffer.class);
    private static final MethodHandle PARAMETERS =
            getter(DuckDBPreparedStatement.class, "params", Object[].class);

    private DriverInternals() {}

    /** The {@code duckdb_connection} of an open connection. */
    static long connection(DuckDBConnection connection) {
        return MemorySegment.ofAddress(MemorySegment.ofBuffer(reference(connection)).address())
                .reinterpret(CONNECTION_OFFSET + Long.BYTES)
                .get(JAVA_LONG, CONNECTION_OFFSET);
    }

    /** What the driver's own functions take for an open connection. */
    static ByteBuffer reference(DuckDBConnection connection) {
        try {
            ByteBuffer holder = (ByteBuffer) CONNECTION_REFERENCE.invokeExact(connection);
            if (holder == null) {
                throw HowdahException.of(
                        ErrorKind.CONNECTION, "08003", "the DuckDB connection is closed");
            }
            return holder;
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** What the driver holds while a statement runs. */
    static ReentrantLock lock(DuckDBPreparedStatement statement) {
        try {
            return (ReentrantLock) STATEMENT_LOCK.invokeExact(statement);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** What a statement has prepared; null if it is closed. */
    static @Nullable ByteBuffer prepared(DuckDBPreparedStatement statement) {
        try {
            return (ByteBuffer) STATEMENT_REFERENCE.invokeExact(statement);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    static Object @Nullable [] parameters(DuckDBPreparedStatement statement) {
        try {
            return (Object[]) PARAMETERS.invokeExact(statement);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** What a thread must hold that uses a connection while another one may close it. */
    static ReentrantLock closeLock(DuckDBConnection connection) {
        try {
            return (ReentrantLock) CONNECTION_LOCK.invokeExact(connection);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    static long databaseAddress(DuckDBConnection connection) {
        try {
            return (long) DATABASE_ADDRESS.invokeExact(connection);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** The {@code duckdb_logical_type} of a type that is open. */
    static long logicalType(DuckDBLogicalType type) {
        try {
            return address((ByteBuffer) TYPE_REFERENCE.invokeExact(type), "type");
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Where the {@code duckdb_result} of an open result stands. */
    static long result(DuckDBChunkedResult result) {
        try {
            return address((ByteBuffer) RESULT_REFERENCE.invokeExact(result), "result");
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    private static long address(@Nullable ByteBuffer reference, String thing) {
        if (reference == null) {
            throw new IllegalStateException("the " + thing + " is closed");
        }
        return MemorySegment.ofBuffer(reference).address();
    }

    private static MethodHandle getter(Class<?> owner, String field, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findGetter(owner, field, type);
        } catch (ReflectiveOperationException changed) {
            throw HowdahException.of(
                    ErrorKind.UNSUPPORTED,
                    "DuckDB's JDBC driver has no readable field "
                            + field
                            + "; use org.duckdb:duckdb_jdbc "
                            + TestedVersions.LIST
                            + ".x",
                    changed);
        }
    }
}
