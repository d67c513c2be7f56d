package dev.howdah.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;

/** Prints one JSON object per row: an array of them, or one per line. */
final class JsonRenderer implements ResultRenderer {
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

    private final boolean array;

    JsonRenderer(boolean array) {
        this.array = array;
    }

    @Override
    public void render(ResultSet result, ZoneId zone, PrintStream out) throws SQLException {
        List<ResultColumn> columns = ResultColumn.of(result, zone);
        out.print(array ? "[" : "");
        boolean first = true;
        while (result.next()) {
            if (array && !first) {
                out.print(",\n");
            }
            first = false;
            out.print(row(columns, result, zone));
            out.print(array ? "" : "\n");
        }
        out.print(array ? "]\n" : "");
    }

    private static String row(List<ResultColumn> columns, ResultSet result, ZoneId zone)
            throws SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter());
            JsonValue values = new JsonValue(json, zone);
            json.writeStartObject();
            for (ResultColumn column : columns) {
                json.writeFieldName(column.name());
                cell(column, result, json, values);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }

    private static void cell(
            ResultColumn column, ResultSet result, JsonGenerator json, JsonValue values)
            throws SQLException, IOException {
        if (JsonValue.isNested(column.sqlType())) {
            values.write(result.getObject(column.index()));
            return;
        }
        @Nullable Object value = column.read(result);
        if (value == null) {
            json.writeNull();
        } else if (column.sqlType().equals("JSON")) {
            json.writeRawValue(column.text(value));
        } else if (value instanceof Number && column.isNumeric()) {
            values.write(value);
        } else if (column.isNumeric()) {
            // Unsigned and 128-bit integers come as text of digits.
            json.writeRawValue(column.text(value));
        } else if (value instanceof Boolean truth) {
            json.writeBoolean(truth);
        } else {
            json.writeString(column.text(value));
        }
    }
}
