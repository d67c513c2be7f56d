package dev.howdah.postgres.wire;

import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Messages to the server, collected and sent in one write. */
final class FrontendMessages {
    private byte[] bytes = new byte[256];
    private int size;
    private int lengthAt;

    FrontendMessages query(String sql) {
        begin('Q');
        text(sql);
        return finish();
    }

    /** Parses into the unnamed statement; an oid of 0 lets the server choose. */
    FrontendMessages parse(String sql, int[] parameterTypes) {
        begin('P');
        text("");
        text(sql);
        int16(parameterTypes.length);
        for (int oid : parameterTypes) {
            int32(oid);
        }
        return finish();
    }

    FrontendMessages describeStatement() {
        return target('D', 'S');
    }

    FrontendMessages describePortal() {
        return target('D', 'P');
    }

    /** Binds text parameters, null for NULL, to the unnamed portal. */
    FrontendMessages bind(List<? extends @Nullable String> parameters, short[] resultFormats) {
        begin('B');
        text("");
        text("");
        int16(0);
        int16(parameters.size());
        for (String parameter : parameters) {
            if (parameter == null) {
                int32(-1);
            } else {
                byte[] value = parameter.getBytes(StandardCharsets.UTF_8);
                int32(value.length);
                append(value);
            }
        }
        int16(resultFormats.length);
        for (short format : resultFormats) {
            int16(format);
        }
        return finish();
    }

    FrontendMessages execute() {
        begin('E');
        text("");
        int32(0);
        return finish();
    }

    FrontendMessages sync() {
        begin('S');
        return finish();
    }

    FrontendMessages copyDone() {
        begin('c');
        return finish();
    }

    FrontendMessages copyFail(String reason) {
        begin('f');
        text(reason);
        return finish();
    }

    void writeTo(OutputStream output) throws IOException {
        output.write(bytes, 0, size);
        output.flush();
    }

    private FrontendMessages target(char type, char what) {
        begin(type);
        int8(what);
        text("");
        return finish();
    }

    private void begin(char type) {
        int8(type);
        lengthAt = size;
        int32(0);
    }

    private FrontendMessages finish() {
        int length = size - lengthAt;
        bytes[lengthAt] = (byte) (length >>> 24);
        bytes[lengthAt + 1] = (byte) (length >>> 16);
        bytes[lengthAt + 2] = (byte) (length >>> 8);
        bytes[lengthAt + 3] = (byte) length;
        return this;
    }

    private void text(String value) {
        if (value.indexOf('\0') >= 0) {
            throw HowdahException.user(
                    "A statement for PostgreSQL holds a zero character, which the server can't read;"
                            + " remove it");
        }
        append(value.getBytes(StandardCharsets.UTF_8));
        int8(0);
    }

    private void int32(int value) {
        int16(value >> 16);
        int16(value);
    }

    private void int16(int value) {
        int8(value >> 8);
        int8(value);
    }

    private void int8(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    private void append(byte[] value) {
        reserve(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, more)));
        }
    }
}
