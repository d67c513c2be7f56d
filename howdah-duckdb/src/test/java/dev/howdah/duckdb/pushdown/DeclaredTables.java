package dev.howdah.duckdb.pushdown;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import org.duckdb.DuckDBConnection;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;

/** The table function {@code pg_scan(id)} with declared columns and no rows: enough to EXPLAIN. */
public final class DeclaredTables {
    private static final Arena ARENA = Arena.global();
    private static final ConcurrentHashMap<Long, List<LogicalType>> TABLES =
            new ConcurrentHashMap<>();

    private DeclaredTables() {}

    /** Declares the columns of a table id, for every connection. */
    public static void declare(long id, List<LogicalType> columns) {
        TABLES.put(id, List.copyOf(columns));
    }

    /** Registers the function on a connection. */
    public static void register(Connection connection) {
        try {
            MemorySegment function =
                    (MemorySegment)
                            call("duckdb_create_table_function", FunctionDescriptor.of(ADDRESS))
                                    .invokeExact();
            FunctionDescriptor pair = FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
            call("duckdb_table_function_set_name", pair)
                    .invokeExact(function, ARENA.allocateFrom("pg_scan"));
            call("duckdb_table_function_add_parameter", pair)
                    .invokeExact(function, duckType(Scalar.INT8));
            call("duckdb_table_function_set_bind", pair).invokeExact(function, stub("bind", 1));
            call("duckdb_table_function_set_init", pair).invokeExact(function, stub("init", 1));
            call("duckdb_table_function_set_function", pair).invokeExact(function, stub("main", 2));
            call(
                            "duckdb_table_function_supports_projection_pushdown",
                            FunctionDescriptor.ofVoid(ADDRESS, JAVA_BOOLEAN))
                    .invokeExact(function, true);
            int failed =
                    (int)
                            call(
                                            "duckdb_register_table_function",
                                            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS))
                                    .invokeExact(nativeConnection(connection), function);
            if (failed != 0) {
                throw new IllegalStateException("pg_scan was not registered");
            }
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static MemorySegment nativeConnection(Connection connection) throws Throwable {
        ByteBuffer reference =
                (ByteBuffer)
                        MethodHandles.privateLookupIn(
                                        DuckDBConnection.class, MethodHandles.lookup())
                                .findGetter(DuckDBConnection.class, "connRef", ByteBuffer.class)
                                .invoke(connection.unwrap(DuckDBConnection.class));
        // The third word of the driver's holder is the connection.
        return MemorySegment.ofAddress(
                MemorySegment.ofBuffer(reference).reinterpret(24).get(JAVA_LONG, 16));
    }

    static void bind(MemorySegment info) {
        try {
            MemorySegment parameter =
                    (MemorySegment)
                            call(
                                            "duckdb_bind_get_parameter",
                                            FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG))
                                    .invokeExact(info, 0L);
            long id =
                    (long)
                            call("duckdb_get_int64", FunctionDescriptor.of(JAVA_LONG, ADDRESS))
                                    .invokeExact(parameter);
            MethodHandle add =
                    call(
                            "duckdb_bind_add_result_column",
                            FunctionDescriptor.ofVoid(ADDRESS, ADDRESS, ADDRESS));
            int index = 0;
            for (LogicalType column : TABLES.getOrDefault(id, List.of())) {
                add.invokeExact(
                        info, ARENA.allocateFrom("t" + id + "c" + index++), duckType(column));
            }
        } catch (Throwable failure) {
            report("duckdb_bind_set_error", info, failure);
        }
    }

    static void init(MemorySegment info) {}

    static void main(MemorySegment info, MemorySegment chunk) {
        try {
            call("duckdb_data_chunk_set_size", FunctionDescriptor.ofVoid(ADDRESS, JAVA_LONG))
                    .invokeExact(chunk, 0L);
        } catch (Throwable failure) {
            report("duckdb_function_set_error", info, failure);
        }
    }

    /** DuckDB makes it an error of the statement; an exception here would end the JVM. */
    private static void report(String setter, MemorySegment info, Throwable failure) {
        try {
            call(setter, FunctionDescriptor.ofVoid(ADDRESS, ADDRESS))
                    .invokeExact(info, ARENA.allocateFrom(String.valueOf(failure)));
        } catch (Throwable hopeless) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static MemorySegment duckType(LogicalType type) throws Throwable {
        FunctionDescriptor wrap = FunctionDescriptor.of(ADDRESS, ADDRESS);
        if (type instanceof LogicalType.Decimal decimal) {
            return (MemorySegment)
                    call(
                                    "duckdb_create_decimal_type",
                                    FunctionDescriptor.of(
                                            ADDRESS,
                                            java.lang.foreign.ValueLayout.JAVA_BYTE,
                                            java.lang.foreign.ValueLayout.JAVA_BYTE))
                            .invokeExact((byte) decimal.precision(), (byte) decimal.scale());
        }
        if (type instanceof LogicalType.Enumeration labels) {
            return (MemorySegment)
                    call(
                                    "duckdb_create_enum_type",
                                    FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_LONG))
                            .invokeExact(strings(labels.labels()), (long) labels.labels().size());
        }
        if (type instanceof LogicalType.ListOf list) {
            return (MemorySegment)
                    call("duckdb_create_list_type", wrap).invokeExact(duckType(list.element()));
        }
        if (type instanceof LogicalType.Struct struct) {
            MemorySegment types = ARENA.allocate(ADDRESS, struct.fields().size());
            for (int i = 0; i < struct.fields().size(); i++) {
                types.setAtIndex(ADDRESS, i, duckType(struct.fields().get(i).type()));
            }
            return (MemorySegment)
                    call(
                                    "duckdb_create_struct_type",
                                    FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS, JAVA_LONG))
                            .invokeExact(
                                    types,
                                    strings(
                                            struct.fields().stream()
                                                    .map(LogicalType.Struct.Field::name)
                                                    .toList()),
                                    (long) struct.fields().size());
        }
        MemorySegment created =
                (MemorySegment)
                        call("duckdb_create_logical_type", FunctionDescriptor.of(ADDRESS, JAVA_INT))
                                .invokeExact(typeId((Scalar) type));
        if (type == Scalar.JSON) {
            call("duckdb_logical_type_set_alias", FunctionDescriptor.ofVoid(ADDRESS, ADDRESS))
                    .invokeExact(created, ARENA.allocateFrom("JSON"));
        }
        return created;
    }

    private static int typeId(Scalar type) {
        return switch (type) {
            case BOOLEAN -> 1;
            case INT2 -> 3;
            case INT4 -> 4;
            case INT8 -> 5;
            case UINT4 -> 8;
            case FLOAT4 -> 10;
            case FLOAT8 -> 11;
            case TIMESTAMP -> 12;
            case DATE -> 13;
            case TIME -> 14;
            case INTERVAL -> 15;
            case TEXT, JSON -> 17;
            case BYTEA -> 18;
            case UUID -> 27;
            case BIT -> 29;
            case TIMETZ -> 30;
            case TIMESTAMPTZ -> 31;
        };
    }

    private static MemorySegment strings(List<String> texts) {
        MemorySegment array = ARENA.allocate(ADDRESS, texts.size());
        for (int i = 0; i < texts.size(); i++) {
            array.setAtIndex(ADDRESS, i, ARENA.allocateFrom(texts.get(i)));
        }
        return array;
    }

    private static MethodHandle call(String name, FunctionDescriptor descriptor) {
        return Linker.nativeLinker()
                .downcallHandle(SymbolLookup.loaderLookup().find(name).orElseThrow(), descriptor);
    }

    private static MemorySegment stub(String method, int pointers) throws Exception {
        FunctionDescriptor descriptor =
                pointers == 1
                        ? FunctionDescriptor.ofVoid(ADDRESS)
                        : FunctionDescriptor.ofVoid(ADDRESS, ADDRESS);
        return Linker.nativeLinker()
                .upcallStub(
                        MethodHandles.lookup()
                                .findStatic(
                                        DeclaredTables.class, method, descriptor.toMethodType()),
                        descriptor,
                        ARENA);
    }
}
