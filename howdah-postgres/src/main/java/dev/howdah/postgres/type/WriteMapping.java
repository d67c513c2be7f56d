package dev.howdah.postgres.type;

import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.MapOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.LogicalType.Struct;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How values get into a column of a type: the counterpart of {@link TypeMapping}, which loses
 * nothing.
 *
 * <pre>
 * base types listed in KnownType    as the type itself, from their row there; numeric(p,s) from a
 *                                   Decimal, any other numeric from its digits as TEXT
 * any other base type               text, cast by the server
 * enum                              as itself, from its label as TEXT
 * domain                            as its base type, with the domain's modifier
 * array                             as itself, from ListOf nested by its declared dimensions
 *   … of what must be cast          text[], cast by the server
 *   … of composites with such       text, cast by the server
 * composite                         as itself, from Struct; text if it has no attributes
 *   … with what must be cast        the text form of a record, from Struct, cast by the server
 * </pre>
 *
 * @param sent what the values are sent as
 * @param typmod the modifier that goes with {@code sent}
 * @param logical what the host must hold
 * @param castByServer whether {@code sent} is text that only the server can turn into the column's
 *     type, so that rows must go through a staging table
 */
public record WriteMapping(PgType sent, int typmod, LogicalType logical, boolean castByServer) {
    private static final PgType TEXT = new PgType.Base(25, "pg_catalog", "text");
    private static final PgType TEXT_ARRAY = new PgType.Array(1009, "pg_catalog", "_text", TEXT);

    public WriteMapping {
        Objects.requireNonNull(sent);
        Objects.requireNonNull(logical);
    }

    /**
     * The mapping of a column.
     *
     * @param dimensions the declared dimensions of an array; 0 counts as 1
     */
    public static WriteMapping of(PgType type, int typmod, int dimensions) {
        ResolvedType resolved = ResolvedType.of(type, typmod, dimensions);
        if (resolved.type() instanceof PgType.Array array) {
            return array(array, resolved);
        }
        if (resolved.type() instanceof PgType.Composite composite) {
            return composite(composite);
        }
        if (resolved.type() instanceof PgType.Enumeration) {
            return new WriteMapping(resolved.type(), PgType.NO_TYPMOD, Scalar.TEXT, false);
        }
        return KnownType.find(resolved.type())
                .map(known -> logical(known, resolved.typmod()))
                .map(
                        logical ->
                                new WriteMapping(
                                        resolved.type(), resolved.typmod(), logical, false))
                .orElseGet(() -> asText(Scalar.TEXT));
    }

    private static LogicalType logical(KnownType known, int typmod) {
        return switch (known) {
            case NUMERIC -> NumericModifier.exactly(typmod).orElse(Scalar.TEXT);
            case HSTORE -> new MapOf(Scalar.TEXT, Scalar.TEXT);
            default -> known.scalar().orElseThrow();
        };
    }

    private static WriteMapping array(PgType.Array array, ResolvedType resolved) {
        WriteMapping element = of(array.element(), resolved.typmod(), 0);
        LogicalType logical = element.logical();
        for (int level = 0; level < resolved.dimensions(); level++) {
            logical = new ListOf(logical);
        }
        if (!element.castByServer()) {
            return new WriteMapping(array, resolved.typmod(), logical, false);
        }
        return element.logical() instanceof Struct || element.sent() instanceof PgType.Array
                ? asText(Scalar.TEXT)
                : new WriteMapping(TEXT_ARRAY, PgType.NO_TYPMOD, logical, true);
    }

    private static WriteMapping composite(PgType.Composite composite) {
        if (composite.attributes().isEmpty()) {
            return asText(Scalar.TEXT);
        }
        List<Struct.Field> fields = new ArrayList<>();
        boolean castByServer = false;
        for (PgType.Attribute attribute : composite.attributes()) {
            WriteMapping mapping = of(attribute.type(), attribute.typmod(), attribute.dimensions());
            fields.add(new Struct.Field(attribute.name(), mapping.logical()));
            castByServer |= mapping.castByServer();
        }
        Struct struct = new Struct(fields);
        return castByServer
                ? asText(struct)
                : new WriteMapping(composite, PgType.NO_TYPMOD, struct, false);
    }

    private static WriteMapping asText(LogicalType logical) {
        return new WriteMapping(TEXT, PgType.NO_TYPMOD, logical, true);
    }
}
