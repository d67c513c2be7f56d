package dev.howdah.postgres.codec;

/** An unsigned 128-bit number that is built up in place; it does not notice an overflow. */
final class Int128 {
    private long low;
    private long high;

    void clear() {
        low = 0;
        high = 0;
    }

    /** This times a factor, plus an addend; neither is negative. */
    void multiplyAdd(int factor, int addend) {
        long product = low * factor;
        // multiplyHigh takes low as signed; where its top bit is set that is 2^64 too little.
        long carry = Math.multiplyHigh(low, factor) + (factor & (low >> 63));
        low = product + addend;
        high = high * factor + carry + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
    }

    void negate() {
        low = -low;
        high = ~high + (low == 0 ? 1 : 0);
    }

    long low() {
        return low;
    }

    long high() {
        return high;
    }
}
