package dev.howdah.postgres.scan;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.ResolvedType;
import dev.howdah.postgres.type.TypeMapping;
import dev.howdah.postgres.wire.PreparedQuery;

import java.util.ArrayList;
import java.util.List;

/**
 * Refuses a result whose columns are not what their decoders expect, because a column changed since
 * the catalogue was read: four bytes of an int4 would pass for a float4.
 *
 * <p>Sees each column's own type and modifier, a domain's through its base. The parts of a
 * composite type are not seen; PostgreSQL refuses to change their types while a column uses it.
 */
record ColumnGuard(String relation, RowLayout layout) {
    /** Throws if a column of the result would be misread. */
    void check(List<PreparedQuery.Column> columns) {
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < layout.names().size(); i++) {
            if (i >= columns.size() || !fits(layout.mappings().get(i), columns.get(i))) {
                changed.add("\"" + layout.names().get(i) + "\"");
            }
        }
        if (!changed.isEmpty()) {
            throw HowdahException.of(
                    ErrorKind.SERVER,
                    "0A000",
                    "The type of %s of %s has changed since the catalogue was read; "
                                    .formatted(columnsOf(changed), relation)
                            + "CALL pg_clear_cache() and run the statement again");
        }
    }

    private static String columnsOf(List<String> names) {
        return (names.size() == 1 ? "column " : "columns ") + String.join(", ", names);
    }

    private static boolean fits(ColumnMapping mapping, PreparedQuery.Column column) {
        ResolvedType expected = ResolvedType.of(mapping.type(), mapping.typmod(), 0);
        return column.typeOid() == expected.type().oid()
                && (column.typmod() == expected.typmod()
                        || mapsAlike(expected, column.typmod(), mapping));
    }

    /** A varchar may have grown, but a numeric's modifier says what it is decoded to. */
    private static boolean mapsAlike(ResolvedType type, int typmod, ColumnMapping mapping) {
        return TypeMapping.map(type.type(), typmod, 0, mapping.options())
                .logical()
                .equals(
                        TypeMapping.map(type.type(), type.typmod(), 0, mapping.options())
                                .logical());
    }
}
