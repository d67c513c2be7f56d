package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import dev.howdah.postgres.predicate.Expression.Literal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A statement so simple that a name in it can mean only one column: one SELECT from one attached
 * table, without subqueries, CTEs, set operations or renamed columns.
 */
final class StatementShape {
    private final JsonNode select;
    private final String nullOrder;
    private final String table;
    private final Set<String> aliases = new HashSet<>();
    private final List<List<String>> references = new ArrayList<>();
    private boolean simple = true;

    private StatementShape(JsonNode select, String nullOrder, String table) {
        this.select = select;
        this.nullOrder = nullOrder;
        this.table = table;
    }

    /** Empty if the statement isn't that simple. */
    static Optional<StatementShape> of(
            ExpressionParser.ParsedStatement statement, ScanColumns columns) {
        JsonNode select = statement.node();
        JsonNode from = select.path("from_table");
        if (!select.path("type").asText().equals("SELECT_NODE")
                || !select.path("cte_map").path("map").isEmpty()
                || !from.path("type").asText().equals("BASE_TABLE")
                || !from.path("column_name_alias").isEmpty()
                || !from.path("sample").isNull()
                || !from.path("at_clause").isNull()) {
            return Optional.empty();
        }
        List<String> path = new ArrayList<>();
        from.path("qualified_name").path("path").forEach(part -> path.add(part.asText()));
        if (path.isEmpty() || !columns.isAttached(path)) {
            return Optional.empty();
        }
        String alias = from.path("alias").asText();
        StatementShape shape =
                new StatementShape(
                        select,
                        statement.defaultNullOrder(),
                        fold(alias.isEmpty() ? path.getLast() : alias));
        for (String clause :
                List.of("select_list", "where_clause", "group_expressions", "having", "qualify")) {
            shape.walk(select.path(clause));
        }
        shape.walk(select.path("modifiers"));
        return shape.simple ? Optional.of(shape) : Optional.empty();
    }

    private void walk(JsonNode node) {
        switch (node.path("class").asText()) {
            case "SUBQUERY", "LAMBDA", "LAMBDA_REF", "POSITIONAL_REFERENCE" -> simple = false;
            // * RENAME, * REPLACE and COLUMNS(…) rename without an alias.
            case "STAR" ->
                    simple &=
                            node.path("replace_list").isEmpty()
                                    && node.path("rename_list").isEmpty()
                                    && !node.path("columns").asBoolean();
            case "COLUMN_REF" -> {
                List<String> reference = new ArrayList<>();
                node.path("column_names").forEach(part -> reference.add(fold(part.asText())));
                references.add(reference);
            }
            default -> {}
        }
        String alias = node.path("alias").asText();
        if (!alias.isEmpty()) {
            aliases.add(fold(alias));
        }
        node.forEach(this::walk);
    }

    /** Whether the name, wherever DuckDB prints it, means the table's column of that name. */
    boolean provesName(String name) {
        String folded = fold(name);
        return !aliases.contains(folded)
                && references.stream()
                        .filter(reference -> reference.getLast().equals(folded))
                        .allMatch(this::isOwnColumn);
    }

    /** {@code d} or {@code t.d}; anything longer may be a field of a struct. */
    private boolean isOwnColumn(List<String> reference) {
        return reference.size() == 1
                || (reference.size() == 2
                        && reference.getFirst().equals(table)
                        && references.stream().noneMatch(other -> other.equals(List.of(table))));
    }

    /** Whether the ends of a range that the plan shows belong to it for certain. */
    boolean includesEnds(Literal low, Literal high) {
        // HAVING and QUALIFY may be pushed down to the scan as well.
        return select.path("having").isNull()
                && select.path("qualify").isNull()
                && InclusiveRanges.of(select.path("where_clause"))
                        .filter(ranges -> ranges.include(low, high))
                        .isPresent();
    }

    /** A key of the statement's ORDER BY: a column's name, which way, and where nulls go. */
    record Key(String name, boolean descending, boolean nullsFirst) {}

    /**
     * The keys of the ORDER BY that belongs to the statement's LIMIT; empty if they are anything
     * but columns. EXPLAIN doesn't print where nulls go.
     */
    List<Key> order() {
        JsonNode modifiers = select.path("modifiers");
        boolean ordinary =
                select.path("group_expressions").isEmpty()
                        && select.path("having").isNull()
                        && select.path("qualify").isNull();
        if (!ordinary
                || modifiers.size() != 2
                || !modifiers.get(0).path("type").asText().equals("ORDER_MODIFIER")
                || !modifiers.get(1).path("type").asText().equals("LIMIT_MODIFIER")) {
            return List.of();
        }
        List<Key> keys = new ArrayList<>();
        for (JsonNode order : modifiers.get(0).path("orders")) {
            JsonNode path = order.path("expression").path("column_names");
            Optional<Boolean> descending = descending(order.path("type").asText());
            Optional<Boolean> first =
                    descending.flatMap(down -> nullsFirst(order.path("null_order").asText(), down));
            if (path.isEmpty() || first.isEmpty()) {
                return List.of();
            }
            keys.add(new Key(path.get(path.size() - 1).asText(), descending.get(), first.get()));
        }
        return keys;
    }

    /** Without a word the setting default_order decides; the plan is compared with ASC then. */
    private static Optional<Boolean> descending(String type) {
        return switch (type) {
            case "ORDER_DEFAULT", "ASCENDING" -> Optional.of(false);
            case "DESCENDING" -> Optional.of(true);
            default -> Optional.empty();
        };
    }

    private Optional<Boolean> nullsFirst(String written, boolean descending) {
        return switch (written) {
            case "NULLS FIRST" -> Optional.of(true);
            case "NULLS LAST" -> Optional.of(false);
            case "ORDER_DEFAULT" ->
                    switch (nullOrder.toUpperCase(Locale.ROOT)) {
                        case "NULLS_FIRST" -> Optional.of(true);
                        case "NULLS_LAST" -> Optional.of(false);
                        case "NULLS_FIRST_ON_ASC_LAST_ON_DESC" -> Optional.of(!descending);
                        case "NULLS_LAST_ON_ASC_FIRST_ON_DESC" -> Optional.of(descending);
                        default -> Optional.empty();
                    };
            default -> Optional.empty();
        };
    }

    private static String fold(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
