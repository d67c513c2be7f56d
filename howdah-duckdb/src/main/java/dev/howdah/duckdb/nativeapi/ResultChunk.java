package dev.howdah.duckdb.nativeapi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Rows of a result. Valid until the next chunk is asked for. */
public final class ResultChunk {
    private record Handles(
            @CSymbol(
                            value = "duckdb_data_chunk_get_vector",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle vector,
            @CSymbol(value = "duckdb_data_chunk_get_size", returns = long.class, takes = long.class)
                    MethodHandle size,
            @CSymbol(value = "duckdb_destroy_data_chunk", takes = long.class)
                    MethodHandle destroy) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private final long address;
    private final int rowCount;

    ResultChunk(long address) {
        this.address = address;
        try {
            this.rowCount = Math.toIntExact((long) DUCKDB.size().invokeExact(address));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    public int rowCount() {
        return rowCount;
    }

    public ResultVector vector(int column) {
        try {
            return new ResultVector((long) DUCKDB.vector().invokeExact(address, (long) column));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Frees the chunk; its vectors must not be used any more. */
    void destroy() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment slot = arena.allocateFrom(ValueLayout.JAVA_LONG, address);
            DUCKDB.destroy().invokeExact(slot.address());
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }
}
