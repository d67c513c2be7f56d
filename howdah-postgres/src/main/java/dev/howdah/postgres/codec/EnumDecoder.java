package dev.howdah.postgres.codec;

import dev.howdah.postgres.column.IntColumn;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.LogicalType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Decodes an enum's label as its index, found by its bytes in a hash table of our own. */
final class EnumDecoder extends FieldDecoder {
    private final IntColumn column;
    private final String name;
    private final byte[][] labels;

    /** Open addressing with a load of at most a half: index of a label plus one, 0 if empty. */
    private final int[] slots;

    EnumDecoder(IntColumn column, LogicalType.Enumeration type) {
        super(column);
        this.column = column;
        this.name = type.name();
        this.labels = encode(type.labels());
        this.slots = new int[Integer.highestOneBit(Math.max(labels.length, 1)) * 4];
        for (int i = 0; i < labels.length; i++) {
            slots[emptySlot(labels[i])] = i + 1;
        }
    }

    @Override
    void decode(byte[] buffer, int offset, int length, int row) {
        int slot = hash(buffer, offset, length) & (slots.length - 1);
        while (slots[slot] != 0) {
            int index = slots[slot] - 1;
            byte[] label = labels[index];
            if (Arrays.equals(label, 0, label.length, buffer, offset, offset + length)) {
                column.set(row, index);
                return;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        throw HowdahException.data(
                "the enum "
                        + name
                        + " has no label \""
                        + new String(buffer, offset, Math.min(length, 64), StandardCharsets.UTF_8)
                        + "\"; if it was added a moment ago, CALL pg_clear_cache() reads the"
                        + " enum again");
    }

    private int emptySlot(byte[] label) {
        int slot = hash(label, 0, label.length) & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        return slot;
    }

    private static byte[][] encode(List<String> labels) {
        return labels.stream()
                .map(label -> label.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }

    private static int hash(byte[] bytes, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ (hash >>> 15);
    }
}
