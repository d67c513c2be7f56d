package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.type.LogicalType.Decimal;

/**
 * Encodes an exact decimal as numeric: its digits to the base 10000, counted from the decimal
 * point, without zeros at either end.
 */
final class DecimalEncoder extends FieldEncoder {
    private static final int BASE = NumericDecoder.BASE;
    private static final int BASE_DIGITS = NumericDecoder.BASE_DIGITS;

    /** 38 decimal digits on both sides of the point. */
    private static final int MAX_DIGITS = 11;

    private final DecimalValues values;
    private final int scale;

    /** The fractional digits that do not fill a digit on the wire, and what fills it up. */
    private final int split;

    private final int fill;

    /** The power of 10000 of the last digit on the wire. */
    private final int lastWeight;

    /** The digits of the value at hand, the last one first. */
    private final short[] digits = new short[MAX_DIGITS];

    private DecimalEncoder(ColumnBuffer column, DecimalValues values, Decimal type) {
        super(column);
        this.values = values;
        this.scale = type.scale();
        this.split = PowersOfTen.asInt(scale % BASE_DIGITS);
        this.fill = split == 1 ? 1 : BASE / split;
        this.lastWeight = -((scale + BASE_DIGITS - 1) / BASE_DIGITS);
    }

    static DecimalEncoder of(LongColumn column, Decimal type) {
        return new DecimalEncoder(column, new DecimalValues(column, type), type);
    }

    static DecimalEncoder of(Int128Column column, Decimal type) {
        return new DecimalEncoder(column, new DecimalValues(column, type), type);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        values.read(row);
        int count = values.isLong() ? splitLong(values.low()) : splitWide();
        int last = 0;
        while (last < count && digits[last] == 0) {
            last++;
        }
        boolean isZero = last == count;
        out.int2(count - last);
        out.int2(isZero ? 0 : lastWeight + count - 1);
        out.int2(values.isNegative() ? NumericDecoder.NEGATIVE : NumericDecoder.POSITIVE);
        out.int2(scale);
        for (int i = count - 1; i >= last; i--) {
            out.int2(digits[i]);
        }
    }

    /** Takes a number below two to the 63rd apart; returns how many digits it has. */
    private int splitLong(long unscaled) {
        int count = 0;
        long rest = unscaled;
        if (split != 1 && rest != 0) {
            long quotient = rest / split;
            digits[count++] = (short) ((rest - quotient * split) * fill);
            rest = quotient;
        }
        return splitWhole(rest, count);
    }

    private int splitWhole(long number, int start) {
        int count = start;
        long rest = number;
        while (rest != 0) {
            long quotient = rest / BASE;
            digits[count++] = (short) (rest - quotient * BASE);
            rest = quotient;
        }
        return count;
    }

    private int splitWide() {
        int count = 0;
        if (split != 1) {
            digits[count++] = (short) (values.divide(split) * fill);
        }
        while (!values.isLong()) {
            int two = values.divide(BASE * BASE);
            digits[count++] = (short) (two % BASE);
            digits[count++] = (short) (two / BASE);
        }
        return splitWhole(values.low(), count);
    }
}
