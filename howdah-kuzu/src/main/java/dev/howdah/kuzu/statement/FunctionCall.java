package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.TokenReader;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A function call whose arguments are all plain values.
 *
 * @param function its name in capitals
 * @param arguments those without a name
 * @param named those with {@code name :=}, names in lower case
 */
record FunctionCall(String function, List<Literal> arguments, Map<String, Literal> named) {

    /** Reads {@code function(arguments)} and leaves the reader behind it; empty if it is other. */
    static Optional<FunctionCall> read(TokenReader reader) {
        String function = reader.name().orElse("").toUpperCase(Locale.ROOT);
        if (!reader.acceptSymbol("(")) {
            return Optional.empty();
        }
        List<Literal> arguments = new ArrayList<>();
        Map<String, Literal> named = new LinkedHashMap<>();
        boolean first = true;
        while (!reader.acceptSymbol(")")) {
            if (!first && !reader.acceptSymbol(",")) {
                return Optional.empty();
            }
            first = false;
            Optional<String> name = argumentName(reader);
            Optional<Literal> value = reader.literal();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            name.ifPresentOrElse(
                    known -> named.put(known, value.get()), () -> arguments.add(value.get()));
        }
        return Optional.of(new FunctionCall(function, arguments, named));
    }

    private static Optional<String> argumentName(TokenReader reader) {
        Token colon = reader.peek(1);
        Token equals = reader.peek(2);
        boolean ahead =
                colon != null
                        && colon.isSymbol(":")
                        && equals != null
                        && equals.isSymbol("=")
                        && equals.start() == colon.end();
        Optional<String> name = ahead ? reader.name() : Optional.empty();
        if (name.isPresent()) {
            reader.skip();
            reader.skip();
        }
        return name.map(written -> written.toLowerCase(Locale.ROOT));
    }

    /** What it reads, if it is a function that reads attached databases. */
    Optional<Source> source() {
        if (!named.isEmpty()) {
            return Optional.empty();
        } else if (function.equals("SQL_QUERY") && arguments.size() == 2) {
            return Optional.of(new Source.SqlQuery(arguments.get(0), arguments.get(1)));
        } else if (function.equals("TABLE_INFO") && arguments.size() == 1) {
            return Optional.of(new Source.TableInfo(arguments.getFirst()));
        } else if (function.equals("SHOW_ATTACHED_DATABASES") && arguments.isEmpty()) {
            return Optional.of(new Source.ShowAttachedDatabases());
        } else if (function.equals("SHOW_TABLES") && arguments.isEmpty()) {
            return Optional.of(new Source.ShowTables());
        }
        return Optional.empty();
    }
}
