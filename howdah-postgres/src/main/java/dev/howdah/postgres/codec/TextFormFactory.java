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
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.ListOf;
import dev.howdah.postgres.type.LogicalType.MapOf;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.LogicalType.Struct;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.ResolvedType;
import dev.howdah.postgres.type.RowIdentity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the encoder of a text form: by what a host holds, and by the few types whose text differs
 * from others that are held alike. Parts of what is sent as text are text themselves.
 */
final class TextFormFactory {
    private final ZeroBytes zeroBytes;

    TextFormFactory(ZeroBytes zeroBytes) {
        this.zeroBytes = zeroBytes;
    }

    FieldEncoder create(PgType sent, LogicalType logical, ColumnBuffer column) {
        PgType type = ResolvedType.of(sent, PgType.NO_TYPMOD, 0).type();
        if (logical instanceof Scalar scalar) {
            return scalar(type, scalar, column);
        }
        if (logical instanceof Decimal decimal) {
            return new DecimalForm(column, decimal);
        }
        if (logical instanceof LogicalType.Enumeration enumeration) {
            return new EnumEncoder((IntColumn) column, enumeration);
        }
        if (logical instanceof ListOf list) {
            return list(type, list, (ListColumn) column);
        }
        if (logical instanceof MapOf map) {
            List<ColumnBuffer> pair = ((StructColumn) ((ListColumn) column).child()).children();
            return new HstoreForm(
                    (ListColumn) column,
                    create(type, map.key(), pair.get(0)),
                    create(type, map.value(), pair.get(1)));
        }
        return record(type, (Struct) logical, (StructColumn) column);
    }

    private FieldEncoder scalar(PgType type, Scalar logical, ColumnBuffer column) {
        if (RowIdentity.isPlace(type) && logical == Scalar.INT8) {
            return new ScalarForm<>((LongColumn) column, NumberForm::tid);
        }
        if (KnownType.find(type).equals(Optional.of(KnownType.CHAR))) {
            return new ScalarForm<>((BytesColumn) column, BytesForm::character);
        }
        return switch (logical) {
            case BOOLEAN -> new ScalarForm<>((ByteColumn) column, BytesForm::bool);
            case INT2 -> new ScalarForm<>((ShortColumn) column, NumberForm::int2);
            case INT4 -> new ScalarForm<>((IntColumn) column, NumberForm::int4);
            case UINT4 -> new ScalarForm<>((IntColumn) column, NumberForm::unsignedInt4);
            case INT8 -> new ScalarForm<>((LongColumn) column, NumberForm::int8);
            case FLOAT4 -> new ScalarForm<>((FloatColumn) column, NumberForm::float4);
            case FLOAT8 -> new ScalarForm<>((DoubleColumn) column, NumberForm::float8);
            case TEXT, JSON -> new TextEncoder((BytesColumn) column, zeroBytes);
            case BYTEA -> new ScalarForm<>((BytesColumn) column, BytesForm::bytea);
            case BIT -> new ScalarForm<>((BytesColumn) column, BytesForm::bit);
            case DATE -> new ScalarForm<>((IntColumn) column, DateTimeForm::date);
            case TIME -> new ScalarForm<>((LongColumn) column, DateTimeForm::time);
            case TIMETZ -> new ScalarForm<>((Int128Column) column, DateTimeForm::timetz);
            case TIMESTAMP -> new ScalarForm<>((LongColumn) column, DateTimeForm::timestamp);
            case TIMESTAMPTZ -> new ScalarForm<>((LongColumn) column, DateTimeForm::timestamptz);
            case INTERVAL -> new ScalarForm<>((IntervalColumn) column, DateTimeForm::interval);
            case UUID -> new ScalarForm<>((Int128Column) column, BytesForm::uuid);
        };
    }

    private FieldEncoder list(PgType type, ListOf list, ListColumn column) {
        PgType elementType = type instanceof PgType.Array array ? array.element() : type;
        if (type instanceof PgType.Array array && ResolvedType.isVector(array)) {
            return new VectorForm(column, create(elementType, list.element(), column.child()));
        }
        int dimensions = list.depth() - ResolvedType.arrayDepth(elementType);
        List<ListColumn> levels = new ArrayList<>();
        LogicalType logical = list;
        ColumnBuffer child = column;
        for (int i = 0; i < dimensions; i++) {
            ListColumn level = (ListColumn) child;
            levels.add(level);
            child = level.child();
            logical = ((ListOf) logical).element();
        }
        return new ListForm(levels, create(elementType, logical, child));
    }

    private FieldEncoder record(PgType type, Struct struct, StructColumn column) {
        FieldEncoder[] attributes = new FieldEncoder[struct.fields().size()];
        for (int i = 0; i < attributes.length; i++) {
            PgType attribute =
                    type instanceof PgType.Composite composite
                            ? composite.attributes().get(i).type()
                            : type;
            attributes[i] =
                    create(attribute, struct.fields().get(i).type(), column.children().get(i));
        }
        return new RecordForm(column, attributes);
    }
}
