package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;

import org.jspecify.annotations.Nullable;

/**
 * Decodes numeric as an exact decimal: its unscaled value, in 64 bits up to 18 digits, else in 128.
 * A value that does not fit exactly is an error.
 */
final class DecimalDecoder extends NumericDecoder {
    private static final int MAX_MESSAGE_DIGITS = 60;

    private final Decimal type;
    private final NonFiniteNumeric onNonFinite;
    private final @Nullable LongColumn narrow;
    private final @Nullable Int128Column wide;
    private final Int128 value = new Int128();

    /** What an unscaled value in 64 bits must stay below. */
    private final long narrowLimit;

    private DecimalDecoder(
            ColumnBuffer column,
            Decimal type,
            NonFiniteNumeric onNonFinite,
            @Nullable LongColumn narrow,
            @Nullable Int128Column wide) {
        super(column);
        this.type = type;
        this.onNonFinite = onNonFinite;
        this.narrow = narrow;
        this.wide = wide;
        this.narrowLimit = PowersOfTen.asLong(Math.min(type.precision(), PowersOfTen.MAX_LONG));
    }

    static DecimalDecoder of(LongColumn column, Decimal type, NonFiniteNumeric onNonFinite) {
        return new DecimalDecoder(column, type, onNonFinite, column, null);
    }

    static DecimalDecoder of(Int128Column column, Decimal type, NonFiniteNumeric onNonFinite) {
        return new DecimalDecoder(column, type, onNonFinite, null, column);
    }

    @Override
    void decodeFinite(
            byte[] buffer,
            int digits,
            int count,
            int weight,
            boolean negative,
            int displayScale,
            int row) {
        // The last digit counts ten to this power in the unscaled value.
        int exponent = BASE_DIGITS * (weight - count + 1) + type.scale();
        boolean fits =
                BASE_DIGITS * (weight + 1) + type.scale() <= PowersOfTen.MAX_LONG
                        ? decodeNarrow(buffer, digits, count, exponent, negative, row)
                        : decodeLarge(buffer, digits, count, exponent, negative, row);
        if (!fits) {
            throw doesNotFit(
                    NumericText.format(buffer, digits, count, weight, negative, displayScale));
        }
    }

    /** A value whose first digit may be too large, or just small enough. */
    private boolean decodeLarge(
            byte[] buffer, int digits, int count, int exponent, boolean negative, int row) {
        if (count == 0) {
            return decodeNarrow(buffer, digits, count, exponent, negative, row);
        }
        int first = decimalDigits(digit(buffer, digits, 0));
        int size = first + BASE_DIGITS * (count - 1) + exponent;
        if (size > type.precision()) {
            return false;
        }
        return size <= PowersOfTen.MAX_LONG
                ? decodeNarrow(buffer, digits, count, exponent, negative, row)
                : decodeWide(buffer, digits, count, exponent, negative, row);
    }

    /** An unscaled value below ten to the 18th: no step overflows. */
    private boolean decodeNarrow(
            byte[] buffer, int digits, int count, int exponent, boolean negative, int row) {
        long unscaled = 0;
        if (count > 0) {
            if (exponent <= -BASE_DIGITS) {
                return false;
            }
            int whole = exponent < 0 ? count - 1 : count;
            for (int i = 0; i < whole; i++) {
                unscaled = unscaled * BASE + digit(buffer, digits, i);
            }
            if (exponent >= 0) {
                unscaled *= PowersOfTen.asLong(exponent);
            } else {
                int last = digit(buffer, digits, whole);
                int cut = PowersOfTen.asInt(-exponent);
                int kept = last / cut;
                if (kept * cut != last) {
                    return false;
                }
                unscaled = unscaled * PowersOfTen.asLong(BASE_DIGITS + exponent) + kept;
            }
        }
        if (unscaled >= narrowLimit) {
            return false;
        }
        long signed = negative ? -unscaled : unscaled;
        if (narrow != null) {
            narrow.set(row, signed);
        } else if (wide != null) {
            wide.set(row, signed, signed >> 63);
        }
        return true;
    }

    /** An unscaled value below ten to the 38th: it fits in 127 bits at each step. */
    private boolean decodeWide(
            byte[] buffer, int digits, int count, int exponent, boolean negative, int row) {
        if (exponent <= -BASE_DIGITS || wide == null) {
            return false;
        }
        int whole = exponent < 0 ? count - 1 : count;
        value.clear();
        for (int i = 0; i < whole; i++) {
            value.multiplyAdd(BASE, digit(buffer, digits, i));
        }
        if (exponent < 0) {
            int last = digit(buffer, digits, whole);
            int cut = PowersOfTen.asInt(-exponent);
            if (last % cut != 0) {
                return false;
            }
            value.multiplyAdd(PowersOfTen.asInt(BASE_DIGITS + exponent), last / cut);
        }
        for (int left = exponent; left > 0; left -= BASE_DIGITS) {
            value.multiplyAdd(PowersOfTen.asInt(Math.min(left, BASE_DIGITS)), 0);
        }
        if (negative) {
            value.negate();
        }
        wide.set(row, value.low(), value.high());
        return true;
    }

    @Override
    void decodeNonFinite(double value, int row) {
        if (onNonFinite == NonFiniteNumeric.NULL) {
            decodeNull(row);
            return;
        }
        throw HowdahException.data(
                name()
                        + " has no "
                        + Double.toString(value)
                        + "; SET pg_numeric_nan = 'null' reads NaN and the infinities as NULL");
    }

    private HowdahException doesNotFit(String text) {
        return HowdahException.data(
                "the value "
                        + abbreviate(text)
                        + " does not fit into "
                        + name()
                        + " exactly; if the column has no precision of its own,"
                        + " SET pg_numeric_as = 'varchar' reads it exactly");
    }

    private String name() {
        return "decimal(" + type.precision() + "," + type.scale() + ")";
    }

    static String abbreviate(String digits) {
        return digits.length() <= MAX_MESSAGE_DIGITS
                ? digits
                : digits.substring(0, MAX_MESSAGE_DIGITS)
                        + "… ("
                        + digits.length()
                        + " characters)";
    }
}
