package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ByteColumn;
import dev.howdah.postgres.column.BytesColumn;
import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.column.DoubleColumn;
import dev.howdah.postgres.column.FloatColumn;
import dev.howdah.postgres.column.Int128Column;
import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.column.IntervalColumn;
import dev.howdah.postgres.column.ListColumn;
import dev.howdah.postgres.column.LongColumn;
import dev.howdah.postgres.column.ShortColumn;
import dev.howdah.postgres.column.StructColumn;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Struct;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.ResolvedType;
import dev.howdah.postgres.type.RowIdentity;

import java.util.ArrayList;
import java.util.List;

/** Chooses the decoder of a mapping: by what is sent and by what it becomes. */
final class DecoderFactory {
    private final MappingOptions options;

    private DecoderFactory(MappingOptions options) {
        this.options = options;
    }

    static FieldDecoder create(ColumnMapping mapping, ColumnBuffer column) {
        return new DecoderFactory(mapping.options())
                .create(mapping.type(), mapping.logical(), column);
    }

    private FieldDecoder create(PgType sent, LogicalType logical, ColumnBuffer column) {
        PgType type = ResolvedType.of(sent, PgType.NO_TYPMOD, 0).type();
        if (type instanceof PgType.Array array && logical instanceof ListOf list) {
            return array(array, list, (ListColumn) column);
        }
        if (type instanceof PgType.Composite composite && logical instanceof Struct struct) {
            return composite(composite, struct, (StructColumn) column);
        }
        if (logical instanceof LogicalType.Enumeration enumeration) {
            return new EnumDecoder((IntColumn) column, enumeration);
        }
        if (type instanceof PgType.Enumeration) {
            return new BytesDecoder((BytesColumn) column);
        }
        if (RowIdentity.isPlace(type) && logical == LogicalType.Scalar.INT8) {
            return new TidDecoder((LongColumn) column);
        }
        KnownType known =
                KnownType.find(type)
                        .orElseThrow(
                                () ->
                                        HowdahException.internal(
                                                "no decoder from " + type + " to " + logical));
        return known == KnownType.NUMERIC ? numeric(logical, column) : scalar(known, column);
    }

    private static FieldDecoder scalar(KnownType known, ColumnBuffer column) {
        return switch (known) {
            case BOOL -> new BoolDecoder((ByteColumn) column);
            case INT2 -> new Int2Decoder((ShortColumn) column);
            case INT4, OID, XID, CID -> new Int4Decoder((IntColumn) column);
            case INT8 -> new Int8Decoder((LongColumn) column);
            case FLOAT4 -> new Float4Decoder((FloatColumn) column);
            case FLOAT8 -> new Float8Decoder((DoubleColumn) column);
            case TEXT, VARCHAR, NAME, CITEXT, JSON, BYTEA -> new BytesDecoder((BytesColumn) column);
            case CHAR -> new CharDecoder((BytesColumn) column);
            case BPCHAR -> new BpcharDecoder((BytesColumn) column);
            case JSONB -> new JsonbDecoder((BytesColumn) column);
            case DATE -> new DateDecoder((IntColumn) column);
            case TIME -> new TimeDecoder((LongColumn) column);
            case TIMETZ -> new TimetzDecoder((Int128Column) column);
            case TIMESTAMP, TIMESTAMPTZ -> new TimestampDecoder((LongColumn) column);
            case INTERVAL -> new IntervalDecoder((IntervalColumn) column);
            case UUID -> new UuidDecoder((Int128Column) column);
            case BIT, VARBIT -> new BitDecoder((BytesColumn) column);
            case HSTORE -> hstore((ListColumn) column);
            case NUMERIC -> throw new IllegalArgumentException("numeric has no one decoder");
        };
    }

    private FieldDecoder numeric(LogicalType logical, ColumnBuffer column) {
        if (!(logical instanceof Decimal decimal)) {
            return column instanceof BytesColumn text
                    ? new NumericTextDecoder(text)
                    : new NumericDoubleDecoder((DoubleColumn) column);
        }
        return column instanceof LongColumn narrow
                ? DecimalDecoder.of(narrow, decimal, options.numericNan())
                : DecimalDecoder.of((Int128Column) column, decimal, options.numericNan());
    }

    private static FieldDecoder hstore(ListColumn column) {
        List<ColumnBuffer> pair = ((StructColumn) column.child()).children();
        return new HstoreDecoder(
                column,
                new BytesDecoder((BytesColumn) pair.get(0)),
                new BytesDecoder((BytesColumn) pair.get(1)));
    }

    private FieldDecoder array(PgType.Array array, ListOf list, ListColumn column) {
        int dimensions = list.depth() - ResolvedType.arrayDepth(array.element());
        List<ListColumn> levels = new ArrayList<>();
        LogicalType logical = list;
        ColumnBuffer child = column;
        for (int i = 0; i < dimensions; i++) {
            ListColumn level = (ListColumn) child;
            levels.add(level);
            child = level.child();
            logical = ((ListOf) logical).element();
        }
        return new ArrayDecoder(
                levels, array.element().oid(), create(array.element(), logical, child));
    }

    private FieldDecoder composite(PgType.Composite composite, Struct struct, StructColumn column) {
        int count = composite.attributes().size();
        int[] oids = new int[count];
        FieldDecoder[] decoders = new FieldDecoder[count];
        for (int i = 0; i < count; i++) {
            PgType type = composite.attributes().get(i).type();
            oids[i] = type.oid();
            decoders[i] = create(type, struct.fields().get(i).type(), column.children().get(i));
        }
        return new CompositeDecoder(column, oids, decoders);
    }
}
