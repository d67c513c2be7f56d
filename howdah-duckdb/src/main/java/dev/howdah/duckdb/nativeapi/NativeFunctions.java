package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.postgres.error.HowdahException;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Map;

/** Registers table functions whose callbacks are {@link Callbacks}. */
final class NativeFunctions {
    private record Handles(
            @CSymbol(value = "duckdb_create_table_function", returns = long.class)
                    MethodHandle create,
            @CSymbol(
                            value = "duckdb_table_function_set_name",
                            takes = {long.class, long.class})
                    MethodHandle setName,
            @CSymbol(
                            value = "duckdb_table_function_add_parameter",
                            takes = {long.class, long.class})
                    MethodHandle addParameter,
            @CSymbol(
                            value = "duckdb_table_function_add_named_parameter",
                            takes = {long.class, long.class, long.class})
                    MethodHandle addNamedParameter,
            @CSymbol(
                            value = "duckdb_table_function_set_extra_info",
                            takes = {long.class, long.class, long.class})
                    MethodHandle setExtraInfo,
            @CSymbol(
                            value = "duckdb_table_function_set_bind",
                            takes = {long.class, long.class})
                    MethodHandle setBind,
            @CSymbol(
                            value = "duckdb_table_function_set_init",
                            takes = {long.class, long.class})
                    MethodHandle setInit,
            @CSymbol(
                            value = "duckdb_table_function_set_function",
                            takes = {long.class, long.class})
                    MethodHandle setFunction,
            @CSymbol(
                            value = "duckdb_table_function_supports_projection_pushdown",
                            takes = {long.class, boolean.class})
                    MethodHandle supportsProjection,
            @CSymbol(
                            value = "duckdb_register_table_function",
                            returns = int.class,
                            takes = {long.class, long.class})
                    MethodHandle register,
            @CSymbol(value = "duckdb_destroy_table_function", takes = long.class)
                    MethodHandle destroy) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private NativeFunctions() {}

    /** False if name and parameters are taken. */
    static boolean register(long connection, NativeFunction function, FailureListener failures) {
        if (NativeChunk.vectorSize() != NativeChunk.CAPACITY) {
            throw new IllegalStateException("DuckDB's vectors hold " + NativeChunk.vectorSize());
        }
        long number = ObjectTable.add(new Callbacks.Registration(function, failures));
        create(connection, function, number);
        // DuckDB says yes to a function that it already has and drops the new one, whose object has
        // then been released by now.
        return ObjectTable.contains(number);
    }

    private static void create(long connection, NativeFunction function, long number) {
        try (Arena arena = Arena.ofConfined()) {
            long created = (long) DUCKDB.create().invokeExact();
            try {
                // From here on DuckDB releases the object: at the latest when created is destroyed.
                DUCKDB.setExtraInfo().invokeExact(created, number, Callbacks.RELEASE);
                describe(created, function, arena);
                DUCKDB.setBind().invokeExact(created, Callbacks.BIND);
                DUCKDB.setInit().invokeExact(created, Callbacks.INIT);
                DUCKDB.setFunction().invokeExact(created, Callbacks.FILL);
                DUCKDB.supportsProjection().invokeExact(created, true);
                if ((int) DUCKDB.register().invokeExact(connection, created) != 0) {
                    throw HowdahException.internal(
                            "DuckDB refuses the table function "
                                    + function.name()
                                    + " without a reason");
                }
            } finally {
                DUCKDB.destroy().invokeExact(arena.allocateFrom(JAVA_LONG, created).address());
            }
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    private static void describe(long created, NativeFunction function, Arena arena)
            throws Throwable {
        DUCKDB.setName().invokeExact(created, CStrings.allocate(arena, function.name()));
        for (NativeTypeId parameter : function.parameters()) {
            try (NativeType type = NativeType.of(parameter)) {
                DUCKDB.addParameter().invokeExact(created, type.address());
            }
        }
        for (Map.Entry<String, NativeTypeId> named : function.namedParameters().entrySet()) {
            try (NativeType type = NativeType.of(named.getValue())) {
                DUCKDB.addNamedParameter()
                        .invokeExact(
                                created, CStrings.allocate(arena, named.getKey()), type.address());
            }
        }
    }
}
