package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The header and the trailer of binary COPY. */
class CopyFormatTest {
    private static final byte[] HEADER =
            "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\2xy".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void skipsTheHeaderAndItsExtension() {
        assertThat(CopyFormat.skipHeader(HEADER, 0, HEADER.length)).isEqualTo(21);
    }

    @Test
    void refusesAnythingElse() {
        for (int length = 0; length < HEADER.length; length++) {
            byte[] torn = Arrays.copyOf(HEADER, length);
            assertThatThrownBy(() -> CopyFormat.skipHeader(torn, 0, torn.length))
                    .isInstanceOf(HowdahException.class);
        }
        byte[] text = "1\tone\n2\ttwo\n3\tthree\n".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> CopyFormat.skipHeader(text, 0, text.length))
                .isInstanceOf(HowdahException.class);
    }

    @Test
    void knowsTheTrailer() {
        assertThat(CopyFormat.isTrailer(new byte[] {-1, -1}, 0, 2)).isTrue();
        assertThat(CopyFormat.isTrailer(new byte[] {0, 1}, 0, 2)).isFalse();
        assertThat(CopyFormat.isTrailer(new byte[] {-1}, 0, 1)).isFalse();
    }
}
