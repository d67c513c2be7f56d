package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.predicate.PushdownRules;
import dev.howdah.postgres.predicate.SortKey;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads LIMIT, ORDER BY … LIMIT and count(*) from the operator above a scan. */
final class RowDemandReader {
    private final PushdownRules rules;
    private final ScanColumnNames names;
    private final StatementLookup shape;
    private final boolean withoutOffset;

    /**
     * @param withoutOffset whether a plan without an offset has none for certain
     */
    RowDemandReader(
            PushdownRules rules,
            ScanColumnNames names,
            StatementLookup shape,
            boolean withoutOffset) {
        this.rules = rules;
        this.names = names;
        this.shape = shape;
        this.withoutOffset = withoutOffset;
    }

    /** Whether an operator may need fewer rows than the scan below it has. */
    static boolean mayNeedFewer(PlanNode consumer) {
        return switch (consumer.name()) {
            case "LIMIT", "STREAMING_LIMIT", "TOP_N", "UNGROUPED_AGGREGATE" -> true;
            default -> false;
        };
    }

    /** For a scan whose filters have all been pushed exactly. */
    RowDemand read(ScanOccurrence scan) {
        if (scan.consumer().isEmpty()) {
            return RowDemand.ALL;
        }
        PlanNode consumer = scan.consumer().get();
        return switch (consumer.name()) {
            case "LIMIT", "STREAMING_LIMIT" ->
                    new RowDemand(List.of(), rows(consumer, "Limit"), false);
            case "TOP_N" -> topRows(scan, consumer);
            case "UNGROUPED_AGGREGATE" ->
                    consumer.list("Aggregates").equals(List.of("count_star()"))
                            ? RowDemand.COUNT
                            : RowDemand.ALL;
            default -> RowDemand.ALL;
        };
    }

    /** Rows to read: those to return and those to skip before. */
    private OptionalLong rows(PlanNode node, String key) {
        try {
            long limit = Long.parseLong(node.text(key));
            String offset = node.text("Offset");
            if (offset.isEmpty() && !withoutOffset) {
                return OptionalLong.empty();
            }
            return OptionalLong.of(
                    Math.addExact(limit, offset.isEmpty() ? 0 : Long.parseLong(offset)));
        } catch (NumberFormatException | ArithmeticException notConstant) {
            return OptionalLong.empty();
        }
    }

    /**
     * The plan prints neither where nulls go nor which column a key means for certain, so the
     * statement must say the same.
     */
    private RowDemand topRows(ScanOccurrence scan, PlanNode top) {
        List<StatementShape.Key> written =
                shape.find().map(StatementShape::order).orElse(List.of());
        List<String> printed = top.list("Order By");
        OptionalLong limit = rows(top, "Top");
        if (!scan.consumerIsRoot()
                || limit.isEmpty()
                || written.isEmpty()
                || written.size() != printed.size()) {
            return RowDemand.ALL;
        }
        List<SortKey> keys = new ArrayList<>();
        for (int i = 0; i < printed.size(); i++) {
            Optional<SortKey> key =
                    key(written.get(i), printed.get(i), scan.projections()).flatMap(rules::sort);
            if (key.isEmpty()) {
                return RowDemand.ALL;
            }
            keys.add(key.get());
        }
        return new RowDemand(keys, limit, false);
    }

    private Optional<SortKey> key(
            StatementShape.Key written, String printed, List<List<String>> projections) {
        String direction = written.descending() ? " DESC" : " ASC";
        if (!printed.endsWith(direction)) {
            return Optional.empty();
        }
        String name = printed.substring(0, printed.length() - direction.length());
        if (name.startsWith("#")) {
            name = item(name, projections).orElse(name);
        }
        return name.equalsIgnoreCase(written.name())
                ? names.findReal(name)
                        .map(
                                column ->
                                        new SortKey(
                                                column,
                                                written.descending(),
                                                // Without nulls either place will do; this one is
                                                // that of PostgreSQL's indexes.
                                                column.notNull()
                                                        ? written.descending()
                                                        : written.nullsFirst()))
                : Optional.empty();
    }

    private static Optional<String> item(String position, List<List<String>> projections) {
        if (projections.isEmpty()) {
            return Optional.empty();
        }
        List<String> items = projections.getFirst();
        try {
            return Optional.of(items.get(Integer.parseInt(position.substring(1))));
        } catch (NumberFormatException | IndexOutOfBoundsException unknown) {
            return Optional.empty();
        }
    }
}
