package dev.howdah.postgres.connection;

import dev.howdah.postgres.error.HowdahException;

import java.util.Map;

/** Recognises the two forms of a connection string; knows no defaults. */
final class ConnectionString {
    private ConnectionString() {}

    static Map<ConnectionParameter, String> parse(String text) {
        return UriSyntax.matches(text) ? UriSyntax.parse(text) : KeyValueSyntax.parse(text);
    }

    static ConnectionParameter requireParameter(String key) {
        return ConnectionParameter.find(key)
                .orElseThrow(
                        () ->
                                HowdahException.user(
                                        "There is no connection parameter \"%s\"; did you mean \"%s\"?"
                                                .formatted(
                                                        key, ConnectionParameter.nearestKey(key))));
    }
}
