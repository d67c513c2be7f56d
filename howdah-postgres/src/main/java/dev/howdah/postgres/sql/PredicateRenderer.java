package dev.howdah.postgres.sql;

import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.Expression.And;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.In;
import dev.howdah.postgres.predicate.Expression.IsNull;
import dev.howdah.postgres.predicate.Expression.Like;
import dev.howdah.postgres.predicate.Expression.Not;
import dev.howdah.postgres.predicate.Expression.Or;
import dev.howdah.postgres.predicate.SortKey;
import dev.howdah.postgres.type.LogicalType;

import java.util.List;

/**
 * Renders predicates that have passed the {@linkplain dev.howdah.postgres.predicate.PushdownRules
 * rules} as SQL.
 *
 * <p>The text means the same in every session: names are quoted, constants carry their type, and
 * everything is in parentheses. A column compared with a constant stays {@code "c" = …}, so that
 * indexes are used.
 */
public final class PredicateRenderer {
    private PredicateRenderer() {}

    /** The condition for a WHERE clause. */
    public static String render(Expression predicate) {
        if (predicate instanceof And and) {
            return joined(and.terms(), " AND ");
        }
        if (predicate instanceof Or or) {
            return joined(or.terms(), " OR ");
        }
        if (predicate instanceof Not not) {
            return "(NOT " + render(not.term()) + ')';
        }
        if (predicate instanceof Comparison comparison) {
            return '('
                    + ExpressionRenderer.render(comparison.left())
                    + operator(comparison.operator())
                    + ExpressionRenderer.render(comparison.right())
                    + ')';
        }
        if (predicate instanceof In in) {
            return '('
                    + ExpressionRenderer.render(in.operand())
                    + " = ANY ("
                    + ExpressionRenderer.array(in.values())
                    + "))";
        }
        if (predicate instanceof IsNull test) {
            return nullTest(test);
        }
        if (predicate instanceof Like like) {
            return like(like);
        }
        return ExpressionRenderer.render(predicate);
    }

    /** The keys for an ORDER BY clause, nulls always placed explicitly. */
    public static String orderBy(List<SortKey> keys) {
        StringBuilder text = new StringBuilder();
        for (SortKey key : keys) {
            text.append(text.isEmpty() ? "" : ", ")
                    .append(ExpressionRenderer.render(key.expression()))
                    .append(key.descending() ? " DESC" : " ASC")
                    .append(key.nullsFirst() ? " NULLS FIRST" : " NULLS LAST");
        }
        return text.toString();
    }

    private static String joined(List<Expression> terms, String conjunction) {
        StringBuilder text = new StringBuilder("(");
        for (Expression term : terms) {
            text.append(text.length() == 1 ? "" : conjunction).append(render(term));
        }
        return text.append(')').toString();
    }

    private static String operator(Expression.ComparisonOperator operator) {
        return switch (operator) {
            case EQUAL -> " = ";
            case NOT_EQUAL -> " <> ";
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " <= ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " >= ";
            case DISTINCT -> " IS DISTINCT FROM ";
            case NOT_DISTINCT -> " IS NOT DISTINCT FROM ";
        };
    }

    /** A composite whose attributes are all null IS NULL as well; DISTINCT sees only the whole. */
    private static String nullTest(IsNull test) {
        String operand = ExpressionRenderer.render(test.operand());
        boolean composite =
                test.operand() instanceof Expression.ColumnReference column
                        && column.logical() instanceof LogicalType.Struct;
        if (composite) {
            return '(' + operand + (test.negated() ? " IS" : " IS NOT") + " DISTINCT FROM NULL)";
        }
        return '(' + operand + (test.negated() ? " IS NOT NULL)" : " IS NULL)");
    }

    /**
     * PostgreSQL escapes with a backslash unless told otherwise; where there is none, double it.
     */
    private static String like(Like like) {
        String pattern = like.escaped() ? like.pattern() : like.pattern().replace("\\", "\\\\");
        return '('
                + ExpressionRenderer.render(like.operand())
                + (like.caseInsensitive() ? " ILIKE " : " LIKE ")
                + Literal.quote(pattern)
                + "::text)";
    }
}
