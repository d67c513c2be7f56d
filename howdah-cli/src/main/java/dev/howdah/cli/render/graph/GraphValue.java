package dev.howdah.cli.render.graph;

import com.fasterxml.jackson.core.JsonGenerator;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** A value of Kùzu's, copied; NULL is null. */
sealed interface GraphValue {
    /** As Kùzu's shell writes it, but for a NULL inside, which is nothing at all there. */
    String text();

    void writeJson(JsonGenerator json) throws IOException;

    static String textOf(@Nullable GraphValue value) {
        return value == null ? "NULL" : value.text();
    }

    static void write(@Nullable GraphValue value, JsonGenerator json) throws IOException {
        if (value == null) {
            json.writeNull();
        } else {
            value.writeJson(json);
        }
    }

    /** What stays a text in JSON too: dates, intervals, UUIDs and the like. */
    record Text(String text) implements GraphValue {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeString(text);
        }
    }

    /** A number in digits. JSON has no NaN and no infinity: they are written as text. */
    record Digits(String text) implements GraphValue {
        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            if (Character.isDigit(text.charAt(text.length() - 1))) {
                json.writeNumber(text);
            } else {
                json.writeString(text);
            }
        }
    }

    /** True or false. */
    record Truth(boolean value) implements GraphValue {
        @Override
        public String text() {
            return value ? "True" : "False";
        }

        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeBoolean(value);
        }
    }

    /** A list or an array. */
    record Items(List<@Nullable GraphValue> items) implements GraphValue {
        @Override
        public String text() {
            return items.stream()
                    .map(GraphValue::textOf)
                    .collect(Collectors.joining(",", "[", "]"));
        }

        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartArray();
            for (GraphValue item : items) {
                GraphValue.write(item, json);
            }
            json.writeEndArray();
        }
    }

    /** A field of a struct, or a property. */
    record Field(String name, @Nullable GraphValue value) {
        private void write(JsonGenerator json) throws IOException {
            json.writeFieldName(name);
            GraphValue.write(value, json);
        }

        private static void writeSet(List<Field> properties, JsonGenerator json)
                throws IOException {
            for (Field property : properties) {
                if (property.value() != null) {
                    property.write(json);
                }
            }
        }

        private String text() {
            return name + ": " + GraphValue.textOf(value);
        }

        /** Of several labels' nodes each has the others' properties, as NULL: they say nothing. */
        private static String textOfSet(List<Field> properties) {
            return properties.stream()
                    .filter(property -> property.value() != null)
                    .map(property -> ", " + property.text())
                    .collect(Collectors.joining());
        }
    }

    /** A struct, or the nodes and relationships of a path. */
    record Fields(List<Field> fields) implements GraphValue {
        @Override
        public String text() {
            return fields.stream().map(Field::text).collect(Collectors.joining(", ", "{", "}"));
        }

        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            for (Field field : fields) {
                field.write(json);
            }
            json.writeEndObject();
        }
    }

    /** A key of a map and its value. */
    record Entry(@Nullable GraphValue key, @Nullable GraphValue value) {}

    /** A map. */
    record Entries(List<Entry> entries) implements GraphValue {
        @Override
        public String text() {
            return entries.stream()
                    .map(
                            entry ->
                                    GraphValue.textOf(entry.key())
                                            + "="
                                            + GraphValue.textOf(entry.value()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }

        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            for (Entry entry : entries) {
                json.writeFieldName(GraphValue.textOf(entry.key()));
                GraphValue.write(entry.value(), json);
            }
            json.writeEndObject();
        }
    }

    /** A node. */
    record Node(String id, String label, List<Field> properties) implements GraphValue {
        @Override
        public String text() {
            return "{_ID: %s, _LABEL: %s%s}".formatted(id, label, Field.textOfSet(properties));
        }

        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("_ID", id);
            json.writeStringField("_LABEL", label);
            Field.writeSet(properties, json);
            json.writeEndObject();
        }
    }

    /** A relationship. */
    record Relationship(String id, String from, String to, String label, List<Field> properties)
            implements GraphValue {
        @Override
        public String text() {
            return "(%s)-{_LABEL: %s, _ID: %s%s}->(%s)"
                    .formatted(from, label, id, Field.textOfSet(properties), to);
        }

        @Override
        public void writeJson(JsonGenerator json) throws IOException {
            json.writeStartObject();
            json.writeStringField("_ID", id);
            json.writeStringField("_SRC", from);
            json.writeStringField("_DST", to);
            json.writeStringField("_LABEL", label);
            Field.writeSet(properties, json);
            json.writeEndObject();
        }
    }
}
