package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.graph.GraphTable.Property;
import dev.howdah.kuzu.type.StagedColumn;

/**
 * A place that COPY fills.
 *
 * @param name what the place is called: a property, or {@code from} and {@code to} for the keys of
 *     a relationship
 * @param type Kùzu's
 */
record Slot(String name, String type) {
    static Slot of(Property property) {
        return new Slot(property.name(), property.type());
    }

    /** A column that fills a place. */
    record Filled(Slot slot, StagedColumn column) {
        boolean sameType() {
            return TypeFit.isSame(column.type(), slot.type());
        }

        /** The value over the file's columns, of the place's type. */
        String value() {
            return sameType()
                    ? column.expression()
                    : "CAST(" + column.expression() + " AS " + slot.type() + ")";
        }

        /** Whether COPY makes the right value of the file's own column. */
        boolean isDirect() {
            boolean cast =
                    column.carriers().size() == 1
                            && column.expression()
                                    .equals(
                                            "CAST("
                                                    + column.carriers().getFirst().alias()
                                                    + " AS "
                                                    + column.type()
                                                    + ")");
            return column.isPlain() || (cast && sameType());
        }

        /** Whether some value may not become one of the place's type. */
        boolean mayFail() {
            return !TypeFit.isSafe(column.type(), slot.type());
        }
    }
}
