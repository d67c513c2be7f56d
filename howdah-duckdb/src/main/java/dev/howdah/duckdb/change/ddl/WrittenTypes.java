package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.duckdb.statement.Token.Kind;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.PgType.Enumeration;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL's type for one that stands in a statement. What DuckDB knows is mapped by {@link
 * ColumnTypes}; what it doesn't know is PostgreSQL's business: {@code serial}, {@code jsonb},
 * {@code citext}.
 */
final class WrittenTypes {
    /** DuckDB would look for an extension of its own. */
    private static final Set<String> ALWAYS_REMOTE = Set.of("INET");

    /** PostgreSQL's timestamps have no more digits behind the second. */
    private static final int MAX_TIME_PRECISION = 6;

    private final DdlNames names;
    private final ColumnTypes types;
    private final DuckDbTypes duckDb;

    /** What DuckDB makes of a type. */
    @FunctionalInterface
    interface DuckDbTypes {
        /** The type as DuckDB prints it, or nothing if it knows none of this name. */
        Optional<String> printed(String written) throws SQLException;
    }

    WrittenTypes(DdlNames names, ColumnTypes types, DuckDbTypes duckDb) {
        this.names = names;
        this.types = types;
        this.duckDb = duckDb;
    }

    /** The type in PostgreSQL's SQL. */
    String sql(String written) throws SQLException {
        List<Token> tokens = Lexer.tokenize(written);
        if (tokens.isEmpty()) {
            return written;
        }
        Token first = tokens.getFirst();
        if (first.isName() && names.isDatabase(first.value()) && isQualified(tokens)) {
            return remote(written, tokens);
        }
        Optional<String> withLength = withLength(tokens);
        if (withLength.isPresent()) {
            return withLength.get();
        }
        if (ALWAYS_REMOTE.contains(first.value().toUpperCase(Locale.ROOT))) {
            return written;
        }
        Optional<String> printed = duckDb.printed(written);
        return printed.isPresent()
                ? types.newColumn(printed.get(), enumeration(tokens)).sql()
                : ofServer(written, tokens);
    }

    /** As {@link #sql}, of a type that DuckDB has printed. */
    String printed(String duckDbType) {
        return types.newColumn(duckDbType).sql();
    }

    /** A type whose name begins with the attached database's. */
    private String remote(String written, List<Token> tokens) {
        boolean withSchema = tokens.size() > 4 && tokens.get(3).is('.') && tokens.get(4).isName();
        int last = withSchema ? 4 : 2;
        String schema =
                withSchema ? names.storedSchema(tokens.get(2).value()) : names.defaultSchema();
        Token name = tokens.get(last);
        String suffix = written.substring(name.end());
        return types.ofName(schema, name.value())
                .map(type -> quoted(type) + suffix)
                .orElseGet(
                        () ->
                                Identifier.quote(schema)
                                        + "."
                                        + written.substring(name.start(), name.end())
                                        + suffix);
    }

    private String ofServer(String written, List<Token> tokens) {
        int last = nameEnd(tokens);
        return enumeration(tokens)
                .map(type -> quoted(type) + written.substring(tokens.get(last).end()))
                .orElse(written);
    }

    /** The enum that the first words name. */
    private Optional<Enumeration> enumeration(List<Token> tokens) {
        int last = nameEnd(tokens);
        String name = tokens.get(last).value();
        return last == 2
                ? types.ofName(names.storedSchema(tokens.get(0).value()), name)
                : types.ofName(names.currentSchema(), name)
                        .or(() -> types.ofName(names.defaultSchema(), name));
    }

    private static int nameEnd(List<Token> tokens) {
        return isQualified(tokens) ? 2 : 0;
    }

    private static boolean isQualified(List<Token> tokens) {
        return tokens.size() > 2
                && tokens.get(0).isName()
                && tokens.get(1).is('.')
                && tokens.get(2).isName();
    }

    private static String quoted(Enumeration type) {
        return Identifier.quote(type.schema(), type.name());
    }

    /** A type with a length, which DuckDB does without, and lists of it. */
    private static Optional<String> withLength(List<Token> tokens) {
        int bracket = 0;
        StringBuilder words = new StringBuilder();
        while (bracket < tokens.size() && tokens.get(bracket).kind() == Kind.WORD) {
            words.append(bracket == 0 ? "" : " ");
            words.append(tokens.get(bracket).value().toUpperCase(Locale.ROOT));
            bracket++;
        }
        boolean hasLength =
                tokens.size() > bracket + 2
                        && tokens.get(bracket).is('(')
                        && tokens.get(bracket + 1).kind() == Kind.NUMBER
                        && tokens.get(bracket + 2).is(')');
        if (!hasLength) {
            return Optional.empty();
        }
        Optional<String> suffix = suffix(tokens.subList(bracket + 3, tokens.size()));
        String length = tokens.get(bracket + 1).value();
        return suffix.flatMap(
                rest ->
                        nameWithLength(words.toString(), length)
                                .map(name -> name + "(" + length + ")" + rest));
    }

    private static Optional<String> nameWithLength(String name, String length) {
        return switch (name) {
            case "VARCHAR", "NVARCHAR", "CHARACTER VARYING", "CHAR VARYING" ->
                    Optional.of("varchar");
            case "CHAR", "CHARACTER", "BPCHAR" -> Optional.of("char");
            case "BIT" -> Optional.of("bit");
            case "BIT VARYING" -> Optional.of("bit varying");
            case "TIMESTAMP" ->
                    length.length() == 1 && length.charAt(0) - '0' <= MAX_TIME_PRECISION
                            ? Optional.of("timestamp")
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Brackets of lists and arrays; nothing if something else follows. */
    private static Optional<String> suffix(List<Token> tokens) {
        StringBuilder suffix = new StringBuilder();
        for (Token token : tokens) {
            if (token.is('[') || token.is(']')) {
                suffix.append(token.value());
            } else if (token.kind() != Kind.NUMBER) {
                return Optional.empty();
            }
        }
        return Optional.of(suffix.toString());
    }
}
