package dev.howdah.cli.render.graph;

import com.kuzudb.DataType;
import com.kuzudb.DataTypeID;

import java.util.EnumSet;
import java.util.Set;

/**
 * A column's type as the head of a box names it, in Kùzu's words: {@code INT64[]}. Kùzu's Java API
 * tells neither a decimal's digits nor the fields of a struct.
 *
 * @param numeric whether values stand to the right
 */
record GraphTypeName(String text, boolean numeric) {
    private static final Set<DataTypeID> NUMBERS =
            EnumSet.of(
                    DataTypeID.SERIAL,
                    DataTypeID.INT8,
                    DataTypeID.INT16,
                    DataTypeID.INT32,
                    DataTypeID.INT64,
                    DataTypeID.INT128,
                    DataTypeID.UINT8,
                    DataTypeID.UINT16,
                    DataTypeID.UINT32,
                    DataTypeID.UINT64,
                    DataTypeID.FLOAT,
                    DataTypeID.DOUBLE,
                    DataTypeID.DECIMAL);

    static GraphTypeName of(DataType type) {
        DataTypeID id = type.getID();
        return switch (id) {
            case LIST -> new GraphTypeName(element(type) + "[]", false);
            case ARRAY ->
                    new GraphTypeName(
                            element(type) + "[" + type.getFixedNumElementsInList() + "]", false);
            default -> new GraphTypeName(id.name(), NUMBERS.contains(id));
        };
    }

    private static String element(DataType list) {
        try (DataType child = list.getChildType()) {
            return of(child).text();
        }
    }
}
