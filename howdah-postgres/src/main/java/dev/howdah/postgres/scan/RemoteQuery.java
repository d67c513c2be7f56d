package dev.howdah.postgres.scan;

import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.wire.PreparedQuery;

import java.util.List;
import java.util.Objects;

/**
 * A statement in PostgreSQL's SQL that the server has parsed.
 *
 * @param columns its result's columns; none for a statement that only counts the rows it changed
 */
public record RemoteQuery(PreparedQuery prepared, List<Column> columns) {
    private static final short TEXT = 0;
    private static final short BINARY = 1;

    public RemoteQuery {
        Objects.requireNonNull(prepared);
        columns = List.copyOf(columns);
    }

    /**
     * A column of the result.
     *
     * @param asText whether the server is asked for the value's text form
     */
    public record Column(String name, ColumnMapping mapping, boolean asText) {}

    /** How many values {@code $1}, {@code $2}, … stand for. */
    public int parameterCount() {
        return prepared.parameterTypeOids().size();
    }

    short[] formats() {
        short[] formats = new short[columns.size()];
        for (int i = 0; i < formats.length; i++) {
            formats[i] = columns.get(i).asText() ? TEXT : BINARY;
        }
        return formats;
    }

    RowLayout layout() {
        return new RowLayout(
                columns.stream().map(Column::name).toList(),
                columns.stream().map(Column::mapping).toList());
    }
}
