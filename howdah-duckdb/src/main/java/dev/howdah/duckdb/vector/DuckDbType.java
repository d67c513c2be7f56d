package dev.howdah.duckdb.vector;

import dev.howdah.duckdb.nativeapi.NativeType;
import dev.howdah.duckdb.nativeapi.NativeTypeId;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;

import java.util.function.Supplier;

/**
 * What a core type is in DuckDB: its type there, how its columns become vectors, and vectors its
 * columns.
 */
public final class DuckDbType {
    private final Supplier<NativeType> nativeType;
    private final VectorWriter writer;
    private final VectorReader reader;

    DuckDbType(
            Supplier<NativeType> nativeType,
            VectorWriter.ValueWriter writer,
            VectorReader.RangeReader reader) {
        this.nativeType = nativeType;
        this.writer = new VectorWriter(writer);
        this.reader = new VectorReader(reader);
    }

    /**
     * The mapping of every core type.
     *
     * @throws dev.howdah.postgres.error.HowdahException if DuckDB has no such type
     */
    public static DuckDbType of(LogicalType type) {
        return switch (type) {
            case Scalar.BOOLEAN ->
                    plain(NativeTypeId.BOOLEAN, FixedWidth::bytes, FixedWidthReaders::bytes);
            case Scalar.INT2 ->
                    plain(NativeTypeId.SMALLINT, FixedWidth::shorts, FixedWidthReaders::shorts);
            case Scalar.INT4 ->
                    plain(NativeTypeId.INTEGER, FixedWidth::ints, FixedWidthReaders::ints);
            case Scalar.INT8 ->
                    plain(NativeTypeId.BIGINT, FixedWidth::longs, FixedWidthReaders::longs);
            case Scalar.UINT4 ->
                    plain(NativeTypeId.UINTEGER, FixedWidth::ints, FixedWidthReaders::ints);
            case Scalar.FLOAT4 ->
                    plain(NativeTypeId.FLOAT, FixedWidth::floats, FixedWidthReaders::floats);
            case Scalar.FLOAT8 ->
                    plain(NativeTypeId.DOUBLE, FixedWidth::doubles, FixedWidthReaders::doubles);
            case Scalar.TEXT -> bytes(NativeTypeId.VARCHAR);
            case Scalar.JSON ->
                    new DuckDbType(DuckDbType::json, Strings::write, StringReaders::read);
            case Scalar.BYTEA -> bytes(NativeTypeId.BLOB);
            case Scalar.DATE -> plain(NativeTypeId.DATE, FixedWidth::ints, FixedWidthReaders::ints);
            case Scalar.TIME ->
                    plain(NativeTypeId.TIME, FixedWidth::longs, FixedWidthReaders::longs);
            case Scalar.TIMETZ ->
                    plain(
                            NativeTypeId.TIME_TZ,
                            FixedWidth::timesWithOffset,
                            FixedWidthReaders::timesWithOffset);
            case Scalar.TIMESTAMP ->
                    plain(NativeTypeId.TIMESTAMP, FixedWidth::longs, FixedWidthReaders::longs);
            case Scalar.TIMESTAMPTZ ->
                    plain(NativeTypeId.TIMESTAMP_TZ, FixedWidth::longs, FixedWidthReaders::longs);
            case Scalar.INTERVAL ->
                    plain(
                            NativeTypeId.INTERVAL,
                            FixedWidth::intervals,
                            FixedWidthReaders::intervals);
            case Scalar.UUID ->
                    plain(NativeTypeId.UUID, FixedWidth::uuids, FixedWidthReaders::uuids);
            case Scalar.BIT ->
                    new DuckDbType(
                            () -> NativeType.of(NativeTypeId.BIT),
                            Bits::write,
                            StringReaders::bits);
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

    public VectorReader reader() {
        return reader;
    }

    private static DuckDbType plain(
            NativeTypeId id, VectorWriter.ValueWriter writer, VectorReader.RangeReader values) {
        return new DuckDbType(() -> NativeType.of(id), writer, VectorReader.markingNulls(values));
    }

    private static DuckDbType bytes(NativeTypeId id) {
        return new DuckDbType(() -> NativeType.of(id), Strings::write, StringReaders::read);
    }

    /** DuckDB knows JSON by its name only. */
    private static NativeType json() {
        return NativeType.of(NativeTypeId.VARCHAR).named("JSON");
    }
}
