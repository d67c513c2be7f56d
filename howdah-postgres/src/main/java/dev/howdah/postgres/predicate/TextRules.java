package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.And;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;
import dev.howdah.postgres.predicate.Expression.In;
import dev.howdah.postgres.predicate.Expression.Like;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.Not;
import dev.howdah.postgres.predicate.Expression.Or;
import dev.howdah.postgres.predicate.Expression.Substring;
import dev.howdah.postgres.predicate.Expression.TextCall;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rules for text. Hosts compare it byte by byte; the server by the column's collation. */
final class TextRules {
    private final ServerText server;

    TextRules(ServerText server) {
        this.server = server;
    }

    /** Whether the operand is text on both sides. */
    boolean isText(Expression expression) {
        return TextOperand.of(expression).isPresent();
    }

    /** What the server sorts by instead of a column of text. */
    Optional<Expression> sort(ColumnReference column) {
        // Only in UTF-8 is the order of bytes that of the host.
        return TextOperand.of(column)
                .filter(operand -> server.utf8())
                .map(operand -> operand.ordersByBytes() ? operand.plain() : operand.bytes());
    }

    Answer compare(Comparison comparison) {
        if (comparison.left() instanceof TextCall call) {
            return foldedCase(call, comparison);
        }
        Optional<TextOperand> left = TextOperand.of(comparison.left());
        if (left.isEmpty()) {
            return Answer.NOTHING;
        }
        if (comparison.right() instanceof Literal literal) {
            return literal.type() == Scalar.TEXT && canBeSent(literal.text())
                    ? compare(left.get(), comparison.operator(), literal)
                    : Answer.NOTHING;
        }
        Optional<TextOperand> right = TextOperand.of(comparison.right());
        if (right.isEmpty() || (Comparisons.isOrder(comparison.operator()) && !server.utf8())) {
            return Answer.NOTHING;
        }
        // Two collations without an explicit one are an error on the server.
        return Answer.exact(
                new Comparison(comparison.operator(), left.get().bytes(), right.get().bytes()));
    }

    private Answer compare(TextOperand operand, ComparisonOperator operator, Literal literal) {
        if (Comparisons.isOrder(operator)) {
            if (!server.utf8()) {
                return Answer.NOTHING;
            }
            // 'a' < 'B' in most collations, 'B' < 'a' byte by byte.
            Expression side = operand.ordersByBytes() ? operand.plain() : operand.bytes();
            return Answer.exact(new Comparison(operator, side, literal));
        }
        if (operand.equalsByBytes(literal.text())) {
            return Answer.exact(
                    new Comparison(operator, operand.plain(), operand.constant(literal.text())));
        }
        Comparison exact = new Comparison(operator, operand.bytes(), literal);
        if (!Comparisons.isEquality(operator) || !operand.isColumn()) {
            // <> in a collation where 'A' = 'a' would lose 'A' <> 'a'.
            return Answer.exact(exact);
        }
        // The first finds the rows by an index, the second sorts out those that only look equal.
        return Answer.exact(
                new And(
                        List.of(
                                new Comparison(
                                        operator,
                                        operand.plain(),
                                        operand.constant(literal.text())),
                                exact)));
    }

    Answer in(In in, boolean truth) {
        TextOperand operand = TextOperand.of(in.operand()).orElseThrow();
        List<Expression> values = new ArrayList<>();
        List<Expression> constants = new ArrayList<>();
        boolean plain = true;
        for (Expression value : in.values()) {
            if (!(value instanceof Literal literal)
                    || literal.type() != Scalar.TEXT
                    || !canBeSent(literal.text())) {
                return Answer.NOTHING;
            }
            values.add(literal);
            constants.add(operand.constant(literal.text()));
            plain &= operand.equalsByBytes(literal.text());
        }
        In quick = new In(operand.plain(), constants);
        In exact = new In(operand.bytes(), values);
        if (plain) {
            return Answer.exact(truth ? quick : new Not(quick));
        }
        if (!truth) {
            return Answer.exact(new Not(exact));
        }
        return Answer.exact(operand.isColumn() ? new And(List.of(quick, exact)) : exact);
    }

    Answer like(Like like, boolean truth) {
        Optional<TextOperand> operand = TextOperand.of(like.operand());
        if (operand.isEmpty()
                || !server.utf8() // _ is a byte in some encodings, a character in the host
                || !canBeSent(like.pattern())
                || (like.escaped() && endsInEscape(like.pattern()))) {
            return Answer.NOTHING;
        }
        if (like.caseInsensitive()) {
            if (!isAscii(like.pattern())) {
                return Answer.NOTHING;
            }
            Like bytes = new Like(operand.get().bytes(), like.pattern(), true, like.escaped());
            return orBeyondAscii(operand.get(), truth ? bytes : new Not(bytes));
        }
        Like same = new Like(operand.get().forPatterns(), like.pattern(), false, like.escaped());
        return Answer.exact(truth ? same : new Not(same));
    }

    /** As LIKE, which can use an index where starts_with and strpos can't. */
    Answer substring(Substring substring, boolean truth) {
        String text =
                substring.text().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        String pattern =
                switch (substring.position()) {
                    case START -> text + '%';
                    case END -> '%' + text;
                    case ANYWHERE -> '%' + text + '%';
                };
        return like(new Like(substring.operand(), pattern, false, true), truth);
    }

    /** {@code lower(text) = 'abc'}: as ILIKE, alike only within ASCII. */
    private Answer foldedCase(TextCall call, Comparison comparison) {
        Optional<TextOperand> operand = TextOperand.of(call.operand());
        boolean folds =
                call.function() == TextCall.Function.LOWER
                        || call.function() == TextCall.Function.UPPER;
        if (!folds
                || operand.isEmpty()
                || !server.utf8()
                || comparison.operator() != ComparisonOperator.EQUAL
                || !(comparison.right() instanceof Literal literal)
                || literal.type() != Scalar.TEXT
                || !canBeSent(literal.text())) {
            return Answer.NOTHING;
        }
        return orBeyondAscii(
                operand.get(),
                new Comparison(
                        ComparisonOperator.EQUAL,
                        new TextCall(call.function(), operand.get().bytes()),
                        literal));
    }

    /**
     * The condition, or text with a character outside ASCII: which letters belong together there
     * depends on the server's locale (the Kelvin sign is a k for some), so the host decides.
     */
    private static Answer orBeyondAscii(TextOperand operand, Expression condition) {
        Expression text = operand.asText();
        Expression beyond =
                new Comparison(
                        ComparisonOperator.NOT_EQUAL,
                        new TextCall(TextCall.Function.OCTET_LENGTH, text),
                        new TextCall(TextCall.Function.CHAR_LENGTH, text));
        return Answer.superset(new Or(List.of(condition, beyond)));
    }

    /** The length of text in code points; the server's text without padding. */
    Optional<Expression> length(TextCall call) {
        // In SQL_ASCII and some East Asian encodings characters are counted otherwise.
        return TextOperand.of(call.operand())
                .filter(operand -> server.utf8())
                .map(operand -> new TextCall(call.function(), operand.asText()));
    }

    /** A zero byte, or a character that the server's encoding may lack, is an error there. */
    private boolean canBeSent(String text) {
        return text.indexOf('\0') < 0 && (server.utf8() || isAscii(text));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character < 128);
    }

    private static boolean endsInEscape(String pattern) {
        int backslashes = 0;
        while (backslashes < pattern.length()
                && pattern.charAt(pattern.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
