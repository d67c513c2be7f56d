package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.Bytewise;
import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.TypedLiteral;
import dev.howdah.postgres.type.ColumnMapping.Selection;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;

import java.util.Optional;

/** An expression that is text in the host, and how the server compares it. */
final class TextOperand {
    private final Expression plain;
    private final Optional<KnownType> known;
    private final boolean deterministic;
    private final boolean binary;

    private TextOperand(
            Expression plain, Optional<KnownType> known, boolean deterministic, boolean binary) {
        this.plain = plain;
        this.known = known;
        this.deterministic = deterministic;
        this.binary = binary;
    }

    /** Empty if the expression is no text, or text that the two sides write differently. */
    static Optional<TextOperand> of(Expression expression) {
        if (expression instanceof ColumnReference column && column.logical() == Scalar.TEXT) {
            return column(column);
        }
        if (expression instanceof Cast cast
                && cast.target() == Scalar.TEXT
                && cast.operand() instanceof ColumnReference column
                && castsAlike(column)) {
            return Optional.of(
                    new TextOperand(new Cast(column, Scalar.TEXT), Optional.empty(), false, false));
        }
        return Optional.empty();
    }

    private static Optional<TextOperand> column(ColumnReference column) {
        if (column.mapping().selection() instanceof Selection.AsText) {
            // Read as its text, so that is what is compared.
            return Optional.of(
                    new TextOperand(new Cast(column, Scalar.TEXT), Optional.empty(), false, false));
        }
        return KnownType.find(Operands.base(column))
                .filter(TextOperand::isComparedAsText)
                .map(
                        known ->
                                new TextOperand(
                                        column,
                                        Optional.of(known),
                                        column.deterministicCollation(),
                                        column.binaryCollation()));
    }

    private static boolean isComparedAsText(KnownType type) {
        return switch (type) {
            case TEXT, VARCHAR, NAME, BPCHAR, CITEXT -> true;
            // "char" is a byte that no encoding explains; numeric as text is the codec's text.
            default -> false;
        };
    }

    /**
     * Casts to text that both sides write in the same letters; those of dates and floats aren't.
     */
    private static boolean castsAlike(ColumnReference column) {
        return Operands.isPlain(
                        column,
                        KnownType.BOOL,
                        KnownType.INT2,
                        KnownType.INT4,
                        KnownType.INT8,
                        KnownType.UUID)
                || (column.logical() instanceof LogicalType.Enumeration
                        && Operands.base(column) instanceof PgType.Enumeration);
    }

    /** The expression as it stands: an index may serve it. */
    Expression plain() {
        return plain;
    }

    /** Whether the plain form is a column, so that an index may serve it. */
    boolean isColumn() {
        return plain instanceof ColumnReference;
    }

    /** As text without padding: a cast strips the blanks of bpchar. */
    Expression asText() {
        return is(KnownType.TEXT) || is(KnownType.VARCHAR) || !isColumn()
                ? plain
                : new Cast(plain, Scalar.TEXT);
    }

    /** The form that compares byte by byte. */
    Expression bytes() {
        return new Bytewise(asText());
    }

    /** The form for LIKE, which PostgreSQL before 18 refuses in a non-deterministic collation. */
    Expression forPatterns() {
        return deterministic && (is(KnownType.TEXT) || is(KnownType.VARCHAR)) ? plain : bytes();
    }

    /** Whether the plain form equals a text exactly if their bytes are equal. */
    boolean equalsByBytes(String text) {
        if (is(KnownType.BPCHAR)) {
            // Blanks at the end don't count for bpchar; the host sees the column without them.
            return deterministic && !text.endsWith(" ");
        }
        return deterministic && !is(KnownType.CITEXT);
    }

    /** Whether the plain form has the order of its bytes. */
    boolean ordersByBytes() {
        return binary && (is(KnownType.TEXT) || is(KnownType.VARCHAR));
    }

    /** The constant that the plain form is compared with. */
    Expression constant(String text) {
        if (is(KnownType.BPCHAR) || is(KnownType.CITEXT)) {
            return new TypedLiteral(Operands.base((ColumnReference) plain), text);
        }
        return new Literal(Scalar.TEXT, text);
    }

    private boolean is(KnownType type) {
        return known.filter(type::equals).isPresent();
    }
}
