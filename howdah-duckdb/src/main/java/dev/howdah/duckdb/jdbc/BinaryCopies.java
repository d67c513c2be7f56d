package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.file.BinaryCopyFile;
import dev.howdah.duckdb.file.FileColumn;
import dev.howdah.duckdb.file.ReadPostgresBinary;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.duckdb.statement.BinaryCopy;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.ParsedStatement.BinaryCopyTo;
import dev.howdah.duckdb.statement.ParsedStatement.Change;
import dev.howdah.postgres.codec.EncodeOptions;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** COPY of DuckDB's own tables and queries from and to PostgreSQL's binary files. */
final class BinaryCopies {
    private final Session session;
    private final StatementRunner runner;
    private final PushdownPlanner planner;

    BinaryCopies(Session session, StatementRunner runner, PushdownPlanner planner) {
        this.session = session;
        this.runner = runner;
        this.planner = planner;
    }

    /** Whether DuckDB would not know the format. */
    static boolean isBinary(ParsedStatement statement) {
        return statement instanceof BinaryCopyTo || from(statement).isPresent();
    }

    private static Optional<BinaryCopy.From> from(ParsedStatement statement) {
        return statement instanceof Change change && change.verb().equals("COPY")
                ? BinaryCopy.from(change.text())
                : Optional.empty();
    }

    /** Writes the file and returns how many rows it has. */
    long write(BinaryCopyTo copy, HowdahStatement owner) throws SQLException {
        Path file = path(copy.file());
        List<FileColumn> columns = new ArrayList<>();
        describe("(\n" + copy.query() + "\n)")
                .forEach((name, type) -> columns.add(FileColumn.of(name, type)));
        String list =
                columns.stream()
                        .map(FileColumn::expression)
                        .collect(Collectors.joining(", ", "SELECT ", " FROM (\n"));
        String query = list + copy.query() + "\n)";
        PushedDown pushed = planner.plan(new ParsedStatement.Query(query), Parameters.NONE);
        EncodeOptions options = session.settings().encoding();
        List<LogicalType> types = columns.stream().map(FileColumn::logical).toList();
        return runner.execute(
                owner,
                pushed,
                () -> {
                    try (PreparedStatement statement = session.duckdb().prepareStatement(query);
                            QueryRows rows = QueryRows.open(statement, types)) {
                        return BinaryCopyFile.write(rows, columns, options, file);
                    }
                });
    }

    /** The INSERT that a COPY … FROM such a file means; empty for any other statement. */
    Optional<String> insertion(ParsedStatement statement) throws SQLException {
        Optional<BinaryCopy.From> from = from(statement);
        if (from.isEmpty()) {
            return Optional.empty();
        }
        BinaryCopy.From copy = from.get();
        String columns =
                copy.columns().isEmpty()
                        ? "*"
                        : copy.columns().substring(1, copy.columns().length() - 1);
        Map<String, String> types = describe("(SELECT " + columns + " FROM " + copy.target() + ")");
        return Optional.of(
                "INSERT INTO %s %s FROM %s"
                        .formatted(
                                copy.target(),
                                copy.columns(),
                                ReadPostgresBinary.call(copy.file(), types)));
    }

    private Map<String, String> describe(String relation) throws SQLException {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement statement = session.duckdb().createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE FROM " + relation)) {
            while (rows.next()) {
                columns.put(rows.getString(1), rows.getString(2));
            }
        }
        return columns;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException impossible) {
            throw HowdahException.user("no name of a file: " + impossible.getMessage());
        }
    }
}
