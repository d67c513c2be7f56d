package dev.howdah.postgres.wire;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A ParameterStatus message: the server says that a setting has another value now. */
final class ParameterStatus {
    private ParameterStatus() {}

    /** Puts the setting of the current message into a map; a torn message is no setting. */
    static void note(MessageBuffer message, Map<String, String> parameters) {
        String text =
                new String(
                        message.bytes,
                        message.start,
                        message.end - message.start,
                        StandardCharsets.UTF_8);
        int name = text.indexOf('\0');
        int value = text.indexOf('\0', name + 1);
        if (name > 0 && value > 0) {
            parameters.put(text.substring(0, name), text.substring(name + 1, value));
        }
    }
}
