package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.type.LogicalType;

import java.nio.charset.StandardCharsets;

/** Encodes an enum's label, whose index a host holds: the same bytes in both forms. */
final class EnumEncoder extends FieldEncoder {
    private final IntColumn column;
    private final byte[][] labels;

    EnumEncoder(IntColumn column, LogicalType.Enumeration type) {
        super(column);
        this.column = column;
        this.labels =
                type.labels().stream()
                        .map(label -> label.getBytes(StandardCharsets.UTF_8))
                        .toArray(byte[][]::new);
    }

    @Override
    void encode(int row, CopyBuffer out) {
        byte[] label = labels[column.values()[row]];
        out.append(label, 0, label.length);
    }
}
