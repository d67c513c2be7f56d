package dev.howdah.postgres.codec;

import java.util.List;

/**
 * One type and values of it, as a row of the round-trip table.
 *
 * @param printed the expression on {@code c} that prints what a reader should get
 * @param since the first server version that has the type
 */
record RoundTripCase(String type, String printed, int since, List<String> values) {
    static RoundTripCase of(String type, String... values) {
        return new RoundTripCase(type, "c::text", 0, List.of(values));
    }

    RoundTripCase printed(String expression) {
        return new RoundTripCase(type, expression, since, values);
    }

    RoundTripCase since(int version) {
        return new RoundTripCase(type, printed, version, values);
    }

    /** What must be the same after writing: unlike reading, it never rounds to a double. */
    String compared() {
        return printed.equals("c::float8::text") ? "c::text" : printed;
    }

    @Override
    public String toString() {
        return type;
    }
}
