package dev.howdah.kuzu.type;

import dev.howdah.duckdb.source.DuckDbTypeName;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.kuzu.type.StagedColumn.Carrier;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.List;
import java.util.Optional;

/** Works out the passage of one column from its core type. */
final class TypePassage {
    /** No variable of a user's Cypher. */
    private static final String ELEMENT = "howdah_element";

    private final String relation;
    private final String name;
    private final String alias;

    TypePassage(String relation, String name, String alias) {
        this.relation = relation;
        this.name = name;
        this.alias = alias;
    }

    ColumnPassage of(String source, LogicalType type) {
        if (type == Scalar.INTERVAL) {
            return interval(source);
        }
        Optional<String> target = castTarget(type);
        if (target.isPresent()) {
            return column(
                    carried(source, type, CarrierType.of(type)),
                    "CAST(" + alias + " AS " + target.get() + ")",
                    target.get(),
                    true);
        }
        if (type instanceof ListOf list && castTarget(list.element()).isPresent()) {
            String element = castTarget(list.element()).get();
            return column(
                    carried(source, type, CarrierType.of(list.element()) + "[]"),
                    "list_transform(%1$s, %2$s -> CAST(%2$s AS %3$s))"
                            .formatted(alias, ELEMENT, element),
                    element + "[]",
                    true);
        }
        return column(
                carried(source, type, CarrierType.nested(type)),
                alias,
                KuzuTypeName.nested(type),
                KuzuTypeName.isDeclarable(type));
    }

    /** What Kùzu must cast a value to that Parquet can't say. */
    private static Optional<String> castTarget(LogicalType type) {
        if (type instanceof Decimal decimal) {
            return Optional.of("DECIMAL(" + decimal.precision() + ", " + decimal.scale() + ")");
        }
        return type == Scalar.TIMESTAMPTZ ? Optional.of("TIMESTAMP_TZ") : Optional.empty();
    }

    private StagedColumn column(
            String select, String expression, String kuzuType, boolean declarable) {
        return new StagedColumn(
                name, List.of(new Carrier(alias, select)), expression, kuzuType, declarable);
    }

    /**
     * Three columns and not a STRUCT: behind a join Kùzu forgets that a STRUCT's fields are NULL.
     */
    private StagedColumn interval(String source) {
        return new StagedColumn(
                name,
                List.of(
                        new Carrier(
                                alias + "_m",
                                "CAST(datepart('year', %1$s) * 12 + datepart('month', %1$s) AS INTEGER)"
                                        .formatted(source)),
                        new Carrier(
                                alias + "_d",
                                "CAST(datepart('day', %s) AS INTEGER)".formatted(source)),
                        new Carrier(
                                alias + "_u",
                                "CAST(datepart('hour', %1$s) * 3600000000 + datepart('minute', %1$s) * 60000000 + datepart('microsecond', %1$s) AS BIGINT)"
                                        .formatted(source))),
                "to_months(%1$s_m) + to_days(%1$s_d) + to_microseconds(%1$s_u)".formatted(alias),
                "INTERVAL",
                true);
    }

    /** The value as the file's type, or an error for one that would become another. */
    private String carried(String source, LogicalType type, String carrier) {
        String value =
                carrier.equals(DuckDbTypeName.of(type))
                        ? source
                        : "CAST(" + source + " AS " + carrier + ")";
        boolean zonesAreText = !carrier.startsWith("TIMESTAMPTZ");
        return InfinityCheck.of(source, type, zonesAreText)
                .map(check -> "CASE WHEN %s THEN %s ELSE %s END".formatted(check, error(), value))
                .orElse(value);
    }

    private String error() {
        return "error("
                + DuckDbLiteral.quote(
                        ("Column \"%s\" of %s holds infinity, and Kùzu has no infinite dates and"
                                        + " timestamps: leave such rows out in a view, or have the"
                                        + " server turn them into text by SQL_QUERY")
                                .formatted(name, relation))
                + ")";
    }
}
