package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.TokenReader;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads options in parentheses: {@code name = value}, {@code name value} or a name alone. */
final class Options {
    private static final String TYPE = "DBTYPE";

    private Options() {}

    /** The options behind something, names in lower case; empty map if there is no bracket. */
    static Optional<Map<String, Literal>> read(TokenReader reader) {
        Map<String, Literal> options = new LinkedHashMap<>();
        if (!reader.acceptSymbol("(")) {
            return Optional.of(options);
        }
        do {
            if (!option(reader, options)) {
                return Optional.empty();
            }
        } while (reader.acceptSymbol(","));
        return reader.acceptSymbol(")") ? Optional.of(options) : Optional.empty();
    }

    /** The options of an ATTACH, without the type; empty unless the type is postgres. */
    static Optional<Map<String, Literal>> readAttach(TokenReader reader) {
        Map<String, Literal> options = new LinkedHashMap<>();
        boolean postgres = false;
        if (!reader.acceptSymbol("(")) {
            return Optional.empty();
        }
        do {
            if (reader.accept(TYPE)) {
                reader.acceptSymbol("=");
                String type = reader.name().or(reader::string).orElse("");
                postgres = type.toLowerCase(Locale.ROOT).equals("postgres");
                if (!postgres) {
                    return Optional.empty();
                }
            } else if (!option(reader, options)) {
                return Optional.empty();
            }
        } while (reader.acceptSymbol(","));
        return reader.acceptSymbol(")") && postgres ? Optional.of(options) : Optional.empty();
    }

    private static boolean option(TokenReader reader, Map<String, Literal> options) {
        Optional<String> name = reader.name();
        if (name.isEmpty()) {
            return false;
        }
        boolean equals = reader.acceptSymbol("=");
        Optional<Literal> value = reader.literal();
        options.put(name.get().toLowerCase(Locale.ROOT), value.orElse(new Literal.Bool(true)));
        return value.isPresent() || !equals;
    }
}
