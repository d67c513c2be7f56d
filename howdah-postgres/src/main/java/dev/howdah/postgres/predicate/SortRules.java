package dev.howdah.postgres.predicate;

import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;

import java.util.Map;
import java.util.Optional;

/** The columns that PostgreSQL sorts as hosts do. */
final class SortRules {
    private static final Map<Scalar, KnownType> ALIKE =
            Map.ofEntries(
                    Map.entry(Scalar.BOOLEAN, KnownType.BOOL),
                    Map.entry(Scalar.INT2, KnownType.INT2),
                    Map.entry(Scalar.INT4, KnownType.INT4),
                    Map.entry(Scalar.INT8, KnownType.INT8),
                    Map.entry(Scalar.UINT4, KnownType.OID),
                    // NaN is the greatest on both sides. A numeric read as a double is not here:
                    // values that round to the same double would hide the next key.
                    Map.entry(Scalar.FLOAT4, KnownType.FLOAT4),
                    Map.entry(Scalar.FLOAT8, KnownType.FLOAT8),
                    Map.entry(Scalar.BYTEA, KnownType.BYTEA),
                    Map.entry(Scalar.DATE, KnownType.DATE),
                    Map.entry(Scalar.TIME, KnownType.TIME),
                    Map.entry(Scalar.TIMESTAMP, KnownType.TIMESTAMP),
                    Map.entry(Scalar.TIMESTAMPTZ, KnownType.TIMESTAMPTZ),
                    Map.entry(Scalar.UUID, KnownType.UUID));

    private final TextRules texts;

    SortRules(TextRules texts) {
        this.texts = texts;
    }

    Optional<SortKey> sort(SortKey key) {
        if (!(key.expression() instanceof ColumnReference column)) {
            return Optional.empty();
        }
        return expression(column)
                .map(expression -> new SortKey(expression, key.descending(), key.nullsFirst()));
    }

    private Optional<Expression> expression(ColumnReference column) {
        LogicalType logical = column.logical();
        if (logical instanceof Decimal) {
            // NaN that the host reads as null would stand at the other end.
            return Operands.isPlain(column, KnownType.NUMERIC) && Operands.nullIsShared(column)
                    ? Optional.of(column)
                    : Optional.empty();
        }
        if (logical instanceof LogicalType.Enumeration) {
            return Operands.base(column) instanceof PgType.Enumeration
                    ? Optional.of(column)
                    : Optional.empty();
        }
        if (logical == Scalar.TEXT) {
            return texts.sort(column);
        }
        KnownType required = logical instanceof Scalar scalar ? ALIKE.get(scalar) : null;
        return required != null && Operands.isPlain(column, required)
                ? Optional.of(column)
                : Optional.empty();
    }
}
