package dev.howdah.kuzu.rewrite;

import dev.howdah.kuzu.predicate.ColumnKind;
import dev.howdah.kuzu.predicate.PushableColumn;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.sql.Identifier;

/** What a column of a source is to a condition. */
final class PushableColumns {
    private static final int EXACT_SCALE = 19;

    private PushableColumns() {}

    /** A column as the source has it, not renamed. */
    static PushableColumn of(StagedColumn column) {
        return new PushableColumn(column.name(), kind(column));
    }

    private static ColumnKind kind(StagedColumn column) {
        String type = column.type();
        return switch (type) {
            case "INT8", "INT16", "INT32", "INT64", "UINT32" -> ColumnKind.EXACT_NUMBER;
            case "FLOAT", "DOUBLE" -> ColumnKind.FLOATING;
            case "BOOL" -> ColumnKind.BOOLEAN;
            case "DATE" -> ColumnKind.DATE;
            case "TIMESTAMP" -> ColumnKind.TIMESTAMP;
            case "TIMESTAMP_TZ" -> ColumnKind.TIMESTAMP_TZ;
            case "UUID" -> ColumnKind.UUID;
            case "STRING" -> isText(column) ? ColumnKind.TEXT : ColumnKind.OTHER;
            default -> isExactDecimal(type) ? ColumnKind.EXACT_NUMBER : ColumnKind.OTHER;
        };
    }

    /** JSON, times and enums become text on the way; DuckDB would compare them as what they are. */
    private static boolean isText(StagedColumn column) {
        return column.carriers().getFirst().select().equals(Identifier.quote(column.name()));
    }

    private static boolean isExactDecimal(String type) {
        if (!type.startsWith("DECIMAL(") || !type.endsWith(")")) {
            return false;
        }
        int scale =
                Integer.parseInt(type.substring(type.indexOf(',') + 1, type.length() - 1).strip());
        return scale <= EXACT_SCALE;
    }
}
