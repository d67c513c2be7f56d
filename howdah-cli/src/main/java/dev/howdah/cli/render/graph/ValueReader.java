package dev.howdah.cli.render.graph;

import com.kuzudb.DataTypeID;
import com.kuzudb.KuzuList;
import com.kuzudb.KuzuMap;
import com.kuzudb.KuzuStruct;
import com.kuzudb.Value;
import com.kuzudb.ValueNodeUtil;
import com.kuzudb.ValueRecursiveRelUtil;
import com.kuzudb.ValueRelUtil;

import dev.howdah.cli.render.FloatText;
import dev.howdah.cli.render.graph.GraphValue.Entry;
import dev.howdah.cli.render.graph.GraphValue.Field;
import dev.howdah.kuzu.graph.ValueText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Copies a value out of Kùzu, which overwrites it with the next row.
 *
 * <p>Texts come from Kùzu where they are exact: its {@code getValue} cuts intervals to
 * milliseconds, drops time zones, and gives an empty text or zero for NULL.
 */
final class ValueReader {
    private ValueReader() {}

    static @Nullable GraphValue read(Value value) {
        if (value.isNull()) {
            return null;
        }
        DataTypeID type = ValueText.typeOf(value);
        return switch (type) {
            case BOOL -> new GraphValue.Truth(value.getValue());
            case FLOAT -> new GraphValue.Digits(FloatText.of((float) value.<Float>getValue()));
            case DOUBLE -> new GraphValue.Digits(FloatText.of((double) value.<Double>getValue()));
            case DECIMAL,
                    SERIAL,
                    INT8,
                    INT16,
                    INT32,
                    INT64,
                    INT128,
                    UINT8,
                    UINT16,
                    UINT32,
                    UINT64 ->
                    new GraphValue.Digits(ValueText.of(value, type));
            case LIST, ARRAY -> list(value);
            case STRUCT -> struct(value);
            case UNION -> union(value);
            case MAP -> map(value);
            case NODE -> node(value);
            case REL -> relationship(value);
            case RECURSIVE_REL -> path(value);
            default -> new GraphValue.Text(value.toString());
        };
    }

    private static @Nullable GraphValue taken(Value value) {
        try (value) {
            return read(value);
        }
    }

    private static GraphValue.Items list(Value value) {
        KuzuList list = new KuzuList(value);
        List<@Nullable GraphValue> items = new ArrayList<>();
        for (long i = 0; i < list.getListSize(); i++) {
            items.add(taken(list.getListElement(i)));
        }
        return new GraphValue.Items(items);
    }

    private static GraphValue.Fields struct(Value value) {
        KuzuStruct struct = new KuzuStruct(value);
        List<Field> fields = new ArrayList<>();
        for (long i = 0; i < struct.getNumFields(); i++) {
            fields.add(new Field(struct.getFieldNameByIndex(i), taken(struct.getValueByIndex(i))));
        }
        return new GraphValue.Fields(fields);
    }

    /** The one member that is set; the API does not tell its name. */
    private static @Nullable GraphValue union(Value value) {
        return taken(new KuzuStruct(value).getValueByIndex(0));
    }

    private static GraphValue.Entries map(Value value) {
        KuzuMap map = new KuzuMap(value);
        List<Entry> entries = new ArrayList<>();
        for (long i = 0; i < map.getNumFields(); i++) {
            entries.add(new Entry(taken(map.getKey(i)), taken(map.getValue(i))));
        }
        return new GraphValue.Entries(entries);
    }

    private static GraphValue.Node node(Value value) {
        List<Field> properties = new ArrayList<>();
        for (long i = 0; i < ValueNodeUtil.getPropertySize(value); i++) {
            String name = ValueNodeUtil.getPropertyNameAt(value, i);
            properties.add(new Field(name, taken(ValueNodeUtil.getPropertyValueAt(value, i))));
        }
        var id = ValueNodeUtil.getID(value);
        return new GraphValue.Node(
                id.tableId + ":" + id.offset, ValueNodeUtil.getLabelName(value), properties);
    }

    private static GraphValue.Relationship relationship(Value value) {
        List<Field> properties = new ArrayList<>();
        for (long i = 0; i < ValueRelUtil.getPropertySize(value); i++) {
            String name = ValueRelUtil.getPropertyNameAt(value, i);
            properties.add(new Field(name, taken(ValueRelUtil.getPropertyValueAt(value, i))));
        }
        var id = ValueRelUtil.getID(value);
        var from = ValueRelUtil.getSrcID(value);
        var to = ValueRelUtil.getDstID(value);
        return new GraphValue.Relationship(
                id.tableId + ":" + id.offset,
                from.tableId + ":" + from.offset,
                to.tableId + ":" + to.offset,
                ValueRelUtil.getLabelName(value),
                properties);
    }

    private static GraphValue.Fields path(Value value) {
        return new GraphValue.Fields(
                List.of(
                        new Field("_NODES", taken(ValueRecursiveRelUtil.getNodeList(value))),
                        new Field("_RELS", taken(ValueRecursiveRelUtil.getRelList(value)))));
    }
}
