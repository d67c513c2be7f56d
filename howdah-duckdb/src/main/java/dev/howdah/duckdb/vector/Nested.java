package dev.howdah.duckdb.vector;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.howdah.duckdb.nativeapi.NativeType;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.column.StructColumn;
import dev.howdah.postgres.type.LogicalType;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** LIST, MAP (a list of structs of key and value) and STRUCT. */
final class Nested {
    private Nested() {}

    static DuckDbType list(LogicalType.ListOf type) {
        DuckDbType element = DuckDbType.of(type.element());
        return new DuckDbType(
                () -> {
                    try (NativeType child = element.createNativeType()) {
                        return NativeType.list(child);
                    }
                },
                listWriter(element.writer()),
                NestedReaders.list(element.reader().ranges()));
    }

    static DuckDbType map(LogicalType.MapOf type) {
        DuckDbType key = DuckDbType.of(type.key());
        DuckDbType value = DuckDbType.of(type.value());
        VectorWriter entry = new VectorWriter(structWriter(List.of(key.writer(), value.writer())));
        return new DuckDbType(
                () -> {
                    try (NativeType keyType = key.createNativeType();
                            NativeType valueType = value.createNativeType()) {
                        return NativeType.map(keyType, valueType);
                    }
                },
                listWriter(entry),
                NestedReaders.list(
                        NestedReaders.struct(
                                List.of(key.reader().ranges(), value.reader().ranges()))));
    }

    static DuckDbType struct(LogicalType.Struct type) {
        List<String> names =
                FieldNames.distinct(
                        type.fields().stream().map(LogicalType.Struct.Field::name).toList());
        List<DuckDbType> fields =
                type.fields().stream().map(field -> DuckDbType.of(field.type())).toList();
        return new DuckDbType(
                () -> structType(names, fields),
                structWriter(fields.stream().map(DuckDbType::writer).toList()),
                NestedReaders.struct(
                        fields.stream().map(field -> field.reader().ranges()).toList()));
    }

    private static NativeType structType(List<String> names, List<DuckDbType> fields) {
        List<NativeType> children = new ArrayList<>();
        try {
            for (DuckDbType field : fields) {
                children.add(field.createNativeType());
            }
            return NativeType.struct(names, children);
        } finally {
            children.forEach(NativeType::close);
        }
    }

    private static VectorWriter.ValueWriter listWriter(VectorWriter element) {
        return (source, rows, target) -> {
            ListColumn column = (ListColumn) source;
            int[] ends = column.ends();
            MemorySegment entries = target.data(rows * 16L);
            long start = 0;
            for (int row = 0; row < rows; row++) {
                entries.setAtIndex(JAVA_LONG, 2L * row, start);
                entries.setAtIndex(JAVA_LONG, 2L * row + 1, ends[row] - start);
                start = ends[row];
            }
            target.setListSize(start);
            element.write(column.child(), (int) start, target.listChild());
        };
    }

    private static VectorWriter.ValueWriter structWriter(List<VectorWriter> fields) {
        return (source, rows, target) -> {
            List<ColumnBuffer> children = ((StructColumn) source).children();
            for (int i = 0; i < fields.size(); i++) {
                fields.get(i).write(children.get(i), rows, target.structChild(i));
            }
        };
    }
}
