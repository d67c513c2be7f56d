package dev.howdah.kuzu.predicate;

import java.util.List;

/** A condition on the columns of one source, as Cypher writes it. */
public sealed interface Condition {
    /** A column against a constant. */
    record Comparison(String column, Operator operator, Constant value) implements Condition {}

    /** A column among constants. */
    record In(String column, List<Constant> values) implements Condition {
        public In {
            values = List.copyOf(values);
        }
    }

    /** A column without a value. */
    record IsNull(String column) implements Condition {}

    /** A text column against a piece of text. */
    record TextMatch(String column, Place place, Constant piece) implements Condition {}

    /** A column that is itself true or false. */
    record Truth(String column) implements Condition {}

    /** All of them. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = List.copyOf(parts);
        }
    }

    /** Any of them. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = List.copyOf(parts);
        }
    }

    /** The contrary. */
    record Not(Condition condition) implements Condition {}

    /** Anything else. */
    record Unknown() implements Condition {}

    /** Where a text has the piece. */
    enum Place {
        START("starts_with"),
        END("ends_with"),
        ANYWHERE("contains");

        private final String function;

        Place(String function) {
            this.function = function;
        }

        String function() {
            return function;
        }
    }
}
