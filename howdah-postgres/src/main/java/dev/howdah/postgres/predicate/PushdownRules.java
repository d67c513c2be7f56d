package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.And;
import dev.howdah.postgres.predicate.Expression.Between;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.In;
import dev.howdah.postgres.predicate.Expression.IsNull;
import dev.howdah.postgres.predicate.Expression.Like;
import dev.howdah.postgres.predicate.Expression.Not;
import dev.howdah.postgres.predicate.Expression.Or;
import dev.howdah.postgres.predicate.Expression.Substring;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Decides which part of a host's predicate PostgreSQL may evaluate.
 *
 * <p>Every expression is asked for one of two sets: the rows of which it is true, or those of which
 * it is false. The answer is a condition that holds for all of that set, and maybe for more. NOT
 * only swaps the question, so a condition that is too wide never ends up under a NOT of the
 * server's, where it would lose rows.
 *
 * <p>Nothing that is pushed can raise an error, whatever the row: the server evaluates conditions
 * in any order, and for rows that the host would never have looked at.
 */
public final class PushdownRules {
    private final ComparisonRules comparisons;
    private final TextRules texts;
    private final SortRules sorts;

    public PushdownRules(ServerText server) {
        this.texts = new TextRules(server);
        this.comparisons = new ComparisonRules(texts);
        this.sorts = new SortRules(texts);
    }

    /** What may be pushed of a predicate, and what the host must still check. */
    public PushdownResult decide(Expression predicate) {
        List<Expression> pushed = new ArrayList<>();
        List<Expression> remaining = new ArrayList<>();
        for (Expression term : conjuncts(predicate)) {
            Answer answer = rows(term, true);
            answer.condition().ifPresent(pushed::add);
            if (!answer.exact()) {
                remaining.add(term);
            }
        }
        return new PushdownResult(all(pushed), all(remaining));
    }

    /** The key in which PostgreSQL sorts as the host does; empty if there is none. */
    public Optional<SortKey> sort(SortKey key) {
        return sorts.sort(key);
    }

    /** All of the terms; empty for none. */
    public static Optional<Expression> all(List<Expression> terms) {
        return switch (terms.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(terms.get(0));
            default -> Optional.of(new And(terms));
        };
    }

    private static List<Expression> conjuncts(Expression predicate) {
        if (!(predicate instanceof And and)) {
            return List.of(predicate);
        }
        List<Expression> terms = new ArrayList<>();
        and.terms().forEach(term -> terms.addAll(conjuncts(term)));
        return terms;
    }

    /** A condition that holds for each row of which the expression is {@code truth}. */
    private Answer rows(Expression expression, boolean truth) {
        if (expression instanceof And and) {
            return truth ? every(and.terms(), true) : some(and.terms(), false);
        }
        if (expression instanceof Or or) {
            return truth ? some(or.terms(), true) : every(or.terms(), false);
        }
        if (expression instanceof Not not) {
            return rows(not.term(), !truth);
        }
        if (expression instanceof IsNull test) {
            return nullity(test.operand(), test.negated() == truth);
        }
        if (expression instanceof Comparison comparison) {
            return comparisons.rows(truth ? comparison : Comparisons.negate(comparison));
        }
        if (expression instanceof In in) {
            return comparisons.rows(in, truth);
        }
        if (expression instanceof Between between) {
            return between(between, truth);
        }
        if (expression instanceof Like like) {
            return texts.like(like, truth);
        }
        if (expression instanceof Substring substring) {
            return texts.substring(substring, truth);
        }
        if (expression instanceof ColumnReference column
                && Operands.isPlain(column, KnownType.BOOL)
                && column.logical() == Scalar.BOOLEAN) {
            return Answer.exact(truth ? column : new Not(column));
        }
        return Answer.NOTHING;
    }

    private Answer every(List<Expression> terms, boolean truth) {
        List<Expression> conditions = new ArrayList<>();
        boolean exact = true;
        for (Expression term : terms) {
            Answer answer = rows(term, truth);
            answer.condition().ifPresent(conditions::add);
            exact &= answer.exact();
        }
        return new Answer(all(conditions), exact);
    }

    private Answer some(List<Expression> terms, boolean truth) {
        List<Expression> conditions = new ArrayList<>();
        boolean exact = true;
        for (Expression term : terms) {
            Answer answer = rows(term, truth);
            if (answer.condition().isEmpty()) {
                // One branch that can't be asked for: its rows would be lost.
                return Answer.NOTHING;
            }
            conditions.add(answer.condition().get());
            exact &= answer.exact();
        }
        return Answer.of(new Or(conditions), exact);
    }

    /** Both ends are kept whether they belong to it or not, on either side of a NOT. */
    private Answer between(Between between, boolean truth) {
        Expression operand = between.operand();
        Expression low =
                new Comparison(
                        truth
                                ? Expression.ComparisonOperator.GREATER_OR_EQUAL
                                : Expression.ComparisonOperator.LESS_OR_EQUAL,
                        operand,
                        between.low());
        Expression high =
                new Comparison(
                        truth
                                ? Expression.ComparisonOperator.LESS_OR_EQUAL
                                : Expression.ComparisonOperator.GREATER_OR_EQUAL,
                        operand,
                        between.high());
        List<Expression> ends = List.of(low, high);
        Answer answer = truth ? every(ends, true) : some(ends, true);
        return new Answer(answer.condition(), false);
    }

    private static Answer nullity(Expression operand, boolean negated) {
        if (!(operand instanceof ColumnReference column)) {
            // Whether an expression is null may depend on how each side evaluates it.
            return Answer.NOTHING;
        }
        if (Operands.nullIsShared(column)) {
            return Answer.exact(new IsNull(column, negated));
        }
        // A value that the host reads as null (numeric NaN by setting) would be lost by IS NULL;
        // what is null on the server is null in the host, so IS NOT NULL is merely too wide.
        return negated ? Answer.superset(new IsNull(column, true)) : Answer.NOTHING;
    }
}
