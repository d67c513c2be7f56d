package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Optional;

/** DuckDB's parser: SQL text in, its syntax tree out. */
public interface ExpressionParser {
    /** The trees of expressions, in their order; empty where one doesn't parse. */
    List<Optional<JsonNode>> expressions(List<String> texts);

    /** The tree of a SELECT statement; empty for every other statement, or several. */
    Optional<ParsedStatement> statement(String sql);

    /**
     * A statement's tree.
     *
     * @param node its SELECT_NODE or set operation
     * @param defaultNullOrder the setting default_null_order, such as NULLS_LAST
     */
    record ParsedStatement(JsonNode node, String defaultNullOrder) {}
}
