package dev.howdah.postgres.column;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Memory of columns of any length. */
class BytesColumnTest {
    private static final int MEGABYTE = 1 << 20;

    @Test
    void keepsItsMemoryWhileItIsNeededAndThenLetsGo() {
        BytesColumn column = new BytesColumn(RowBatch.CAPACITY);
        column.set(0, new byte[64 * MEGABYTE], 0, 64 * MEGABYTE);
        column.reset();
        assertThat(column.bytes().length).isGreaterThanOrEqualTo(64 * MEGABYTE);
        column.set(0, new byte[1], 0, 1);
        column.reset();
        assertThat(column.bytes().length).isLessThanOrEqualTo(MEGABYTE);
        assertThat(column.size()).isZero();
    }
}
