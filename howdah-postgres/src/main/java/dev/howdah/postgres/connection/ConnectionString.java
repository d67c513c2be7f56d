package dev.howdah.postgres.connection;

import java.util.Map;

/** Recognises the two forms of a connection string; knows neither keys nor defaults. */
final class ConnectionString {
    private ConnectionString() {}

    static Map<String, String> parse(String text) {
        return UriSyntax.matches(text) ? UriSyntax.parse(text) : KeyValueSyntax.parse(text);
    }
}
