package dev.howdah.duckdb.file;

import dev.howdah.duckdb.function.BindContext;
import dev.howdah.duckdb.function.Binding;
import dev.howdah.duckdb.function.ParameterType;
import dev.howdah.duckdb.function.ResultColumn;
import dev.howdah.duckdb.function.Scanner;
import dev.howdah.duckdb.function.TableFunction;
import dev.howdah.duckdb.nativeapi.StructValue;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * {@code read_postgres_binary('f', columns := {'a': 'INTEGER', …})}: the rows of one file that COPY
 * … TO (FORMAT binary) has written, or of a list of such files one after the other.
 */
public final class ReadPostgresBinary implements TableFunction {
    private static final String NAME = "read_postgres_binary";
    private static final long DEFAULT_BUFFER_BYTES = 32L << 20;
    private static final long MIN_BUFFER_BYTES = 1L << 10;
    private static final long MAX_BUFFER_BYTES = 1L << 30;

    /**
     * The call that reads a file, for a FROM clause.
     *
     * @param file a path, or any other expression of DuckDB's for one
     * @param columns their names and types, in the file's order
     */
    public static String call(String file, Map<String, String> columns) {
        List<String> fields = new ArrayList<>();
        columns.forEach(
                (name, type) ->
                        fields.add(DuckDbLiteral.quote(name) + ": " + DuckDbLiteral.quote(type)));
        return "system.main."
                + NAME
                + "("
                + file
                + ", columns := {"
                + String.join(", ", fields)
                + "})";
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ParameterType> parameters() {
        return List.of(ParameterType.ANY);
    }

    @Override
    public Map<String, ParameterType> namedParameters() {
        return Map.of("columns", ParameterType.ANY, "buffer_size", ParameterType.BIGINT);
    }

    @Override
    public Binding bind(BindContext call) {
        List<Path> files = files(call.arguments().getFirst());
        List<FileColumn> columns = columns(call.namedArguments().get("columns"));
        int bufferBytes = bufferBytes(call.namedArguments().get("buffer_size"));
        List<ResultColumn> results =
                columns.stream()
                        .map(column -> new ResultColumn(column.name(), column.logical()))
                        .toList();
        return new Binding() {
            @Override
            public List<ResultColumn> columns() {
                return results;
            }

            @Override
            public Scanner open(int[] wanted, int maxThreadsHint) {
                return new FileScanner(files, columns, wanted, bufferBytes);
            }
        };
    }

    private static List<Path> files(@Nullable Object argument) {
        List<?> names = argument instanceof List<?> list ? list : List.of(String.valueOf(argument));
        if (argument == null || names.isEmpty()) {
            throw HowdahException.user(NAME + " needs the name of a file");
        }
        return names.stream().map(name -> file(String.valueOf(name))).toList();
    }

    private static Path file(String name) {
        try {
            Path file = Path.of(name);
            if (Files.isReadable(file) && !Files.isDirectory(file)) {
                return file;
            }
        } catch (InvalidPathException impossible) {
            throw HowdahException.user("no name of a file: " + impossible.getMessage());
        }
        throw HowdahException.user("there is no file \"" + name + "\" that can be read");
    }

    private static List<FileColumn> columns(@Nullable Object argument) {
        if (!(argument instanceof StructValue struct) || struct.names().contains("")) {
            throw HowdahException.user(
                    NAME
                            + " needs the columns of the file, which does not name them itself,"
                            + " such as columns := {'id': 'BIGINT', 'name': 'VARCHAR'}");
        }
        List<FileColumn> columns = new ArrayList<>();
        for (int i = 0; i < struct.names().size(); i++) {
            String type = String.valueOf(struct.values().get(i));
            columns.add(FileColumn.of(struct.names().get(i), type));
        }
        return columns;
    }

    private static int bufferBytes(@Nullable Object argument) {
        long bytes = argument instanceof Long given ? given : DEFAULT_BUFFER_BYTES;
        if (bytes < MIN_BUFFER_BYTES || bytes > MAX_BUFFER_BYTES) {
            throw HowdahException.user(
                    "buffer_size must be between %d and %d bytes, not %d"
                            .formatted(MIN_BUFFER_BYTES, MAX_BUFFER_BYTES, bytes));
        }
        return (int) bytes;
    }
}
