package dev.howdah.kuzu.graph;

import com.kuzudb.DataTypeID;
import com.kuzudb.InternalID;
import com.kuzudb.KuzuList;
import com.kuzudb.KuzuMap;
import com.kuzudb.KuzuStruct;
import com.kuzudb.Value;
import com.kuzudb.ValueNodeUtil;
import com.kuzudb.ValueRecursiveRelUtil;
import com.kuzudb.ValueRelUtil;

import dev.howdah.postgres.error.HowdahException;

/**
 * Writes a value with parts as JSON. Nodes and relationships have the keys that Kùzu's own text
 * has, and like there no properties that are NULL.
 */
public final class ValueJson {
    private final StringBuilder out;
    private final boolean leavesAsText;

    private ValueJson(StringBuilder out, boolean leavesAsText) {
        this.out = out;
        this.leavesAsText = leavesAsText;
    }

    /**
     * Any value: numbers and booleans as such, what JSON has no word for as {@link ValueText}.
     *
     * @throws HowdahException of kind UNSUPPORTED if JSON can't hold it exactly
     */
    public static void write(StringBuilder out, Value value) {
        new ValueJson(out, false).value(value);
    }

    /** A list, or one of lists, with {@link ValueText} as strings in it. */
    public static void writeList(StringBuilder out, Value list) {
        new ValueJson(out, true).value(list);
    }

    /** A text in quotes. */
    public static void writeText(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append("\\u00")
                        .append(c < 16 ? '0' : '1')
                        .append("0123456789abcdef".charAt(c & 15));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private void value(Value value) {
        if (value.isNull()) {
            out.append("null");
            return;
        }
        DataTypeID type = ValueText.typeOf(value);
        switch (type) {
            case LIST, ARRAY -> list(new KuzuList(value));
            case STRUCT -> struct(new KuzuStruct(value));
            case MAP -> map(new KuzuMap(value));
            case NODE -> node(value);
            case REL -> relationship(value);
            case RECURSIVE_REL -> path(value);
            case UNION ->
                    throw HowdahException.unsupported(
                            "Kùzu does not tell which member of a UNION it is; return union_extract(…) or union_tag(…) of it");
            default -> leaf(ValueText.of(value, type), type);
        }
    }

    private void leaf(String text, DataTypeID type) {
        boolean bare =
                !leavesAsText
                        && switch (type) {
                            case BOOL,
                                    INT8,
                                    INT16,
                                    INT32,
                                    INT64,
                                    INT128,
                                    UINT8,
                                    UINT16,
                                    UINT32,
                                    UINT64,
                                    SERIAL,
                                    FLOAT,
                                    DOUBLE,
                                    DECIMAL ->
                                    true;
                            default -> false;
                        };
        if (!bare) {
            writeText(out, text);
        } else if (text.equals("NaN") || text.endsWith("Infinity")) {
            throw HowdahException.unsupported(
                    "JSON has no " + text + "; return what holds it as a column of its own");
        } else {
            out.append(text);
        }
    }

    private void list(KuzuList list) {
        out.append('[');
        long size = list.getListSize();
        for (long i = 0; i < size; i++) {
            out.append(i == 0 ? "" : ",");
            part(list.getListElement(i));
        }
        out.append(']');
    }

    private void struct(KuzuStruct struct) {
        Fields fields = new Fields();
        long size = struct.getNumFields();
        for (long i = 0; i < size; i++) {
            fields.next(struct.getFieldNameByIndex(i));
            part(struct.getValueByIndex(i));
        }
        fields.end();
    }

    private void map(KuzuMap map) {
        Fields fields = new Fields();
        long size = map.getNumFields();
        for (long i = 0; i < size; i++) {
            try (Value key = map.getKey(i)) {
                fields.next(keyText(key));
            }
            part(map.getValue(i));
        }
        fields.end();
    }

    private static String keyText(Value key) {
        DataTypeID type = ValueText.typeOf(key);
        if (!ValueText.hasParts(type)) {
            return ValueText.of(key, type);
        }
        StringBuilder text = new StringBuilder();
        write(text, key);
        return text.toString();
    }

    private void node(Value node) {
        Fields fields = new Fields();
        fields.text("_ID", id(ValueNodeUtil.getID(node)));
        fields.text("_LABEL", ValueNodeUtil.getLabelName(node));
        long size = ValueNodeUtil.getPropertySize(node);
        for (long i = 0; i < size; i++) {
            fields.property(
                    ValueNodeUtil.getPropertyNameAt(node, i),
                    ValueNodeUtil.getPropertyValueAt(node, i));
        }
        fields.end();
    }

    private void relationship(Value relationship) {
        Fields fields = new Fields();
        fields.text("_SRC", id(ValueRelUtil.getSrcID(relationship)));
        fields.text("_DST", id(ValueRelUtil.getDstID(relationship)));
        fields.text("_LABEL", ValueRelUtil.getLabelName(relationship));
        fields.text("_ID", id(ValueRelUtil.getID(relationship)));
        long size = ValueRelUtil.getPropertySize(relationship);
        for (long i = 0; i < size; i++) {
            fields.property(
                    ValueRelUtil.getPropertyNameAt(relationship, i),
                    ValueRelUtil.getPropertyValueAt(relationship, i));
        }
        fields.end();
    }

    private void path(Value path) {
        Fields fields = new Fields();
        fields.next("_NODES");
        part(ValueRecursiveRelUtil.getNodeList(path));
        fields.next("_RELS");
        part(ValueRecursiveRelUtil.getRelList(path));
        fields.end();
    }

    private static String id(InternalID id) {
        return id.tableId + ":" + id.offset;
    }

    private void part(Value value) {
        try (value) {
            value(value);
        }
    }

    /** The members of one JSON object. */
    private final class Fields {
        private boolean any;

        void next(String name) {
            out.append(any ? "," : "{");
            any = true;
            writeText(out, name);
            out.append(':');
        }

        void text(String name, String text) {
            next(name);
            writeText(out, text);
        }

        void property(String name, Value value) {
            if (value.isNull()) {
                value.close();
                return;
            }
            next(name);
            part(value);
        }

        void end() {
            out.append(any ? "}" : "{}");
        }
    }
}
