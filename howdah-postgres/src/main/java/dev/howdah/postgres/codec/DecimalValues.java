package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType.Decimal;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Reads unscaled values of decimals, of either width, as a sign and an unsigned number of 128 bits
 * that can be divided in place.
 */
final class DecimalValues {
    private static final long INT_MASK = 0xffff_ffffL;

    private final Decimal type;
    private final @Nullable LongColumn narrow;
    private final @Nullable Int128Column wide;

    /** What the number must stay below: ten to the precision. */
    private final long limitLow;

    private final long limitHigh;

    private long low;
    private long high;
    private boolean negative;

    DecimalValues(ColumnBuffer column, Decimal type) {
        this.type = type;
        this.narrow = column instanceof LongColumn values ? values : null;
        this.wide = column instanceof Int128Column values ? values : null;
        BigInteger limit = BigInteger.TEN.pow(type.precision());
        this.limitLow = limit.longValue();
        this.limitHigh = limit.shiftRight(Long.SIZE).longValue();
    }

    /** Takes the value of a row. */
    void read(int row) {
        if (narrow != null) {
            low = narrow.values()[row];
            high = low >> 63;
        } else if (wide != null) {
            low = wide.values()[2 * row];
            high = wide.values()[2 * row + 1];
        }
        negative = high < 0;
        if (negative) {
            low = -low;
            high = ~high + (low == 0 ? 1 : 0);
        }
        if (high > limitHigh
                || high < 0
                || (high == limitHigh && Long.compareUnsigned(low, limitLow) >= 0)) {
            throw tooWide();
        }
    }

    boolean isNegative() {
        return negative;
    }

    /** Whether what is left of the number is below two to the 63rd, all of it in {@link #low}. */
    boolean isLong() {
        return high == 0 && low >= 0;
    }

    long low() {
        return low;
    }

    /**
     * Divides the number, 32 bits at a time from the top.
     *
     * @return the remainder
     */
    int divide(int divisor) {
        long rest = high;
        long upper = rest / divisor;
        rest = (rest - upper * divisor) << 32 | (low >>> 32);
        long middle = rest / divisor;
        rest = (rest - middle * divisor) << 32 | (low & INT_MASK);
        long lower = rest / divisor;
        high = upper;
        low = middle << 32 | lower;
        return (int) (rest - lower * divisor);
    }

    /** The number's digits with their point and sign. */
    String text() {
        BigInteger unscaled =
                BigInteger.valueOf(high)
                        .shiftLeft(Long.SIZE)
                        .add(new BigInteger(Long.toUnsignedString(low)));
        return new BigDecimal(negative ? unscaled.negate() : unscaled, type.scale())
                .toPlainString();
    }

    private HowdahException tooWide() {
        return HowdahException.data(
                "the value "
                        + text()
                        + " does not fit into numeric("
                        + type.precision()
                        + ","
                        + type.scale()
                        + "); round it, or make the column wider");
    }
}
