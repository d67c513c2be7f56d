package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.ColumnBuffer;
import dev.howdah.postgres.type.LogicalType.Decimal;

/** Writes the text form of a decimal: all of its decimals, no exponent. */
final class DecimalForm extends FieldEncoder {
    private final DecimalValues values;
    private final int scale;

    DecimalForm(ColumnBuffer column, Decimal type) {
        super(column);
        this.values = new DecimalValues(column, type);
        this.scale = type.scale();
    }

    @Override
    void encode(int row, CopyBuffer out) {
        values.read(row);
        if (!values.isLong()) {
            out.append(values.text());
            return;
        }
        if (values.isNegative()) {
            out.int1('-');
        }
        NumberForm.digits(values.low(), scale + 1, out);
        if (scale > 0) {
            int point = out.reserve(1) - scale;
            byte[] bytes = out.bytes();
            System.arraycopy(bytes, point, bytes, point + 1, scale);
            bytes[point] = '.';
        }
    }
}
