package dev.howdah.cli.render;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.sql.SQLException;
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
    public void render(ResultRows rows, PrintStream out) throws SQLException {
        List<? extends ResultColumn> columns = rows.columns();
        out.print(array ? "[" : "");
        boolean first = true;
        while (rows.next()) {
            if (array && !first) {
                out.print(",\n");
            }
            first = false;
            out.print(row(columns));
            out.print(array ? "" : "\n");
        }
        out.print(array ? "]\n" : "");
    }

    private static String row(List<? extends ResultColumn> columns) throws SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new MinimalPrettyPrinter());
            json.writeStartObject();
            for (ResultColumn column : columns) {
                json.writeFieldName(column.name());
                column.writeJson(json);
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return text.toString();
    }
}
