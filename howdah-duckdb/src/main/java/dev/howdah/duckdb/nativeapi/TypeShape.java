package dev.howdah.duckdb.nativeapi;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How values of a type lie in memory and what they mean. Names that a type goes by, such as JSON
 * for a VARCHAR, make no difference.
 *
 * @param id DuckDB's number of the kind of type
 * @param parameters of a DECIMAL: precision and scale
 * @param names a struct's fields in lower case, an enumeration's labels
 * @param children types of elements and fields
 */
public record TypeShape(
        int id, List<Integer> parameters, List<String> names, List<TypeShape> children) {
    private static final int DECIMAL = 19;
    private static final int ENUM = 23;
    private static final int LIST = 24;
    private static final int STRUCT = 25;
    private static final int MAP = 26;

    private record Handles(
            @CSymbol(value = "duckdb_get_type_id", returns = int.class, takes = long.class)
                    MethodHandle id,
            @CSymbol(value = "duckdb_decimal_width", returns = byte.class, takes = long.class)
                    MethodHandle decimalWidth,
            @CSymbol(value = "duckdb_decimal_scale", returns = byte.class, takes = long.class)
                    MethodHandle decimalScale,
            @CSymbol(value = "duckdb_enum_dictionary_size", returns = int.class, takes = long.class)
                    MethodHandle labelCount,
            @CSymbol(
                            value = "duckdb_enum_dictionary_value",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle label,
            @CSymbol(
                            value = "duckdb_list_type_child_type",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle listChild,
            @CSymbol(value = "duckdb_map_type_key_type", returns = long.class, takes = long.class)
                    MethodHandle mapKey,
            @CSymbol(value = "duckdb_map_type_value_type", returns = long.class, takes = long.class)
                    MethodHandle mapValue,
            @CSymbol(
                            value = "duckdb_struct_type_child_count",
                            returns = long.class,
                            takes = long.class)
                    MethodHandle fieldCount,
            @CSymbol(
                            value = "duckdb_struct_type_child_name",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle fieldName,
            @CSymbol(
                            value = "duckdb_struct_type_child_type",
                            returns = long.class,
                            takes = {long.class, long.class})
                    MethodHandle fieldType,
            @CSymbol(value = "duckdb_destroy_logical_type", takes = long.class)
                    MethodHandle destroy) {}

    private static final Handles DUCKDB = NativeLibrary.link(Handles.class, MethodHandles.lookup());

    public TypeShape {
        parameters = List.copyOf(parameters);
        names = List.copyOf(names);
        children = List.copyOf(children);
    }

    public static TypeShape of(NativeType type) {
        try {
            return of(type.address());
        } catch (Throwable failure) {
            throw NativeLibrary.failed(failure);
        }
    }

    static TypeShape of(long type) throws Throwable {
        int id = (int) DUCKDB.id().invokeExact(type);
        return switch (id) {
            case DECIMAL -> decimal(type);
            case ENUM -> enumeration(type);
            case LIST -> parent(id, take((long) DUCKDB.listChild().invokeExact(type)));
            case MAP ->
                    parent(
                            id,
                            take((long) DUCKDB.mapKey().invokeExact(type)),
                            take((long) DUCKDB.mapValue().invokeExact(type)));
            case STRUCT -> struct(type);
            default -> parent(id);
        };
    }

    private static TypeShape parent(int id, TypeShape... children) {
        return new TypeShape(id, List.of(), List.of(), List.of(children));
    }

    private static TypeShape decimal(long type) throws Throwable {
        int width = (byte) DUCKDB.decimalWidth().invokeExact(type);
        int scale = (byte) DUCKDB.decimalScale().invokeExact(type);
        return new TypeShape(DECIMAL, List.of(width, scale), List.of(), List.of());
    }

    private static TypeShape enumeration(long type) throws Throwable {
        int count = (int) DUCKDB.labelCount().invokeExact(type);
        List<String> labels = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            labels.add(CStrings.take((long) DUCKDB.label().invokeExact(type, i)));
        }
        return new TypeShape(ENUM, List.of(), labels, List.of());
    }

    private static TypeShape struct(long type) throws Throwable {
        long count = (long) DUCKDB.fieldCount().invokeExact(type);
        List<String> names = new ArrayList<>();
        List<TypeShape> fields = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            String name = CStrings.take((long) DUCKDB.fieldName().invokeExact(type, i));
            names.add(name.toLowerCase(Locale.ROOT));
            fields.add(take((long) DUCKDB.fieldType().invokeExact(type, i)));
        }
        return new TypeShape(STRUCT, List.of(), names, fields);
    }

    /** Reads a type that DuckDB gave away. */
    static TypeShape take(long type) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            try {
                return of(type);
            } finally {
                MemorySegment slot = arena.allocateFrom(ValueLayout.JAVA_LONG, type);
                DUCKDB.destroy().invokeExact(slot.address());
            }
        }
    }
}
