package dev.howdah.duckdb.nativeapi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Strings that cross the border. */
final class CStrings {
    private record Handles(@CSymbol(value = "duckdb_free", takes = long.class) MethodHandle free) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private CStrings() {}

    /** A copy for as long as the arena lives; C ends a string at a zero, so those become spaces. */
    static long allocate(Arena arena, String text) {
        return arena.allocateFrom(text.replace('\0', ' ')).address();
    }

    static String read(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE).getString(0);
    }

    /** Reads a string that DuckDB gave away. */
    static String take(long address) {
        try {
            return read(address);
        } finally {
            free(address);
        }
    }

    private static void free(long address) {
        try {
            DUCKDB.free().invokeExact(address);
        } catch (Throwable unexpected) {
            throw NativeLibrary.failed(unexpected);
        }
    }
}
