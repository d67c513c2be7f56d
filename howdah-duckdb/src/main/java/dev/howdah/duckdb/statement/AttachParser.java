package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.Attach;
import dev.howdah.duckdb.statement.ParsedStatement.Option;
import dev.howdah.duckdb.statement.ParsedStatement.Value;
import dev.howdah.duckdb.statement.Token.Kind;
import dev.howdah.postgres.error.CredentialMask;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Parses ATTACH as far as it speaks of a PostgreSQL. */
final class AttachParser {
    private static final Set<String> TYPES = Set.of("postgres", "postgres_scanner");
    private static final List<String> PREFIXES = List.of("postgres:", "postgres_scanner:");

    private final String text;
    private final TokenReader in;

    AttachParser(String text, TokenReader in) {
        this.text = text;
        this.in = in;
    }

    Optional<Attach> parse() {
        in.skip();
        boolean orReplace = in.accept("OR", "REPLACE");
        in.accept("DATABASE");
        boolean ifNotExists = in.accept("IF", "NOT", "EXISTS");
        in.accept("DATABASE");
        Optional<String> path = in.string();
        if (path.isEmpty() || isComputed()) {
            refuseOfPostgres();
            return Optional.empty();
        }
        Optional<String> alias = Optional.empty();
        if (in.accept("AS")) {
            alias = in.name();
            if (alias.isEmpty()) {
                return Optional.empty();
            }
        }
        List<Option> options = new ArrayList<>();
        if (in.accept('(') && !options(options)) {
            return Optional.empty();
        }
        String target = path.get();
        Optional<String> prefix = prefix(target);
        boolean typed = options.removeIf(AttachParser::isPostgresType);
        boolean otherType = options.stream().anyMatch(option -> option.name().equals("type"));
        if (!in.atEnd() || otherType) {
            return Optional.empty();
        }
        if (!typed && prefix.isEmpty()) {
            refusePasswordAsFileName(target);
            return Optional.empty();
        }
        return Optional.of(
                new Attach(
                        text,
                        target.substring(prefix.map(String::length).orElse(0)),
                        alias,
                        orReplace,
                        ifNotExists,
                        options));
    }

    private boolean isComputed() {
        Token next = in.peek();
        return next != null && next.kind() == Kind.SYMBOL && !next.is('(');
    }

    /** DuckDB would download its own extension and attach with that. */
    private void refuseOfPostgres() {
        if (SecretStatements.isOfPostgres(in)) {
            throw HowdahException.unsupported(
                    "ATTACH of a PostgreSQL takes its connection string in single quotes only, neither"
                            + " computed nor as a parameter; CREATE SECRET takes both: ATTACH '' AS"
                            + " name (TYPE postgres, SECRET name)");
        }
    }

    /** DuckDB would take the string for a file's name, and make one. */
    private static void refusePasswordAsFileName(String target) {
        if (CredentialMask.isNeeded(target)) {
            throw HowdahException.user(
                    "What is attached here looks like a connection string with a password, and"
                            + " without a type it would become the name of a file; add"
                            + " (TYPE postgres)");
        }
    }

    /** {@code postgres://…} is a connection URI and not a prefix, so it needs the TYPE. */
    private static Optional<String> prefix(String path) {
        return PREFIXES.stream()
                .filter(prefix -> path.regionMatches(true, 0, prefix, 0, prefix.length()))
                .filter(prefix -> !path.startsWith("//", prefix.length()))
                .findFirst();
    }

    private static boolean isPostgresType(Option option) {
        return option.name().equals("type")
                && option.values().size() == 1
                && TYPES.contains(option.values().getFirst().text().toLowerCase(Locale.ROOT));
    }

    private boolean options(List<Option> options) {
        do {
            Optional<String> name = in.name();
            if (name.isEmpty()) {
                return false;
            }
            in.accept('=');
            Optional<Option> option = option(name.get().toLowerCase(Locale.ROOT));
            if (option.isEmpty()) {
                return false;
            }
            options.add(option.get());
        } while (in.accept(','));
        return in.accept(')');
    }

    private Optional<Option> option(String name) {
        if (in.at(',') || in.at(')')) {
            return Optional.of(new Option(name, List.of(), false));
        }
        List<Value> values = new ArrayList<>();
        if (!in.accept('[')) {
            return in.value().map(value -> new Option(name, List.of(value), false));
        }
        while (!in.accept(']')) {
            Optional<Value> value = in.value();
            if (value.isEmpty()) {
                return Optional.empty();
            }
            values.add(value.get());
            in.accept(',');
        }
        return Optional.of(new Option(name, values, true));
    }
}
