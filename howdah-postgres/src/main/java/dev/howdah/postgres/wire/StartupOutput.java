package dev.howdah.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The driver's bytes to the server, with other parameters in the startup message than the driver
 * sends by itself; everything behind that message passes unchanged.
 */
public final class StartupOutput extends OutputStream {
    private static final int TLS_REQUEST = 80877103;
    private static final int PROTOCOL_MAJOR = 3;
    private static final int PREFIX = 8;
    private static final int LONGEST_STARTUP = 1 << 20;

    private final OutputStream target;
    private final SharedInput input;
    private final Map<String, Optional<String>> changes;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean passing;

    /**
     * @param input where the answer to a request for TLS will come from
     * @param changes values by lower-case parameter name; an empty one takes the parameter out
     */
    public StartupOutput(
            OutputStream target, SharedInput input, Map<String, Optional<String>> changes) {
        this.target = target;
        this.input = input;
        this.changes = Map.copyOf(changes);
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (passing) {
            target.write(bytes, offset, length);
            return;
        }
        pending.write(bytes, offset, length);
        forwardWhole();
    }

    @Override
    public void flush() throws IOException {
        target.flush();
    }

    @Override
    public void close() throws IOException {
        target.close();
    }

    private void forwardWhole() throws IOException {
        byte[] bytes = pending.toByteArray();
        if (bytes.length < PREFIX) {
            return;
        }
        ByteBuffer packet = ByteBuffer.wrap(bytes);
        int length = packet.getInt();
        int code = packet.getInt();
        if (length < PREFIX || length > LONGEST_STARTUP || bytes.length > length) {
            // No packet of this phase; whatever it is, it is not ours to judge.
            passing = true;
        } else if (bytes.length < length) {
            return;
        } else if (code == TLS_REQUEST) {
            input.expectSingleByte();
        } else if (code >>> 16 == PROTOCOL_MAJOR) {
            bytes = changed(packet, code);
            passing = true;
        }
        pending.reset();
        target.write(bytes);
    }

    private byte[] changed(ByteBuffer packet, int code) {
        ByteArrayOutputStream parameters = new ByteArrayOutputStream();
        while (packet.remaining() > 1) {
            String name = text(packet);
            String value = text(packet);
            Optional<String> kept = changes.getOrDefault(lowerCase(name), Optional.of(value));
            kept.ifPresent(
                    text -> {
                        append(parameters, name);
                        append(parameters, text);
                    });
        }
        parameters.write(0);
        ByteBuffer result = ByteBuffer.allocate(PREFIX + parameters.size());
        return result.putInt(result.capacity()).putInt(code).put(parameters.toByteArray()).array();
    }

    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String text(ByteBuffer packet) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte next = packet.get();
        while (next != 0 && packet.hasRemaining()) {
            text.write(next);
            next = packet.get();
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private static void append(ByteArrayOutputStream parameters, String text) {
        parameters.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        parameters.write(0);
    }
}
