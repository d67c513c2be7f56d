package dev.howdah.duckdb.nativeapi;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import org.jspecify.annotations.Nullable;

import java.lang.foreign.Arena;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@code duckdb_value} as a Java object and back. Integers become {@code Long}, HUGEINT and
 * DECIMAL {@code BigDecimal}, BLOB {@code byte[]}, LIST {@code List}, STRUCT {@link StructValue};
 * what has no such class becomes the text that DuckDB prints.
 */
final class NativeValues {
    private static final int BOOLEAN = 1;
    private static final int FIRST_INTEGER = 2;
    private static final int LAST_INTEGER = 8;
    private static final int FLOAT = 10;
    private static final int DOUBLE = 11;
    private static final int HUGEINT = 16;
    private static final int BLOB = 18;
    private static final int DECIMAL = 19;
    private static final int LIST = 24;
    private static final int STRUCT = 25;
    private static final int UBIGINT = 9;
    private static final int UHUGEINT = 32;

    private record Handles(
            @CSymbol(value = "duckdb_is_null_value", returns = boolean.class, takes = long.class)
                    MethodHandle isNull,
            @CSymbol(value = "duckdb_get_value_type", returns = long.class, takes = long.class)
                    MethodHandle type,
            @CSymbol(value = "duckdb_get_type_id", returns = int.class, takes = long.class)
                    MethodHandle typeId,
            @CSymbol(value = "duckdb_get_bool", returns = boolean.class, takes = long.class)
                    MethodHandle getBoolean,
            @CSymbol(value = "duckdb_get_int64", returns = long.class, takes = long.class)
                    MethodHandle getLong,
            @CSymbol(value = "duckdb_get_float", returns = float.class, takes = long.class)
                    MethodHandle getFloat,
            @CSymbol(value = "duckdb_get_double", returns = double.class, takes = long.class)
                    MethodHandle getDouble,
            @CSymbol(value = "duckdb_get_varchar", returns = long.class, takes = long.class)
                    MethodHandle getText,
            @CSymbol(value = "duckdb_get_list_size", returns = long.class, takes = long.class)
                    MethodHandle listSize,
            @CSymbol(
                            value = "duckdb_get_list_child",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle listChild,
            @CSymbol(
                            value = "duckdb_struct_type_child_count",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle structSize,
            @CSymbol(
                            value = "duckdb_struct_type_child_name",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle structName,
            @CSymbol(
                            value = "duckdb_get_struct_child",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle structChild,
            @CSymbol(value = "duckdb_create_bool", returns = long.class, takes = boolean.class)
                    MethodHandle createBoolean,
            @CSymbol(value = "duckdb_create_int64", returns = long.class, takes = long.class)
                    MethodHandle createLong,
            @CSymbol(value = "duckdb_create_varchar", returns = long.class, takes = long.class)
                    MethodHandle createText,
            @CSymbol(value = "duckdb_destroy_value", takes = long.class) MethodHandle destroy) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    private NativeValues() {}

    /** Reads a value that is ours to destroy. */
    static @Nullable Object take(long value) {
        try {
            return read(value);
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        } finally {
            destroy(value);
        }
    }

    /** A new value, ours to destroy: Boolean, Long or String. */
    static long create(Object object) {
        try (Arena arena = Arena.ofConfined()) {
            return switch (object) {
                case Boolean flag -> (long) DUCKDB.createBoolean().invokeExact((boolean) flag);
                case Long number -> (long) DUCKDB.createLong().invokeExact((long) number);
                case String text ->
                        (long) DUCKDB.createText().invokeExact(CStrings.allocate(arena, text));
                default -> throw new IllegalArgumentException(object.getClass().getName());
            };
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    static void destroy(long value) {
        try (Arena arena = Arena.ofConfined()) {
            DUCKDB.destroy().invokeExact(arena.allocateFrom(JAVA_LONG, value).address());
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    private static @Nullable Object read(long value) throws Throwable {
        if ((boolean) DUCKDB.isNull().invokeExact(value)) {
            return null;
        }
        long type = (long) DUCKDB.type().invokeExact(value);
        int id = (int) DUCKDB.typeId().invokeExact(type);
        if (id >= FIRST_INTEGER && id <= LAST_INTEGER) {
            return (long) DUCKDB.getLong().invokeExact(value);
        }
        return switch (id) {
            case BOOLEAN -> (boolean) DUCKDB.getBoolean().invokeExact(value);
            case UBIGINT, HUGEINT, UHUGEINT, DECIMAL -> number(id, text(value));
            case FLOAT -> (float) DUCKDB.getFloat().invokeExact(value);
            case DOUBLE -> (double) DUCKDB.getDouble().invokeExact(value);
            case BLOB -> BlobText.parse(text(value));
            case LIST -> list(value);
            case STRUCT -> struct(value, type);
            default -> text(value);
        };
    }

    private static Object number(int id, String digits) {
        BigDecimal number = new BigDecimal(digits);
        boolean fits = number.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0;
        return id == UBIGINT && fits ? (Object) number.longValueExact() : number;
    }

    private static String text(long value) throws Throwable {
        return CStrings.take((long) DUCKDB.getText().invokeExact(value));
    }

    private static List<@Nullable Object> list(long value) throws Throwable {
        long size = (long) DUCKDB.listSize().invokeExact(value);
        List<@Nullable Object> elements = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            elements.add(take((long) DUCKDB.listChild().invokeExact(value, i)));
        }
        return elements;
    }

    private static StructValue struct(long value, long type) throws Throwable {
        long size = (long) DUCKDB.structSize().invokeExact(type);
        List<String> names = new ArrayList<>();
        List<@Nullable Object> values = new ArrayList<>();
        for (long i = 0; i < size; i++) {
            names.add(CStrings.take((long) DUCKDB.structName().invokeExact(type, i)));
            values.add(take((long) DUCKDB.structChild().invokeExact(value, i)));
        }
        return new StructValue(names, values);
    }
}
