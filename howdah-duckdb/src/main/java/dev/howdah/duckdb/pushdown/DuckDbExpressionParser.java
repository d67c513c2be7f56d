package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks a DuckDB connection by json_serialize_sql. Keeps one prepared statement on it; not
 * thread-safe, as the connection.
 */
public final class DuckDbExpressionParser implements ExpressionParser, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Connection connection;
    private @Nullable PreparedStatement serialize;

    public DuckDbExpressionParser(Connection connection) {
        this.connection = connection;
    }

    @Override
    public List<Optional<JsonNode>> expressions(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        // The line breaks keep a comment in one text from swallowing the next.
        Optional<JsonNode> all =
                serialize("SELECT " + String.join("\n, ", texts)).map(Serialized::node);
        if (all.isPresent() && all.get().path("select_list").size() == texts.size()) {
            List<Optional<JsonNode>> trees = new ArrayList<>();
            all.get().path("select_list").forEach(tree -> trees.add(Optional.of(tree)));
            return trees;
        }
        // One of them doesn't parse, or parses as more than one expression.
        return texts.stream().map(this::expression).toList();
    }

    private Optional<JsonNode> expression(String text) {
        return serialize("SELECT " + text)
                .map(serialized -> serialized.node().path("select_list"))
                .filter(list -> list.size() == 1)
                .map(list -> list.get(0));
    }

    @Override
    public Optional<ParsedStatement> statement(String sql) {
        return serialize(sql)
                .map(serialized -> new ParsedStatement(serialized.node(), serialized.nullOrder()));
    }

    @Override
    public void close() {
        try {
            if (serialize != null) {
                serialize.close();
            }
        } catch (SQLException failure) {
            throw HowdahException.of(
                    ErrorKind.INTERNAL, "closing the statement of DuckDB's parser failed", failure);
        }
    }

    private Optional<Serialized> serialize(String sql) {
        if (sql.indexOf('\0') >= 0) {
            // DuckDB's parser would stop there.
            return Optional.empty();
        }
        try {
            if (serialize == null || serialize.isClosed()) {
                serialize =
                        connection.prepareStatement(
                                "SELECT json_serialize_sql(?::VARCHAR),"
                                        + " current_setting('default_null_order')");
            }
            serialize.setString(1, sql);
            try (ResultSet row = serialize.executeQuery()) {
                row.next();
                JsonNode statements = JSON.readTree(row.getString(1)).path("statements");
                return statements.size() == 1
                        ? Optional.of(
                                new Serialized(statements.get(0).path("node"), row.getString(2)))
                        : Optional.empty();
            }
        } catch (SQLException | JsonProcessingException failure) {
            throw HowdahException.of(
                    ErrorKind.INTERNAL, "DuckDB's parser could not be asked", failure);
        }
    }

    /** A parsed statement's node, and how the session orders nulls. */
    private record Serialized(JsonNode node, String nullOrder) {}
}
