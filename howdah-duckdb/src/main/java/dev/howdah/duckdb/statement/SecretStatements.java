package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.DropSecret;
import dev.howdah.duckdb.statement.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Recognises CREATE SECRET of a PostgreSQL and DROP SECRET. */
final class SecretStatements {
    private static final Set<String> TYPES = Set.of("postgres", "postgres_scanner");

    private SecretStatements() {}

    /** Whether CREATE or DROP speaks of a secret. */
    static boolean isAbout(TokenReader in) {
        int ahead = 1;
        if (isAny(in.peek(ahead), "OR") && isAny(in.peek(ahead + 1), "REPLACE")) {
            ahead += 2;
        }
        if (isAny(in.peek(ahead), "TEMP", "TEMPORARY", "PERSISTENT")) {
            ahead++;
        }
        return isAny(in.peek(ahead), "SECRET");
    }

    private static boolean isAny(@Nullable Token token, String... keywords) {
        for (String keyword : keywords) {
            if (token != null && token.is(keyword)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether TYPE names a PostgreSQL somewhere among the options. What else is in them is looked
     * at when the statement is carried out: DuckDB's own error would quote a password.
     */
    static boolean isOfPostgres(TokenReader in) {
        int depth = 0;
        boolean optionBegins = false;
        int i = 0;
        for (Token token = in.peek(i); token != null; token = in.peek(++i)) {
            if (optionBegins && token.isName() && token.value().equalsIgnoreCase("type")) {
                Token value = in.peek(i + 1);
                if (value != null && value.is('=')) {
                    value = in.peek(i + 2);
                }
                return value != null && isPostgres(value);
            }
            depth += depthChange(token);
            optionBegins = depth == 1 && (token.is('(') || token.is(','));
        }
        return false;
    }

    private static boolean isPostgres(Token value) {
        return (value.isName() || value.kind() == Kind.STRING)
                && TYPES.contains(value.value().toLowerCase(Locale.ROOT));
    }

    private static int depthChange(Token token) {
        if (token.kind() != Kind.SYMBOL) {
            return 0;
        }
        return switch (token.value()) {
            case "(", "[", "{" -> 1;
            case ")", "]", "}" -> -1;
            default -> 0;
        };
    }

    /** DROP SECRET in the one form that DuckDB knows. */
    static Optional<DropSecret> drop(String text, TokenReader in) {
        in.skip();
        Optional<Boolean> persistent = persistence(in);
        in.accept("SECRET");
        in.accept("IF", "EXISTS");
        Optional<String> name = in.name();
        boolean from = in.accept("FROM");
        Optional<String> storage = from ? in.name() : Optional.empty();
        return name.filter(given -> in.atEnd() && storage.isPresent() == from)
                .map(
                        given ->
                                new DropSecret(
                                        text,
                                        given,
                                        persistent,
                                        storage.map(word -> word.toLowerCase(Locale.ROOT))));
    }

    /** TEMPORARY or PERSISTENT, or neither. */
    static Optional<Boolean> persistence(TokenReader in) {
        if (in.accept("PERSISTENT")) {
            return Optional.of(true);
        }
        return in.acceptAny("TEMP", "TEMPORARY") ? Optional.of(false) : Optional.empty();
    }
}
