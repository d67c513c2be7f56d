package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** A vector of a result's chunk, to be read. Valid until the next chunk is asked for. */
public final class ResultVector {
    private record Handles(
            @CSymbol(value = "duckdb_vector_get_data", returns = long.class, takes = long.class)
                    MethodHandle data,
            @CSymbol(value = "duckdb_vector_get_validity", returns = long.class, takes = long.class)
                    MethodHandle validity,
            @CSymbol(
                            value = "duckdb_list_vector_get_child",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle listChild,
            @CSymbol(
                            value = "duckdb_struct_vector_get_child",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle structChild) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    /** All memory, in which the pointers of long strings are offsets. */
    private static final MemorySegment MEMORY = MemorySegment.NULL.reinterpret(Long.MAX_VALUE);

    private final long address;
    private final MemorySegment data;
    private final @Nullable MemorySegment validity;
    private @Nullable ResultVector listChild;
    private ResultVector @Nullable [] structChildren;

    ResultVector(long address) {
        this.address = address;
        try {
            this.data = at((long) DUCKDB.data().invokeExact(address));
            long mask = (long) DUCKDB.validity().invokeExact(address);
            this.validity = mask == 0 ? null : at(mask);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** All values; a struct has none of its own. Its size is not known here: count rows. */
    public MemorySegment data() {
        return data;
    }

    /** All memory, for the pointers that stand in {@link #data}. */
    public static MemorySegment memory() {
        return MEMORY;
    }

    /** Whether a row may be null. */
    public boolean mayHaveNulls() {
        return validity != null;
    }

    public boolean isNull(int row) {
        return validity != null && (validity.getAtIndex(JAVA_LONG, row >>> 6) & (1L << row)) == 0;
    }

    /** The 64 rows from {@code 64 * word} on: a clear bit, the lowest first, is a null. */
    public long validityWord(int word) {
        return validity == null ? -1L : validity.getAtIndex(JAVA_LONG, word);
    }

    /** The elements of all rows of a list or map. */
    public ResultVector listChild() {
        if (listChild == null) {
            try {
                listChild = new ResultVector((long) DUCKDB.listChild().invokeExact(address));
            } catch (Throwable failure) {
                throw NativeLibrary.failed(failure);
            }
        }
        return listChild;
    }

    /** The fields of a struct of {@code count} fields. */
    public ResultVector[] structChildren(int count) {
        if (structChildren == null) {
            ResultVector[] children = new ResultVector[count];
            try {
                for (int i = 0; i < count; i++) {
                    children[i] =
                            new ResultVector(
                                    (long) DUCKDB.structChild().invokeExact(address, (long) i));
                }
            } catch (Throwable failure) {
                throw NativeLibrary.failed(failure);
            }
            structChildren = children;
        }
        return structChildren;
    }

    private static MemorySegment at(long address) {
        return MemorySegment.ofAddress(address).reinterpret(Long.MAX_VALUE);
    }
}
