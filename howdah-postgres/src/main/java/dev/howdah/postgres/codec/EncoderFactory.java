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
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.LogicalType.Struct;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.ResolvedType;
import dev.howdah.postgres.type.RowIdentity;

import java.util.ArrayList;
import java.util.List;

/** Chooses the encoder of a binary form: by what a host holds and by what it is sent as. */
final class EncoderFactory {
    private final ZeroBytes zeroBytes;

    EncoderFactory(EncodeOptions options) {
        this.zeroBytes = new ZeroBytes(options);
    }

    FieldEncoder create(PgType sent, LogicalType logical, ColumnBuffer column) {
        ResolvedType resolved = ResolvedType.of(sent, PgType.NO_TYPMOD, 0);
        PgType type = resolved.type();
        if (type instanceof PgType.Array array && logical instanceof ListOf list) {
            return array(array, list, (ListColumn) column);
        }
        if (type instanceof PgType.Composite composite && logical instanceof Struct struct) {
            return composite(composite, struct, (StructColumn) column);
        }
        if (logical instanceof LogicalType.Enumeration enumeration) {
            return new EnumEncoder((IntColumn) column, enumeration);
        }
        if (type instanceof PgType.Enumeration) {
            return new TextEncoder((BytesColumn) column, zeroBytes);
        }
        if (RowIdentity.isPlace(type) && logical == Scalar.INT8) {
            return new TidEncoder((LongColumn) column);
        }
        return KnownType.find(type)
                .map(known -> base(known, type, logical, column))
                .orElseThrow(
                        () ->
                                HowdahException.internal(
                                        "no encoder from " + logical + " to " + type));
    }

    private FieldEncoder base(
            KnownType known, PgType type, LogicalType logical, ColumnBuffer column) {
        return switch (known) {
            case BOOL -> new BoolEncoder((ByteColumn) column);
            case INT2 -> new Int2Encoder((ShortColumn) column);
            case INT4, OID, XID, CID -> new Int4Encoder((IntColumn) column);
            case INT8 -> new Int8Encoder((LongColumn) column);
            case FLOAT4 -> new Float4Encoder((FloatColumn) column);
            case FLOAT8 -> new Float8Encoder((DoubleColumn) column);
            case NUMERIC -> numeric(logical, column);
            case TEXT -> text(type, logical, column);
            case VARCHAR, NAME, BPCHAR, CITEXT, JSON ->
                    new TextEncoder((BytesColumn) column, zeroBytes);
            case BYTEA -> new ByteaEncoder((BytesColumn) column);
            case CHAR -> new CharEncoder((BytesColumn) column);
            case JSONB -> new JsonbEncoder((BytesColumn) column, zeroBytes);
            case DATE -> new DateEncoder((IntColumn) column);
            case TIME -> new TimeEncoder((LongColumn) column);
            case TIMETZ -> new TimetzEncoder((Int128Column) column);
            case TIMESTAMP, TIMESTAMPTZ -> new TimestampEncoder((LongColumn) column);
            case INTERVAL -> new IntervalEncoder((IntervalColumn) column);
            case UUID -> new UuidEncoder((Int128Column) column);
            case BIT, VARBIT -> new BitEncoder((BytesColumn) column);
            case HSTORE -> hstore((ListColumn) column);
        };
    }

    private static FieldEncoder numeric(LogicalType logical, ColumnBuffer column) {
        if (!(logical instanceof Decimal decimal)) {
            return new NumericTextEncoder((BytesColumn) column);
        }
        return column instanceof LongColumn narrow
                ? DecimalEncoder.of(narrow, decimal)
                : DecimalEncoder.of((Int128Column) column, decimal);
    }

    /** Text as it is, or the text form of something that the server then casts. */
    private FieldEncoder text(PgType type, LogicalType logical, ColumnBuffer column) {
        return logical == Scalar.TEXT || logical == Scalar.JSON
                ? new TextEncoder((BytesColumn) column, zeroBytes)
                : new TextFormFactory(zeroBytes).create(type, logical, column);
    }

    private FieldEncoder hstore(ListColumn column) {
        List<ColumnBuffer> pair = ((StructColumn) column.child()).children();
        return new HstoreEncoder(
                column,
                new TextEncoder((BytesColumn) pair.get(0), zeroBytes),
                new TextEncoder((BytesColumn) pair.get(1), zeroBytes));
    }

    private FieldEncoder array(PgType.Array array, ListOf list, ListColumn column) {
        int oid = array.element().oid();
        if (ResolvedType.isVector(array)) {
            return ArrayEncoder.ofVector(
                    column, oid, create(array.element(), list.element(), column.child()));
        }
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
        return ArrayEncoder.of(levels, oid, create(array.element(), logical, child));
    }

    private FieldEncoder composite(PgType.Composite composite, Struct struct, StructColumn column) {
        int count = composite.attributes().size();
        int[] oids = new int[count];
        FieldEncoder[] encoders = new FieldEncoder[count];
        for (int i = 0; i < count; i++) {
            PgType type = composite.attributes().get(i).type();
            oids[i] = type.oid();
            encoders[i] = create(type, struct.fields().get(i).type(), column.children().get(i));
        }
        return new CompositeEncoder(column, oids, encoders);
    }
}
