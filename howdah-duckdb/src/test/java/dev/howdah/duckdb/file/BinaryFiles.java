package dev.howdah.duckdb.file;

import dev.howdah.duckdb.function.TableFunctions;
import dev.howdah.duckdb.nativeapi.DuckDbConnectionHandle;
import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.sql.Identifier;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A DuckDB in memory that knows binary files. */
final class BinaryFiles implements AutoCloseable {
    private final Connection connection;

    BinaryFiles() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        TableFunctions.register(
                DuckDbConnectionHandle.of(connection),
                new ReadPostgresBinary(),
                (id, failure) -> {});
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Rows as texts. */
    List<String> rows(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(String.valueOf((Object) rows.getString(i)));
                }
                texts.add(String.join(" | ", values));
            }
            return texts;
        }
    }

    /** Names and types of a query's columns. */
    Map<String, String> describe(String query) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE " + query)) {
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
        }
        return columns;
    }

    long write(String query, Path file) throws SQLException {
        List<FileColumn> columns = new ArrayList<>();
        describe(query).forEach((name, type) -> columns.add(FileColumn.of(name, type)));
        String list =
                columns.stream()
                        .map(
                                column ->
                                        column.expression()
                                                + " AS "
                                                + Identifier.quote(column.name()))
                        .collect(Collectors.joining(", "));
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT " + list + " FROM (" + query + ")");
                QueryRows rows =
                        QueryRows.open(
                                statement, columns.stream().map(FileColumn::logical).toList())) {
            return BinaryCopyFile.write(rows, columns, EncodeOptions.STRICT, file);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
