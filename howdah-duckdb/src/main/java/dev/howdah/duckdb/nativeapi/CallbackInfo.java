package dev.howdah.duckdb.nativeapi;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** What a callback reads from, and leaves in, the info object that DuckDB hands it. */
final class CallbackInfo {
    private record Handles(
            @CSymbol(value = "duckdb_bind_get_extra_info", returns = long.class, takes = long.class)
                    MethodHandle extraInfo,
            @CSymbol(
                            value = "duckdb_bind_set_bind_data",
                            takes = {long.class, long.class, long.class})
                    MethodHandle setBindData,
            @CSymbol(
                            value = "duckdb_bind_set_error",
                            takes = {long.class, long.class})
                    MethodHandle setBindError,
            @CSymbol(value = "duckdb_init_get_bind_data", returns = long.class, takes = long.class)
                    MethodHandle bindDataOfInit,
            @CSymbol(
                            value = "duckdb_init_get_column_count",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle columnCount,
            @CSymbol(
                            value = "duckdb_init_get_column_index",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle columnIndex,
            @CSymbol(
                            value = "duckdb_init_set_init_data",
                            takes = {long.class, long.class, long.class})
                    MethodHandle setInitData,
            @CSymbol(
                            value = "duckdb_init_set_max_threads",
                            takes = {long.class, long.class})
                    MethodHandle setMaxThreads,
            @CSymbol(
                            value = "duckdb_init_set_error",
                            takes = {long.class, long.class})
                    MethodHandle setInitError,
            @CSymbol(
                            value = "duckdb_function_get_init_data",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle initData,
            @CSymbol(
                            value = "duckdb_function_set_error",
                            takes = {long.class, long.class})
                    MethodHandle setFillError) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private CallbackInfo() {}

    static long ofBind(long info) throws Throwable {
        return (long) DUCKDB.extraInfo().invokeExact(info);
    }

    static void setBindData(long info, long number, long release) throws Throwable {
        DUCKDB.setBindData().invokeExact(info, number, release);
    }

    static long bindDataOfInit(long info) throws Throwable {
        return (long) DUCKDB.bindDataOfInit().invokeExact(info);
    }

    static int[] columns(long info) throws Throwable {
        int[] columns = new int[(int) (long) DUCKDB.columnCount().invokeExact(info)];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Math.toIntExact((long) DUCKDB.columnIndex().invokeExact(info, (long) i));
        }
        return columns;
    }

    static void setInitData(long info, long number, long release) throws Throwable {
        DUCKDB.setInitData().invokeExact(info, number, release);
    }

    static void setMaxThreads(long info, long threads) throws Throwable {
        DUCKDB.setMaxThreads().invokeExact(info, threads);
    }

    static long initData(long info) throws Throwable {
        return (long) DUCKDB.initData().invokeExact(info);
    }

    static void setBindError(long info, Throwable failure) {
        setError(DUCKDB.setBindError(), info, failure);
    }

    static void setInitError(long info, Throwable failure) {
        setError(DUCKDB.setInitError(), info, failure);
    }

    static void setFillError(long info, Throwable failure) {
        setError(DUCKDB.setFillError(), info, failure);
    }

    private static void setError(MethodHandle setter, long info, Throwable failure) {
        try (Arena arena = Arena.ofConfined()) {
            setter.invokeExact(info, CStrings.allocate(arena, message(failure)));
        } catch (Throwable unreportable) {
            // Letting it out of a callback would end the JVM; the failure listener has the
            // original.
            return;
        }
    }

    private static String message(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.toString() : message;
    }
}
