package dev.howdah.duckdb.nativeapi;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;

/** Fills records of method handles from the library that DuckDB's JDBC driver has loaded. */
final class NativeLibrary {
    /** A {@code duckdb_result}. */
    static final MemoryLayout DUCKDB_RESULT =
            MemoryLayout.structLayout(MemoryLayout.sequenceLayout(6, ValueLayout.JAVA_LONG));

    private static final Map<Class<?>, MemoryLayout> LAYOUTS =
            Map.of(
                    long.class, ValueLayout.JAVA_LONG,
                    int.class, ValueLayout.JAVA_INT,
                    byte.class, ValueLayout.JAVA_BYTE,
                    boolean.class, ValueLayout.JAVA_BOOLEAN,
                    float.class, ValueLayout.JAVA_FLOAT,
                    double.class, ValueLayout.JAVA_DOUBLE,
                    MemorySegment.class, DUCKDB_RESULT);

    private NativeLibrary() {}

    /** Links each component of the record as its {@link CSymbol} says. */
    static <R extends Record> R link(Class<R> handles, MethodHandles.Lookup lookup) {
        Object[] linked =
                Arrays.stream(handles.getRecordComponents()).map(NativeLibrary::downcall).toArray();
        Class<?>[] types = new Class<?>[linked.length];
        Arrays.fill(types, MethodHandle.class);
        try {
            return handles.cast(
                    lookup.findConstructor(handles, MethodType.methodType(void.class, types))
                            .invokeWithArguments(linked));
        } catch (Throwable unexpected) {
            throw failed(unexpected);
        }
    }

    /** What a downcall threw: never a checked exception, for C throws none. */
    static RuntimeException failed(Throwable thrown) {
        return switch (thrown) {
            case RuntimeException unchecked -> unchecked;
            case Error error -> throw error;
            default -> HowdahException.of(ErrorKind.INTERNAL, "calling into DuckDB failed", thrown);
        };
    }

    private static MethodHandle downcall(RecordComponent component) {
        CSymbol symbol = component.getAnnotation(CSymbol.class);
        MemoryLayout[] takes =
                Arrays.stream(symbol.takes()).map(LAYOUTS::get).toArray(MemoryLayout[]::new);
        FunctionDescriptor descriptor =
                symbol.returns() == void.class
                        ? FunctionDescriptor.ofVoid(takes)
                        : FunctionDescriptor.of(LAYOUTS.get(symbol.returns()), takes);
        return Linker.nativeLinker()
                .downcallHandle(
                        SymbolLookup.loaderLookup()
                                .find(symbol.value())
                                .orElseThrow(() -> missing(symbol.value())),
                        descriptor);
    }

    private static HowdahException missing(String name) {
        return HowdahException.unsupported(
                "DuckDB's JDBC driver does not show the C function "
                        + name
                        + ": either it is of an untested version (tested: "
                        + TestedVersions.LIST
                        + ") or it was loaded by another class loader than Howdah; put both jars on"
                        + " one class path");
    }
}
