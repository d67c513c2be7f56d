package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** Registers settings. */
final class ConfigOptions {
    private record Handles(
            @CSymbol(value = "duckdb_create_config_option", returns = long.class)
                    MethodHandle create,
            @CSymbol(
                            value = "duckdb_config_option_set_name",
                            takes = {long.class, long.class})
                    MethodHandle setName,
            @CSymbol(
                            value = "duckdb_config_option_set_description",
                            takes = {long.class, long.class})
                    MethodHandle setDescription,
            @CSymbol(
                            value = "duckdb_config_option_set_type",
                            takes = {long.class, long.class})
                    MethodHandle setType,
            @CSymbol(
                            value = "duckdb_config_option_set_default_value",
                            takes = {long.class, long.class})
                    MethodHandle setDefault,
            @CSymbol(
                            value = "duckdb_register_config_option",
                            returns = int.class,
                            takes = {long.class, long.class})
                    MethodHandle register,
            @CSymbol(value = "duckdb_destroy_config_option", takes = long.class)
                    MethodHandle destroy) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private ConfigOptions() {}

    /** False if DuckDB refuses, as it does when there is a setting of that name. */
    static boolean register(long connection, ConfigOption option) {
        try (Arena arena = Arena.ofConfined();
                NativeType type = NativeType.of(option.type())) {
            long created = (long) DUCKDB.create().invokeExact();
            long value = NativeValues.create(option.defaultValue());
            try {
                DUCKDB.setName().invokeExact(created, CStrings.allocate(arena, option.name()));
                DUCKDB.setDescription()
                        .invokeExact(created, CStrings.allocate(arena, option.description()));
                DUCKDB.setType().invokeExact(created, type.address());
                DUCKDB.setDefault().invokeExact(created, value);
                return (int) DUCKDB.register().invokeExact(connection, created) == 0;
            } finally {
                NativeValues.destroy(value);
                DUCKDB.destroy().invokeExact(arena.allocateFrom(JAVA_LONG, created).address());
            }
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }
}
