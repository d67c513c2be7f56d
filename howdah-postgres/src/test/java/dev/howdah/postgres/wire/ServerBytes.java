package dev.howdah.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes down what a server would send. */
final class ServerBytes {
    private static final byte[] HEADER =
            ByteBuffer.allocate(19)
                    .put(
                            new byte[] {
                                'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
                            })
                    .putLong(0)
                    .array();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    ServerBytes message(char type, byte... body) {
        bytes.write(type);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(body.length + 4).array());
        bytes.writeBytes(body);
        return this;
    }

    ServerBytes copyBegin() {
        return message('H', (byte) 1, (byte) 0, (byte) 0);
    }

    /** The header of a binary COPY, followed by whatever shares its message. */
    ServerBytes header(byte... rest) {
        return message('d', join(HEADER, rest));
    }

    ServerBytes row(int value) {
        return message('d', rowOf(value));
    }

    /** One int4 field. */
    static byte[] rowOf(int value) {
        return ByteBuffer.allocate(10).putShort((short) 1).putInt(4).putInt(value).array();
    }

    ServerBytes notice() {
        return message('N', text("SNOTICE\0C00000\0Mlook\0\0"));
    }

    ServerBytes error(String severity, String sqlState, String message) {
        return message(
                'E',
                text(
                        "S%s\0V%s\0C%s\0M%s\0P12\0\0"
                                .formatted(severity, severity, sqlState, message)));
    }

    ServerBytes copyEnd() {
        return message('d', (byte) -1, (byte) -1).message('c').message('C', text("COPY 1\0"));
    }

    ServerBytes ready(char status) {
        return message('Z', (byte) status);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] join(byte[] left, byte[] right) {
        return ByteBuffer.allocate(left.length + right.length).put(left).put(right).array();
    }
}
