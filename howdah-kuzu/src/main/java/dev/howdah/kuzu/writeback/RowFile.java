package dev.howdah.kuzu.writeback;

import com.kuzudb.FlatTuple;
import com.kuzudb.Value;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.kuzu.graph.ValueJson;
import dev.howdah.postgres.error.HowdahException;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;

/** A file with rows, one JSON object in a line: DuckDB reads texts from it as they are. */
final class RowFile implements AutoCloseable {
    /** DuckDB's own default for the longest line, which it makes buffers of. */
    private static final long LINE_BYTES = 16L << 20;

    /** Of a UTF-16 unit in UTF-8. */
    private static final long MAX_BYTES_PER_UNIT = 3;

    private final Path path;
    private final List<ResultName> names;
    private final List<ColumnForm> forms;
    private final BufferedWriter writer;
    private final StringBuilder line = new StringBuilder();
    private long units;
    private long longestLine;

    RowFile(Path path, List<ResultName> names, List<ColumnForm> forms) {
        this.path = path;
        this.names = names;
        this.forms = forms;
        try {
            this.writer = Files.newBufferedWriter(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Writes a row. */
    void add(FlatTuple row) {
        line.setLength(0);
        for (int i = 0; i < forms.size(); i++) {
            try (Value value = row.getValue(i)) {
                if (!value.isNull()) {
                    line.append(line.isEmpty() ? "{\"" : ",\"").append(carrier(i)).append("\":");
                    ValueJson.writeText(line, text(i, value));
                }
            }
        }
        line.append(line.isEmpty() ? "{}\n" : "}\n");
        try {
            writer.append(line);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        units += line.length();
        longestLine = Math.max(longestLine, line.length());
    }

    private String text(int column, Value value) {
        try {
            return forms.get(column).text(value);
        } catch (HowdahException failure) {
            throw failure.in("Column " + names.get(column).shown());
        }
    }

    /** How large it is, in UTF-16 units. */
    long size() {
        return units;
    }

    /** The query that gives the rows, in DuckDB's SQL. */
    String query() {
        StringJoiner select = new StringJoiner(", ", "SELECT ", "");
        StringJoiner carriers = new StringJoiner(", ", "{", "}");
        for (int i = 0; i < forms.size(); i++) {
            select.add(forms.get(i).select(carrier(i)));
            carriers.add("'" + carrier(i) + "': 'VARCHAR'");
        }
        return "%s FROM read_json(%s, format = 'newline_delimited', columns = %s, maximum_object_size = %d)"
                .formatted(
                        select,
                        DuckDbLiteral.quote(path.toString()),
                        carriers,
                        Math.max(LINE_BYTES, longestLine * MAX_BYTES_PER_UNIT));
    }

    private static String carrier(int column) {
        return "c" + column;
    }

    /** Ends the writing. */
    @Override
    public void close() {
        try {
            writer.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
