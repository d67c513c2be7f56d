package dev.howdah.duckdb.vector;

import dev.howdah.duckdb.nativeapi.NativeType;
import dev.howdah.duckdb.nativeapi.NativeTypeId;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.function.Supplier;

/** What a core type is in DuckDB: its type there, and how its columns become vectors. */
public final class DuckDbType {
    private final Supplier<NativeType> nativeType;
    private final VectorWriter writer;

    DuckDbType(Supplier<NativeType> nativeType, VectorWriter.ValueWriter writer) {
        this.nativeType = nativeType;
        this.writer = new VectorWriter(writer);
    }

    /**
     * The mapping of every core type.
     *
     * @throws dev.howdah.postgres.error.HowdahException if DuckDB has no such type
     */
    public static DuckDbType of(LogicalType type) {
        return switch (type) {
            case Scalar.BOOLEAN -> plain(NativeTypeId.BOOLEAN, FixedWidth::bytes);
            case Scalar.INT2 -> plain(NativeTypeId.SMALLINT, FixedWidth::shorts);
            case Scalar.INT4 -> plain(NativeTypeId.INTEGER, FixedWidth::ints);
            case Scalar.INT8 -> plain(NativeTypeId.BIGINT, FixedWidth::longs);
            case Scalar.UINT4 -> plain(NativeTypeId.UINTEGER, FixedWidth::ints);
            case Scalar.FLOAT4 -> plain(NativeTypeId.FLOAT, FixedWidth::floats);
            case Scalar.FLOAT8 -> plain(NativeTypeId.DOUBLE, FixedWidth::doubles);
            case Scalar.TEXT -> plain(NativeTypeId.VARCHAR, Strings::write);
            case Scalar.JSON -> new DuckDbType(DuckDbType::json, Strings::write);
            case Scalar.BYTEA -> plain(NativeTypeId.BLOB, Strings::write);
            case Scalar.DATE -> plain(NativeTypeId.DATE, FixedWidth::ints);
            case Scalar.TIME -> plain(NativeTypeId.TIME, FixedWidth::longs);
            case Scalar.TIMETZ -> plain(NativeTypeId.TIME_TZ, FixedWidth::timesWithOffset);
            case Scalar.TIMESTAMP -> plain(NativeTypeId.TIMESTAMP, FixedWidth::longs);
            case Scalar.TIMESTAMPTZ -> plain(NativeTypeId.TIMESTAMP_TZ, FixedWidth::longs);
            case Scalar.INTERVAL -> plain(NativeTypeId.INTERVAL, FixedWidth::intervals);
            case Scalar.UUID -> plain(NativeTypeId.UUID, FixedWidth::uuids);
            case Scalar.BIT -> plain(NativeTypeId.BIT, Bits::write);
            case LogicalType.Decimal decimal -> Parameterised.decimal(decimal);
            case LogicalType.Enumeration enumeration -> Parameterised.enumeration(enumeration);
            case LogicalType.ListOf list -> Nested.list(list);
            case LogicalType.MapOf map -> Nested.map(map);
            case LogicalType.Struct struct -> Nested.struct(struct);
        };
    }

    /** A new native type, the caller's to close. */
    public NativeType createNativeType() {
        return nativeType.get();
    }

    public VectorWriter writer() {
        return writer;
    }

    private static DuckDbType plain(NativeTypeId id, VectorWriter.ValueWriter writer) {
        return new DuckDbType(() -> NativeType.of(id), writer);
    }

    /** DuckDB knows JSON by its name only. */
    private static NativeType json() {
        return NativeType.of(NativeTypeId.VARCHAR).named("JSON");
    }
}
