package dev.howdah.postgres.codec;

/** Ten to the power of n where the result is exact. */
final class PowersOfTen {
    /** The largest power that a long holds. */
    static final int MAX_LONG = 18;

    /** The largest power that a double holds exactly. */
    static final int MAX_DOUBLE = 22;

    private static final long[] LONGS = new long[MAX_LONG + 1];
    private static final double[] DOUBLES = new double[MAX_DOUBLE + 1];

    static {
        long power = 1;
        for (int n = 0; n <= MAX_LONG; n++) {
            LONGS[n] = power;
            power *= 10;
        }
        double real = 1;
        for (int n = 0; n <= MAX_DOUBLE; n++) {
            DOUBLES[n] = real;
            real *= 10;
        }
    }

    private PowersOfTen() {}

    static int asInt(int n) {
        return (int) LONGS[n];
    }

    static long asLong(int n) {
        return LONGS[n];
    }

    static double asDouble(int n) {
        return DOUBLES[n];
    }
}
