package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * One operator of a plan in EXPLAIN's JSON.
 *
 * @param info what EXPLAIN says of it
 */
record PlanNode(String name, List<PlanNode> children, JsonNode info) {
    static PlanNode of(JsonNode json) {
        List<PlanNode> children = new ArrayList<>();
        json.path("children").forEach(child -> children.add(of(child)));
        return new PlanNode(json.path("name").asText(), children, json.path("extra_info"));
    }

    boolean is(String operator) {
        return name.equals(operator);
    }

    /** Whether every leaf below is a scan of an attached table. */
    boolean readsOnlyTables() {
        return children.isEmpty()
                ? is("PG_SCAN")
                : children.stream().allMatch(PlanNode::readsOnlyTables);
    }

    /** How many operators of these names there are, this one included. */
    int count(Set<String> names) {
        int below = children.stream().mapToInt(child -> child.count(names)).sum();
        return below + (names.contains(name) ? 1 : 0);
    }

    /** A value that is a list; EXPLAIN writes a list of one as the value itself. */
    List<String> list(String key) {
        JsonNode value = info.path(key);
        if (value.isTextual()) {
            return List.of(value.asText());
        }
        List<String> items = new ArrayList<>();
        value.forEach(item -> items.add(item.asText()));
        return items;
    }

    /**
     * A value that is one text. EXPLAIN writes its lines as a list and drops empty ones, so line
     * breaks in it say only that there was at least one.
     */
    String text(String key) {
        return String.join("\n", list(key));
    }
}
