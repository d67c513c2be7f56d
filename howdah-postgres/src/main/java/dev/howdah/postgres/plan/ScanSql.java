package dev.howdah.postgres.plan;

import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.plan.ScanRequest.SelectedColumn;
import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.SortKey;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.PredicateRenderer;
import dev.howdah.postgres.sql.SelectItem;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a request as SELECT. */
final class ScanSql {
    private ScanSql() {}

    /** All rows of a request. */
    static String of(ScanRequest request) {
        return select(request, Optional.empty());
    }

    /** The rows of a request that also satisfy a condition. */
    static String of(ScanRequest request, String condition) {
        return select(request, Optional.of(condition));
    }

    private static String select(ScanRequest request, Optional<String> condition) {
        String rows =
                " FROM "
                        + from(request.relation())
                        + where(request.predicate(), condition)
                        + orderBy(request.order())
                        + (request.limit().isPresent()
                                ? " LIMIT " + request.limit().getAsLong()
                                : "");
        if (!request.columns().isEmpty()) {
            return "SELECT " + items(request) + rows;
        }
        return request.limit().isPresent()
                ? "SELECT count(*) FROM (SELECT 1" + rows + ") AS limited"
                : "SELECT count(*)" + rows;
    }

    private static String from(Relation relation) {
        return Identifier.quote(relation.schema(), relation.name());
    }

    /**
     * A bare name in ORDER BY means a column of the result before one of the relation, and the
     * former may be cast; so the result's columns get other names when there is an order.
     */
    private static String items(ScanRequest request) {
        List<String> items = new ArrayList<>();
        for (SelectedColumn column : request.columns()) {
            String item = SelectItem.render(column.name(), column.mapping());
            items.add(
                    request.order().isEmpty()
                            ? item
                            : item + " AS " + Identifier.quote("result " + items.size()));
        }
        return String.join(", ", items);
    }

    private static String where(Optional<Expression> predicate, Optional<String> condition) {
        if (predicate.isEmpty()) {
            return condition.map(range -> " WHERE " + range).orElse("");
        }
        String sql = PredicateRenderer.render(predicate.get());
        return condition
                .map(range -> " WHERE " + range + " AND (" + sql + ")")
                .orElse(" WHERE " + sql);
    }

    private static String orderBy(List<SortKey> order) {
        return order.isEmpty() ? "" : " ORDER BY " + PredicateRenderer.orderBy(order);
    }
}
