package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * A vector of a chunk that DuckDB wants filled. Valid only during the callback that was given it.
 */
public final class NativeVector {
    /** Bytes of a {@code string_t}, of which the last twelve hold a short string itself. */
    public static final int STRING_BYTES = 16;

    /** The longest string that a {@code string_t} holds itself. */
    public static final int INLINE_BYTES = 12;

    private static final int POINTER_OFFSET = 8;

    private record Handles(
            @CSymbol(value = "duckdb_vector_get_data", returns = long.class, takes = long.class)
                    MethodHandle data,
            @CSymbol(value = "duckdb_vector_ensure_validity_writable", takes = long.class)
                    MethodHandle ensureValidity,
            @CSymbol(value = "duckdb_vector_get_validity", returns = long.class, takes = long.class)
                    MethodHandle validity,
            @CSymbol(
                            value = "duckdb_list_vector_get_child",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle listChild,
            @CSymbol(
                            value = "duckdb_list_vector_reserve",
                            returns = int.class,
                            takes = {long.class, long.class})
                    MethodHandle listReserve,
            @CSymbol(
                            value = "duckdb_list_vector_set_size",
                            returns = int.class,
                            takes = {long.class, long.class})
                    MethodHandle listSetSize,
            @CSymbol(
                            value = "duckdb_struct_vector_get_child",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle structChild,
            @CSymbol(
                            value = "duckdb_unsafe_vector_assign_string_element_len",
                            takes = {long.class, long.class, long.class, long.class})
                    MethodHandle assignString) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private final long address;

    NativeVector(long address) {
        this.address = address;
    }

    /** The first {@code bytes} bytes of the values; a list's reserve makes an older one invalid. */
    public MemorySegment data(long bytes) {
        try {
            return MemorySegment.ofAddress((long) DUCKDB.data().invokeExact(address))
                    .reinterpret(bytes);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Says which of the first rows are null: a clear bit is a null, 64 rows a word. */
    public void writeValidity(long[] words, int rows) {
        int count = (rows + 63) >>> 6;
        MemorySegment.copy(words, 0, validity(count), JAVA_LONG, 0, count);
    }

    /** Makes the first rows null. */
    public void writeNulls(int rows) {
        validity((rows + 63) >>> 6).fill((byte) 0);
    }

    /** Makes room for all elements of a list vector; take {@link #listChild} afterwards. */
    public void setListSize(long elements) {
        try {
            int reserved = (int) DUCKDB.listReserve().invokeExact(address, elements);
            int set = (int) DUCKDB.listSetSize().invokeExact(address, elements);
            if (reserved != 0 || set != 0) {
                throw new IllegalStateException("DuckDB has no room for " + elements + " elements");
            }
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    public NativeVector listChild() {
        try {
            return new NativeVector((long) DUCKDB.listChild().invokeExact(address));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    public NativeVector structChild(int index) {
        try {
            return new NativeVector((long) DUCKDB.structChild().invokeExact(address, (long) index));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /**
     * Copies bytes into the vector's own string heap, where they live as long as the vector's
     * strings. Overwrites element 0, which the caller must write afterwards.
     *
     * <p>DuckDB does not check them: text from PostgreSQL is valid UTF-8 already because the server
     * guarantees it, and checking costs as much as copying.
     *
     * @param length more than {@link #INLINE_BYTES}
     * @return where they are
     */
    public long storeBytes(byte[] bytes, int length) {
        if (length <= Scratch.MAX_BYTES) {
            return storeBytes(bytes, length, Scratch.ofThisThread(length));
        }
        try (Arena arena = Arena.ofConfined()) {
            return storeBytes(bytes, length, arena.allocate(length));
        }
    }

    private long storeBytes(byte[] bytes, int length, MemorySegment copy) {
        MemorySegment.copy(bytes, 0, copy, JAVA_BYTE, 0, length);
        try {
            DUCKDB.assignString().invokeExact(address, 0L, copy.address(), (long) length);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
        return data(STRING_BYTES).get(JAVA_LONG, POINTER_OFFSET);
    }

    private MemorySegment validity(int words) {
        try {
            DUCKDB.ensureValidity().invokeExact(address);
            return MemorySegment.ofAddress((long) DUCKDB.validity().invokeExact(address))
                    .reinterpret(words * 8L);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }
}
