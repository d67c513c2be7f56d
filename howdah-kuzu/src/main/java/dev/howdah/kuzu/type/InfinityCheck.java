package dev.howdah.kuzu.type;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The DuckDB condition that is true of a value with an infinite date or timestamp in it. */
final class InfinityCheck {
    private final boolean zonesAreText;
    private int lambdas;

    private InfinityCheck(boolean zonesAreText) {
        this.zonesAreText = zonesAreText;
    }

    /**
     * The condition, none if no value of the type can be.
     *
     * @param zonesAreText whether TIMESTAMPTZ travels as text, which says infinity as well as any
     */
    static Optional<String> of(String source, LogicalType type, boolean zonesAreText) {
        return new InfinityCheck(zonesAreText).of(source, type);
    }

    private Optional<String> of(String value, LogicalType type) {
        return switch (type) {
            case Scalar.DATE, Scalar.TIMESTAMP -> Optional.of("isinf(" + value + ")");
            case Scalar.TIMESTAMPTZ ->
                    zonesAreText ? Optional.empty() : Optional.of("isinf(" + value + ")");
            case LogicalType.ListOf list -> {
                String element = "howdah_" + ++lambdas;
                yield of(element, list.element())
                        .map(
                                check ->
                                        "list_bool_or(list_transform(%s, lambda %s: %s))"
                                                .formatted(value, element, check));
            }
            case LogicalType.Struct struct -> struct(value, struct.fields());
            default -> Optional.empty();
        };
    }

    private Optional<String> struct(String value, List<LogicalType.Struct.Field> fields) {
        List<String> names = CarrierType.fieldNames(fields);
        List<String> checks = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            String field =
                    "struct_extract(" + value + ", " + DuckDbLiteral.quote(names.get(i)) + ")";
            of(field, fields.get(i).type()).ifPresent(checks::add);
        }
        return checks.isEmpty()
                ? Optional.empty()
                : Optional.of("(" + String.join(" OR ", checks) + ")");
    }
}
