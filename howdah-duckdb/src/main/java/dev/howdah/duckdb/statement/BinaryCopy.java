package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.BinaryCopyTo;
import dev.howdah.duckdb.statement.Token.Kind;
import dev.howdah.postgres.error.HowdahException;

import java.util.Optional;

/** Recognises COPY with FORMAT postgres_binary, which DuckDB itself does not know. */
public final class BinaryCopy {
    private static final String FORMAT = "postgres_binary";

    private final String text;
    private final TokenReader in;

    private BinaryCopy(String text) {
        this.text = text;
        this.in = new TokenReader(text);
    }

    /**
     * COPY … FROM such a file.
     *
     * @param target the table, as it was written
     * @param columns the list of columns with its brackets, or nothing
     * @param file a string, as it was written
     */
    public record From(String target, String columns, String file) {}

    /** Finds COPY … FROM 'file' (FORMAT postgres_binary). */
    public static Optional<From> from(String text) {
        return new BinaryCopy(text).parseFrom();
    }

    /** Finds COPY … TO 'file' (FORMAT postgres_binary). */
    static Optional<BinaryCopyTo> to(String text) {
        return new BinaryCopy(text).parseTo();
    }

    private Optional<From> parseFrom() {
        if (!in.accept("COPY")) {
            return Optional.empty();
        }
        String target = name();
        String columns = brackets();
        if (target.isEmpty() || !in.accept("FROM")) {
            return Optional.empty();
        }
        Token file = in.peek();
        return in.string().isPresent() && file != null && formatAhead()
                ? Optional.of(new From(target, columns, in.between(file, file)))
                : Optional.empty();
    }

    private Optional<BinaryCopyTo> parseTo() {
        if (!in.accept("COPY")) {
            return Optional.empty();
        }
        String query;
        if (in.at('(')) {
            String bracketed = brackets();
            query = bracketed.substring(1, bracketed.length() - 1);
        } else {
            String table = name();
            String columns = brackets();
            query =
                    columns.isEmpty()
                            ? "FROM " + table
                            : "SELECT %s FROM %s"
                                    .formatted(columns.substring(1, columns.length() - 1), table);
        }
        if (!in.accept("TO")) {
            return Optional.empty();
        }
        Optional<String> file = in.string();
        return file.isPresent() && formatAhead()
                ? Optional.of(new BinaryCopyTo(text, query, file.get()))
                : Optional.empty();
    }

    private String name() {
        Token first = in.peek();
        if (first == null || in.objectName().isEmpty()) {
            return "";
        }
        return textUpToHere(first);
    }

    private String brackets() {
        Token first = in.peek();
        if (first == null || !first.is('(')) {
            return "";
        }
        in.skipParentheses();
        return textUpToHere(first);
    }

    private String textUpToHere(Token first) {
        Token last = in.peek(-1);
        return last == null ? "" : in.between(first, last);
    }

    /** Whether the options say our format; then they say nothing else. */
    private boolean formatAhead() {
        in.accept("WITH");
        if (!in.accept('(')) {
            return false;
        }
        boolean found = false;
        String other = "";
        do {
            Optional<String> option = in.name();
            Token value = in.peek();
            if (option.isEmpty() || value == null) {
                return false;
            }
            if (option.get().equalsIgnoreCase("format")
                    && (value.isName() || value.kind() == Kind.STRING)
                    && value.value().equalsIgnoreCase(FORMAT)) {
                found = true;
            } else {
                other = option.get();
            }
            if (in.at('(')) {
                in.skipParentheses();
            } else if (!in.at(',') && !in.at(')')) {
                in.skip();
            }
        } while (in.accept(','));
        boolean complete = in.accept(')') && in.atEnd();
        if (found && complete && !other.isEmpty()) {
            throw HowdahException.user(
                    "COPY with FORMAT " + FORMAT + " takes no other option, so not " + other);
        }
        return found && complete;
    }
}
