package dev.howdah.duckdb.nativeapi;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The chunk that a table function's callback must fill. Valid only during that callback. */
public final class NativeChunk {
    /** Rows that fit. */
    public static final int CAPACITY = 2048;

    private record Handles(
            @CSymbol(
                            value = "duckdb_data_chunk_get_vector",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle vector,
            @CSymbol(
                            value = "duckdb_data_chunk_set_size",
                            takes = {long.class, long.class})
                    MethodHandle setSize,
            @CSymbol(value = "duckdb_vector_size", returns = long.class) MethodHandle vectorSize) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private final long address;

    NativeChunk(long address) {
        this.address = address;
    }

    public NativeVector vector(int column) {
        try {
            return new NativeVector((long) DUCKDB.vector().invokeExact(address, (long) column));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    void setSize(int rows) {
        try {
            DUCKDB.setSize().invokeExact(address, (long) rows);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Rows of a vector as DuckDB was compiled. */
    static long vectorSize() {
        try {
            return (long) DUCKDB.vectorSize().invokeExact();
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }
}
