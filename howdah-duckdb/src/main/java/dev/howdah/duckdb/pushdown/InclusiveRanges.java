package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import dev.howdah.postgres.predicate.Expression.Literal;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Proves that a range in the plan has its ends: EXPLAIN prints {@code x > 1 AND x < 9} as {@code x
 * BETWEEN 1 AND 9}.
 *
 * <p>A condition of nothing but {@code BETWEEN}, {@code >=}, {@code <=} and sameness, joined by
 * AND, between columns and plain constants, can't yield an end that is left out. The ends must be
 * constants of that condition, letter by letter: DuckDB turns {@code day >= timestamp '2024-01-01
 * 10:00'} into {@code day > '2024-01-01'}.
 */
final class InclusiveRanges {
    private final Set<String> ends = new HashSet<>();

    private InclusiveRanges() {}

    /** Empty if the WHERE clause has anything else. */
    static Optional<InclusiveRanges> of(JsonNode where) {
        InclusiveRanges ranges = new InclusiveRanges();
        return ranges.accepts(where) ? Optional.of(ranges) : Optional.empty();
    }

    boolean include(Literal low, Literal high) {
        return ends.contains(low.text()) && ends.contains(high.text());
    }

    private boolean accepts(JsonNode condition) {
        return switch (condition.path("type").asText()) {
            case "CONJUNCTION_AND" -> {
                boolean all = true;
                for (JsonNode term : condition.path("children")) {
                    all &= accepts(term);
                }
                yield all;
            }
            case "COMPARE_BETWEEN" ->
                    isColumn(condition.path("input"))
                            && isEnd(condition.path("lower"))
                            && isEnd(condition.path("upper"));
            case "COMPARE_GREATERTHANOREQUALTO", "COMPARE_LESSTHANOREQUALTO" ->
                    isColumn(condition.path("left")) && isEnd(condition.path("right"));
            case "COMPARE_EQUAL", "COMPARE_NOTEQUAL" ->
                    isColumn(condition.path("left"))
                            && ConstantReader.isConstant(condition.path("right"));
            case "OPERATOR_IS_NULL", "OPERATOR_IS_NOT_NULL" ->
                    isColumn(condition.path("children").path(0));
            case "COMPARE_IN" -> {
                boolean plain = isColumn(condition.path("children").path(0));
                for (int i = 1; i < condition.path("children").size(); i++) {
                    plain &= ConstantReader.isConstant(condition.path("children").get(i));
                }
                yield plain;
            }
            default -> false;
        };
    }

    private static boolean isColumn(JsonNode tree) {
        return tree.path("class").asText().equals("COLUMN_REF");
    }

    private boolean isEnd(JsonNode tree) {
        if (!ConstantReader.isConstant(tree)) {
            return false;
        }
        boolean cast = tree.path("class").asText().equals("CAST");
        String text = (cast ? tree.path("child") : tree).path("literal").path("text").asText();
        ends.add(text);
        return true;
    }
}
