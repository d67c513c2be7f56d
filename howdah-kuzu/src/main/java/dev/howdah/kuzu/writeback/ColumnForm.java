package dev.howdah.kuzu.writeback;

import com.kuzudb.DataType;
import com.kuzudb.DataTypeID;
import com.kuzudb.Value;

import dev.howdah.kuzu.graph.TypeNames;
import dev.howdah.kuzu.graph.ValueJson;
import dev.howdah.kuzu.graph.ValueText;
import dev.howdah.postgres.error.HowdahException;

/**
 * How the values of a column travel from Kùzu to DuckDB: as text, each, that is exact, and a cast
 * there.
 *
 * @param shape what the text is
 * @param kuzuType of the values
 * @param leaf DuckDB's type of a value, or of a list's innermost elements
 * @param depth how many lists lie around these
 */
record ColumnForm(Shape shape, DataTypeID kuzuType, String leaf, int depth) {
    /** PostgreSQL's arrays have no more. */
    private static final int MAX_DEPTH = 6;

    /** What the text is. */
    enum Shape {
        TEXT,
        /** JSON with texts within lists. */
        LIST,
        JSON
    }

    /** The form of a column of a result. */
    static ColumnForm of(DataType type, TypeNames names) {
        DataTypeID id = type.getID();
        if (id == DataTypeID.LIST || id == DataTypeID.ARRAY) {
            return list(id, type, names);
        }
        return ValueText.hasParts(id)
                ? new ColumnForm(Shape.JSON, id, "JSON", 0)
                : new ColumnForm(Shape.TEXT, id, duckDbType(id, type, names), 0);
    }

    private static ColumnForm list(DataTypeID id, DataType type, TypeNames names) {
        DataType element = type.getChildType();
        int depth = 1;
        while (element.getID() == DataTypeID.LIST || element.getID() == DataTypeID.ARRAY) {
            DataType inner = element.getChildType();
            element.close();
            element = inner;
            depth++;
        }
        try (DataType leaf = element) {
            return ValueText.hasParts(leaf.getID()) || depth > MAX_DEPTH
                    ? new ColumnForm(Shape.JSON, id, "JSON", 0)
                    : new ColumnForm(Shape.LIST, id, duckDbType(leaf.getID(), leaf, names), depth);
        }
    }

    private static String duckDbType(DataTypeID id, DataType type, TypeNames names) {
        return switch (id) {
            case BOOL -> "BOOLEAN";
            case INT8 -> "TINYINT";
            case INT16 -> "SMALLINT";
            case INT32 -> "INTEGER";
            case INT64, SERIAL -> "BIGINT";
            case INT128 -> "HUGEINT";
            case UINT8 -> "UTINYINT";
            case UINT16 -> "USMALLINT";
            case UINT32 -> "UINTEGER";
            case UINT64 -> "UBIGINT";
            case FLOAT, DOUBLE, BLOB, UUID, DATE, INTERVAL -> id.name();
            // Kùzu gives no more than microseconds of a TIMESTAMP_NS, and PostgreSQL has no more.
            case TIMESTAMP, TIMESTAMP_NS, TIMESTAMP_MS, TIMESTAMP_SEC -> "TIMESTAMP";
            case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
            case DECIMAL -> names.of(type);
            default -> "VARCHAR";
        };
    }

    /** The type of the column in a new table. */
    String created() {
        return shape == Shape.JSON ? "jsonb" : leaf + "[]".repeat(depth);
    }

    /** The value from its text, in DuckDB's SQL. */
    String select(String text) {
        return switch (shape) {
            case TEXT -> leaf.equals("VARCHAR") ? text : cast(text, leaf);
            case JSON -> cast(text, "JSON");
            case LIST -> {
                String brackets = "[]".repeat(depth);
                yield cast(cast(cast(text, "JSON"), "VARCHAR" + brackets), leaf + brackets);
            }
        };
    }

    private static String cast(String value, String type) {
        return "CAST(" + value + " AS " + type + ")";
    }

    /**
     * The text of a value that is not NULL.
     *
     * @throws HowdahException if PostgreSQL can't hold it
     */
    String text(Value value) {
        if (shape == Shape.TEXT) {
            String text = ValueText.of(value, kuzuType);
            return requireNoZero(text, text.indexOf('\0') >= 0);
        }
        StringBuilder json = new StringBuilder();
        if (shape == Shape.LIST) {
            ValueJson.writeList(json, value);
        } else {
            ValueJson.write(json, value);
        }
        return requireNoZero(json.toString(), escapesZero(json));
    }

    private static boolean escapesZero(StringBuilder json) {
        int at = json.indexOf("\\");
        while (at >= 0) {
            if (json.length() > at + 5 && json.substring(at + 1, at + 6).equals("u0000")) {
                return true;
            }
            at = json.indexOf("\\", at + 2);
        }
        return false;
    }

    private static String requireNoZero(String text, boolean hasZero) {
        if (hasZero) {
            throw HowdahException.data(
                    "a text has a zero character, which PostgreSQL can't hold; a BLOB can");
        }
        return text;
    }
}
