package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.List;

/** A physical plan, as {@code EXPLAIN (FORMAT JSON)} tells it. */
public final class Plan {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<PlanNode> roots;

    private Plan(List<PlanNode> roots) {
        this.roots = List.copyOf(roots);
    }

    /** Parses what EXPLAIN gives as the physical plan. */
    public static Plan parse(String explainJson) {
        try {
            List<PlanNode> roots = new ArrayList<>();
            JSON.readTree(explainJson).forEach(root -> roots.add(PlanNode.of(root)));
            return new Plan(roots);
        } catch (JsonProcessingException unreadable) {
            throw HowdahException.of(ErrorKind.INTERNAL, "DuckDB's EXPLAIN is no JSON", unreadable);
        }
    }

    List<PlanNode> roots() {
        return roots;
    }

    /** Whether every row comes from an attached table: nothing else is read, and no constant. */
    public boolean readsOnlyTables() {
        return !roots.isEmpty() && roots.stream().allMatch(PlanNode::readsOnlyTables);
    }
}
