package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.column.BytesColumn;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

/** The one-byte type, whose bytes need not be text. */
class CharDecoderTest {
    @Test
    void writesBytesThatAreNoTextInOctal() {
        BytesColumn column = new BytesColumn(4);
        CharDecoder decoder = new CharDecoder(column);
        byte[] values = {0, 'a', (byte) 0x80, (byte) 0xff};
        for (int row = 0; row < values.length; row++) {
            decoder.decode(values, row, 1, row);
        }
        assertThat(new String(column.bytes(), 0, column.size(), StandardCharsets.UTF_8))
                .isEqualTo("a\\200\\377");
        assertThat(column.ends()).containsExactly(0, 1, 5, 9);
    }
}
