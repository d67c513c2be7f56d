package dev.howdah.cli.render.graph;

import com.fasterxml.jackson.core.JsonGenerator;

import dev.howdah.cli.render.ResultColumn;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/**
 * A column of Kùzu's.
 *
 * @param rows where its values come from
 * @param index from 0
 * @param typeName in Kùzu's words
 */
public record GraphColumn(
        GraphRows rows, int index, String name, String typeName, boolean isNumeric)
        implements ResultColumn {
    @Override
    public @Nullable Object read() {
        return rows.read(index);
    }

    @Override
    public String text(Object value) {
        return ((GraphValue) value).text();
    }

    @Override
    public void writeJson(JsonGenerator json) throws IOException {
        GraphValue.write(rows.read(index), json);
    }
}
