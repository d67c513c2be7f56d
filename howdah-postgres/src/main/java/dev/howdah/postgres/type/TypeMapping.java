package dev.howdah.postgres.type;

import dev.howdah.postgres.type.ColumnMapping.Selection;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.MapOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.LogicalType.Struct;

import java.util.ArrayList;
import java.util.List;

/**
 * The one table from PostgreSQL's types to logical types.
 *
 * <pre>
 * base types listed in KnownType    their row there; numeric by its modifier
 * any other base type               TEXT, cast by the server
 * enum                              Enumeration; TEXT if it has no labels
 * domain                            as its base type, with the domain's modifier
 * array                             ListOf, nested by its declared dimensions; TEXT by option
 *   … of what must be cast          the same, cast to text[] by the server
 *   … of what must be rebuilt       TEXT, cast by the server
 * composite                         Struct; TEXT if it has no attributes
 *   … with what must be cast        the same, rebuilt by the server attribute by attribute
 * </pre>
 */
public final class TypeMapping {
    /**
     * The built-in types that are read as text because no host type holds them exactly, as listed
     * in docs/types.md. Types of extensions that {@link KnownType} lacks are read as text too.
     */
    public static final List<String> READ_AS_TEXT =
            List.of(
                    """
                    money inet cidr macaddr macaddr8 xml jsonpath tsvector tsquery gtsvector
                    point line lseg box path polygon circle
                    int4range int8range numrange tsrange tstzrange daterange
                    int4multirange int8multirange nummultirange
                    tsmultirange tstzmultirange datemultirange
                    pg_lsn pg_snapshot txid_snapshot xid8 tid aclitem refcursor
                    regclass regcollation regconfig regdictionary regnamespace regoper
                    regoperator regproc regprocedure regrole regtype
                    pg_node_tree pg_ndistinct pg_dependencies pg_mcv_list
                    pg_brin_bloom_summary pg_brin_minmax_multi_summary
                    record anyarray unknown void
                    """
                            .trim()
                            .split("\\s+"));

    private static final PgType TEXT = new PgType.Base(25, "pg_catalog", "text");
    private static final PgType TEXT_ARRAY = new PgType.Array(1009, "pg_catalog", "_text", TEXT);
    private static final int RECORD_OID = 2249;
    private static final Selection PLAIN = new Selection.Plain();

    private TypeMapping() {}

    /**
     * How a column is read.
     *
     * @param typmod the column's type modifier, {@link PgType#NO_TYPMOD} if none
     * @param dimensions the declared dimensions of an array; 0 counts as 1
     */
    public static ColumnMapping map(
            PgType type, int typmod, int dimensions, MappingOptions options) {
        ResolvedType resolved = ResolvedType.of(type, typmod, dimensions);
        if (resolved.type() instanceof PgType.Array array) {
            ColumnMapping element = map(array.element(), resolved.typmod(), 0, options);
            return array(type, typmod, element, resolved.dimensions(), options);
        }
        if (resolved.type() instanceof PgType.Composite composite) {
            return composite(type, composite, options);
        }
        if (resolved.type() instanceof PgType.Enumeration enumeration) {
            LogicalType logical =
                    enumeration.labels().isEmpty()
                            ? Scalar.TEXT
                            : new LogicalType.Enumeration(enumeration.name(), enumeration.labels());
            return new ColumnMapping(type, typmod, logical, PLAIN, options);
        }
        return KnownType.find(resolved.type())
                .map(known -> logical(known, resolved.typmod(), options))
                .map(logical -> new ColumnMapping(type, typmod, logical, PLAIN, options))
                .orElseGet(() -> asText(options));
    }

    private static LogicalType logical(KnownType known, int typmod, MappingOptions options) {
        return switch (known) {
            case NUMERIC -> NumericModifier.map(typmod, options);
            case HSTORE -> new MapOf(Scalar.TEXT, Scalar.TEXT);
            default -> known.scalar().orElseThrow();
        };
    }

    private static ColumnMapping array(
            PgType type,
            int typmod,
            ColumnMapping element,
            int dimensions,
            MappingOptions options) {
        if (options.arrayAsVarchar()) {
            return asText(options);
        }
        LogicalType logical = element.logical();
        for (int level = 0; level < dimensions; level++) {
            logical = new ListOf(logical);
        }
        if (element.selection() instanceof Selection.Plain) {
            return new ColumnMapping(type, typmod, logical, PLAIN, options);
        }
        if (element.selection() instanceof Selection.AsText) {
            return new ColumnMapping(
                    TEXT_ARRAY, PgType.NO_TYPMOD, logical, new Selection.AsTextArray(), options);
        }
        return asText(options);
    }

    private static ColumnMapping composite(
            PgType type, PgType.Composite composite, MappingOptions options) {
        if (composite.attributes().isEmpty()) {
            return asText(options);
        }
        List<Struct.Field> fields = new ArrayList<>();
        List<Selection> selections = new ArrayList<>();
        List<PgType.Attribute> sent = new ArrayList<>();
        for (PgType.Attribute attribute : composite.attributes()) {
            ColumnMapping mapping =
                    map(attribute.type(), attribute.typmod(), attribute.dimensions(), options);
            fields.add(new Struct.Field(attribute.name(), mapping.logical()));
            selections.add(mapping.selection());
            sent.add(
                    new PgType.Attribute(
                            attribute.name(),
                            mapping.type(),
                            mapping.typmod(),
                            attribute.dimensions()));
        }
        Struct struct = new Struct(fields);
        if (selections.stream().allMatch(Selection.Plain.class::isInstance)) {
            return new ColumnMapping(type, PgType.NO_TYPMOD, struct, PLAIN, options);
        }
        PgType rebuilt = new PgType.Composite(RECORD_OID, "pg_catalog", "record", sent);
        return new ColumnMapping(
                rebuilt, PgType.NO_TYPMOD, struct, new Selection.Rebuilt(selections), options);
    }

    private static ColumnMapping asText(MappingOptions options) {
        return new ColumnMapping(
                TEXT, PgType.NO_TYPMOD, Scalar.TEXT, new Selection.AsText(), options);
    }
}
