package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.PostgresAttach;
import dev.howdah.duckdb.statement.ParsedStatement.Value;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Parses a statement that is nothing but a call of {@code postgres_attach}. */
final class PostgresAttachParser {
    private final String text;
    private final TokenReader in;

    PostgresAttachParser(String text, TokenReader in) {
        this.text = text;
        this.in = in;
    }

    Optional<PostgresAttach> parse() {
        if (in.accept("SELECT")) {
            if (!in.accept('*') || !in.accept("FROM")) {
                return Optional.empty();
            }
        } else if (!in.acceptAny("CALL", "FROM")) {
            return Optional.empty();
        }
        if (!in.accept("POSTGRES_ATTACH") || !in.accept('(')) {
            return Optional.empty();
        }
        Optional<String> target = in.string();
        Map<String, String> named = new HashMap<>();
        while (target.isPresent() && in.accept(',')) {
            Optional<String> name = in.name();
            in.accept(':');
            Optional<Value> value = in.accept('=') ? in.value() : Optional.empty();
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            named.put(name.get().toLowerCase(Locale.ROOT), value.get().text());
        }
        if (target.isEmpty() || !in.accept(')') || !in.atEnd()) {
            return Optional.empty();
        }
        return Optional.of(
                new PostgresAttach(
                        text,
                        target.get(),
                        named.getOrDefault("source_schema", "public"),
                        named.getOrDefault("sink_schema", "main"),
                        named.getOrDefault("overwrite", "false").equalsIgnoreCase("true"),
                        named.getOrDefault("filter_pushdown", "false").equalsIgnoreCase("true"),
                        named.getOrDefault("suffix", "")));
    }
}
