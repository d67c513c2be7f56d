package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.postgres.error.HowdahException;

import org.duckdb.DuckDBLogicalType;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.List;

/** A {@code duckdb_logical_type} of ours; DuckDB copies it wherever it is passed. */
public final class NativeType implements AutoCloseable {
    private record Handles(
            @CSymbol(value = "duckdb_create_logical_type", returns = long.class, takes = int.class)
                    MethodHandle plain,
            @CSymbol(
                            value = "duckdb_create_decimal_type",
                            returns = long.class,
                            takes = {byte.class, byte.class})
                    MethodHandle decimal,
            @CSymbol(
                            value = "duckdb_create_enum_type",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle enumeration,
            @CSymbol(value = "duckdb_create_list_type", returns = long.class, takes = long.class)
                    MethodHandle list,
            @CSymbol(
                            value = "duckdb_create_map_type",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle map,
            @CSymbol(
                            value = "duckdb_create_struct_type",
                            returns = long.class,
                            takes = {long.class, long.class, long.class})
                    MethodHandle struct,
            @CSymbol(
                            value = "duckdb_logical_type_set_alias",
                            takes = {long.class, long.class})
                    MethodHandle setAlias,
            @CSymbol(value = "duckdb_destroy_logical_type", takes = long.class)
                    MethodHandle destroy) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private long address;

    private NativeType(long address, String described) {
        if (address == 0) {
            throw HowdahException.unsupported("DuckDB can't make the type " + described);
        }
        this.address = address;
    }

    public static NativeType of(NativeTypeId id) {
        try {
            return new NativeType((long) DUCKDB.plain().invokeExact(id.code()), id.name());
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    public static NativeType decimal(int precision, int scale) {
        try {
            return new NativeType(
                    (long) DUCKDB.decimal().invokeExact((byte) precision, (byte) scale),
                    "DECIMAL(" + precision + "," + scale + ")");
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    public static NativeType enumeration(List<String> labels) {
        try (Arena arena = Arena.ofConfined()) {
            return new NativeType(
                    (long)
                            DUCKDB.enumeration()
                                    .invokeExact(strings(arena, labels), (long) labels.size()),
                    "ENUM");
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    public static NativeType list(NativeType element) {
        try {
            return new NativeType((long) DUCKDB.list().invokeExact(element.address()), "LIST");
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    public static NativeType map(NativeType key, NativeType value) {
        try {
            return new NativeType(
                    (long) DUCKDB.map().invokeExact(key.address(), value.address()), "MAP");
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** A STRUCT; names and types go in pairs. */
    public static NativeType struct(List<String> names, List<NativeType> types) {
        try (Arena arena = Arena.ofConfined()) {
            long[] addresses = types.stream().mapToLong(NativeType::address).toArray();
            MemorySegment children = arena.allocateFrom(JAVA_LONG, addresses);
            return new NativeType(
                    (long)
                            DUCKDB.struct()
                                    .invokeExact(
                                            children.address(),
                                            strings(arena, names),
                                            (long) addresses.length),
                    "STRUCT of " + names);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Gives this type a name of its own: {@code JSON} is a VARCHAR so named. */
    public NativeType named(String alias) {
        setAlias(address(), alias);
        return this;
    }

    /** As {@link #named(String)} for a type of the driver's, which has no such method. */
    public static void name(DuckDBLogicalType type, String alias) {
        setAlias(DriverInternals.logicalType(type), alias);
    }

    private static void setAlias(long type, String alias) {
        try (Arena arena = Arena.ofConfined()) {
            DUCKDB.setAlias().invokeExact(type, CStrings.allocate(arena, alias));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    long address() {
        if (address == 0) {
            throw new IllegalStateException("the type is closed");
        }
        return address;
    }

    @Override
    public void close() {
        if (address == 0) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment slot = arena.allocateFrom(JAVA_LONG, address);
            address = 0;
            DUCKDB.destroy().invokeExact(slot.address());
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    private static long strings(Arena arena, List<String> texts) {
        long[] addresses = texts.stream().mapToLong(t -> CStrings.allocate(arena, t)).toArray();
        return arena.allocateFrom(JAVA_LONG, addresses).address();
    }
}
