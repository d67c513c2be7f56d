package dev.howdah.duckdb.vector;

import dev.howdah.duckdb.nativeapi.NativeType;
import dev.howdah.postgres.type.LogicalType;

/** DECIMAL and ENUM: DuckDB stores them in the narrowest integer that holds them. */
final class Parameterised {
    private static final int MAX_BYTE_LABELS = 0xFF;
    private static final int MAX_SHORT_LABELS = 0xFFFF;

    private Parameterised() {}

    static DuckDbType decimal(LogicalType.Decimal type) {
        return new DuckDbType(
                () -> NativeType.decimal(type.precision(), type.scale()),
                decimalWriter(type.precision()),
                VectorReader.markingNulls(decimalReader(type.precision())));
    }

    static DuckDbType enumeration(LogicalType.Enumeration type) {
        return new DuckDbType(
                () -> NativeType.enumeration(type.labels()),
                enumWriter(type.labels().size()),
                VectorReader.markingNulls(enumReader(type.labels().size())));
    }

    private static VectorWriter.ValueWriter decimalWriter(int precision) {
        if (precision <= 4) {
            return FixedWidth::longsAsShorts;
        }
        if (precision <= 9) {
            return FixedWidth::longsAsInts;
        }
        return precision <= 18 ? FixedWidth::longs : FixedWidth::int128s;
    }

    private static VectorWriter.ValueWriter enumWriter(int labels) {
        if (labels <= MAX_BYTE_LABELS) {
            return FixedWidth::intsAsBytes;
        }
        return labels <= MAX_SHORT_LABELS ? FixedWidth::intsAsShorts : FixedWidth::ints;
    }

    private static VectorReader.RangeReader decimalReader(int precision) {
        if (precision <= 4) {
            return FixedWidthReaders::shortsAsLongs;
        }
        if (precision <= 9) {
            return FixedWidthReaders::intsAsLongs;
        }
        return precision <= 18 ? FixedWidthReaders::longs : FixedWidthReaders::int128s;
    }

    private static VectorReader.RangeReader enumReader(int labels) {
        if (labels <= MAX_BYTE_LABELS) {
            return FixedWidthReaders::bytesAsInts;
        }
        return labels <= MAX_SHORT_LABELS
                ? FixedWidthReaders::shortsAsInts
                : FixedWidthReaders::ints;
    }
}
