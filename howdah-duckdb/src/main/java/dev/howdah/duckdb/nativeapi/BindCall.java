package dev.howdah.duckdb.nativeapi;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A call being bound. Valid only inside {@link NativeFunction#bind}. */
public final class BindCall {
    private record Handles(
            @CSymbol(
                            value = "duckdb_bind_get_parameter_count",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle parameterCount,
            @CSymbol(
                            value = "duckdb_bind_get_parameter",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle parameter,
            @CSymbol(
                            value = "duckdb_bind_get_named_parameter",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle namedParameter,
            @CSymbol(
                            value = "duckdb_bind_add_result_column",
                            takes = {long.class, long.class, long.class})
                    MethodHandle addColumn,
            @CSymbol(
                            value = "duckdb_bind_set_cardinality",
                            takes = {long.class, long.class, boolean.class})
                    MethodHandle setCardinality) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private final long info;
    private final long connectionId;
    private final Set<String> parameterNames;

    BindCall(long info, long connectionId, Set<String> parameterNames) {
        this.info = info;
        this.connectionId = connectionId;
        this.parameterNames = parameterNames;
    }

    /** The connection whose statement is bound, see {@link DuckDbConnectionHandle}. */
    public long connectionId() {
        return connectionId;
    }

    /** Values of the positional parameters, as {@link #setting} returns them. */
    public List<@Nullable Object> arguments() {
        try {
            long count = (long) DUCKDB.parameterCount().invokeExact(info);
            List<@Nullable Object> values = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                values.add(NativeValues.take((long) DUCKDB.parameter().invokeExact(info, i)));
            }
            return Collections.unmodifiableList(values);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Values of the named parameters that were given, which may be null. */
    public Map<String, @Nullable Object> namedArguments() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        try (Arena arena = Arena.ofConfined()) {
            for (String name : parameterNames) {
                long value =
                        (long)
                                DUCKDB.namedParameter()
                                        .invokeExact(info, CStrings.allocate(arena, name));
                if (value != 0) {
                    values.put(name, NativeValues.take(value));
                }
            }
            return Collections.unmodifiableMap(values);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /**
     * The value of a setting as the statement's connection sees it.
     *
     * @return Boolean, Long, Float, Double, BigDecimal, byte[], List, {@link StructValue}, null, or
     *     for every other type its text
     */
    public @Nullable Object setting(String name) {
        try (ClientContext context = ClientContext.ofBind(info)) {
            return context.find(name)
                    .orElseThrow(() -> DuckDbConnectionHandle.unknownSetting(name))
                    .value();
        }
    }

    public void addColumn(String name, NativeType type) {
        try (Arena arena = Arena.ofConfined()) {
            DUCKDB.addColumn().invokeExact(info, CStrings.allocate(arena, name), type.address());
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    /** Tells the optimizer how many rows to expect. */
    public void setCardinality(long rows, boolean exact) {
        try {
            DUCKDB.setCardinality().invokeExact(info, rows, exact);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }
}
