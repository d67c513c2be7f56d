package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Optional;

/** What DuckDB knows about one connection. Close it on the thread that opened it. */
final class ClientContext implements AutoCloseable {
    private record Handles(
            @CSymbol(
                            value = "duckdb_connection_get_client_context",
                            takes = {long.class, long.class})
                    MethodHandle ofConnection,
            @CSymbol(
                            value = "duckdb_table_function_get_client_context",
                            takes = {long.class, long.class})
                    MethodHandle ofBind,
            @CSymbol(
                            value = "duckdb_client_context_get_connection_id",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle connectionId,
            @CSymbol(
                            value = "duckdb_client_context_get_config_option",
                            returns = long.class,
                            takes = {long.class, long.class, long.class})
                    MethodHandle option,
            @CSymbol(value = "duckdb_destroy_client_context", takes = long.class)
                    MethodHandle destroy) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment slot = arena.allocate(JAVA_LONG);

    private ClientContext() {}

    static ClientContext ofConnection(long connection) {
        ClientContext context = new ClientContext();
        try {
            DUCKDB.ofConnection().invokeExact(connection, context.slot.address());
            return context;
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    static ClientContext ofBind(long bindInfo) {
        ClientContext context = new ClientContext();
        try {
            DUCKDB.ofBind().invokeExact(bindInfo, context.slot.address());
            return context;
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    long connectionId() {
        try {
            return (long) DUCKDB.connectionId().invokeExact(slot.get(JAVA_LONG, 0));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Empty if there is no such setting; a setting may hold null. */
    Optional<Setting> find(String name) {
        try {
            long value =
                    (long)
                            DUCKDB.option()
                                    .invokeExact(
                                            slot.get(JAVA_LONG, 0),
                                            CStrings.allocate(arena, name),
                                            0L);
            return value == 0
                    ? Optional.empty()
                    : Optional.of(new Setting(NativeValues.take(value)));
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    @Override
    public void close() {
        try (arena) {
            DUCKDB.destroy().invokeExact(slot.address());
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** A setting's value, which may be null. */
    record Setting(@Nullable Object value) {}
}
