package dev.howdah.postgres.scan;

import dev.howdah.postgres.codec.RowDecoder;
import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;

import java.util.List;

/** The columns of a stream's rows. */
record RowLayout(List<String> names, List<ColumnMapping> mappings) {
    private static final int INT8_OID = 20;

    RowLayout {
        names = List.copyOf(names);
        mappings = List.copyOf(mappings);
    }

    /** One number, such as a count. */
    static RowLayout ofNumber(String name) {
        ColumnMapping number =
                new ColumnMapping(
                        new PgType.Base(INT8_OID, "pg_catalog", "int8"),
                        PgType.NO_TYPMOD,
                        LogicalType.Scalar.INT8,
                        new ColumnMapping.Selection.Plain(),
                        MappingOptions.DEFAULT);
        return new RowLayout(List.of(name), List.of(number));
    }

    RowBatch newBatch() {
        return RowBatch.of(mappings.stream().map(ColumnMapping::logical).toList());
    }

    RowDecoder newDecoder(RowBatch batch) {
        return RowDecoder.of(mappings, names, batch);
    }
}
