package dev.howdah.cli.render;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Says numbers from a million on in words: {@code 1.23 million}. */
final class LargeNumber {
    private static final String[] UNITS = {
        "million", "billion", "trillion", "quadrillion", "quintillion"
    };
    private static final int DIGITS_OF_A_MILLION = 6;
    private static final int MOST_DIGITS = 19;

    private LargeNumber() {}

    /** The number in words, or nothing if it is small or no plain number. */
    static String readable(String number) {
        if (!number.matches("-?\\d{6," + MOST_DIGITS + "}(\\.\\d*)?")) {
            return "";
        }
        BigDecimal value = new BigDecimal(number.replaceAll("\\.\\d*$", ""));
        for (int unit = UNITS.length - 1; unit >= 0; unit--) {
            BigDecimal scaled = value.movePointLeft(DIGITS_OF_A_MILLION + 3 * unit);
            BigDecimal rounded = scaled.setScale(2, RoundingMode.HALF_UP);
            if (rounded.abs().compareTo(BigDecimal.ONE) >= 0) {
                return rounded.toPlainString() + " " + UNITS[unit];
            }
        }
        return "";
    }
}
