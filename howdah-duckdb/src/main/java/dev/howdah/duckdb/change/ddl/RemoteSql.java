package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.duckdb.statement.Token.Kind;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.Literal;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Makes a piece of the user's SQL fit for the server, token by token: the attached database's name
 * goes, and names that only DuckDB would find (it ignores case) get their stored spelling. All else
 * stays as it was written.
 */
final class RemoteSql {
    /** The functions whose argument names a sequence. */
    private static final Set<String> OF_SEQUENCES = Set.of("NEXTVAL", "CURRVAL", "SETVAL");

    private final DdlNames names;
    private final List<String> columns;
    private final String sql;
    private final List<Token> tokens;
    private final StringBuilder result = new StringBuilder();
    private int next;
    private int copied;

    private RemoteSql(String sql, DdlNames names, List<String> columns) {
        this.sql = sql;
        this.names = names;
        this.columns = columns;
        this.tokens = Lexer.tokenize(sql);
    }

    /**
     * @param columns the stored names of the columns (and relations) that the piece may mean
     */
    static String of(String sql, DdlNames names, List<String> columns) {
        return new RemoteSql(sql, names, columns).translate();
    }

    private String translate() {
        for (next = 0; next < tokens.size(); next++) {
            Token token = tokens.get(next);
            if (token.kind() == Kind.STRING) {
                sequenceName(token);
            } else if (token.isName() && names.isDatabase(token.value()) && isQualifier()) {
                qualifiedName();
            } else if (token.isName()) {
                column(token);
            }
        }
        return result.append(sql, copied, sql.length()).toString();
    }

    private boolean isQualifier() {
        return !isAt(next - 1, '.') && isAt(next + 1, '.') && isName(next + 2);
    }

    private void qualifiedName() {
        Token first = tokens.get(next);
        Token second = tokens.get(next + 2);
        if (isAt(next + 3, '.') && isName(next + 4)) {
            Optional<AttachedTable> table =
                    names.find(second.value(), tokens.get(next + 4).value());
            if (table.isPresent()) {
                replace(first, tokens.get(next + 4), stored(table.get()));
                next += 4;
            } else {
                String schema = names.storedSchema(second.value());
                boolean asWritten = schema.equalsIgnoreCase(second.value());
                replace(first, second, asWritten ? text(second) : Identifier.quote(schema));
                next += 2;
            }
            return;
        }
        // Without such a table it may be a column of something that has the database's name.
        names.find(names.defaultSchema(), second.value())
                .ifPresent(
                        table -> {
                            replace(first, second, stored(table));
                            next += 2;
                        });
    }

    private void sequenceName(Token literal) {
        Token function = next >= 2 ? tokens.get(next - 2) : null;
        if (function == null
                || !isAt(next - 1, '(')
                || !OF_SEQUENCES.contains(function.value().toUpperCase(Locale.ROOT))) {
            return;
        }
        int dot = literal.value().indexOf('.');
        if (dot > 0 && names.isDatabase(literal.value().substring(0, dot))) {
            String rest = literal.value().substring(dot + 1);
            String qualified =
                    rest.indexOf('.') < 0
                            ? Identifier.quote(names.defaultSchema()) + "." + rest
                            : rest;
            replace(literal, literal, Literal.quote(qualified));
        }
    }

    /** A function, a type or a new name is no column. */
    private void column(Token token) {
        Token before = at(next - 1);
        boolean notOne = before != null && (before.is("PRIMARY") || before.is("AS"));
        if (notOne || isAt(next + 1, '(') || isAt(next - 1, ':')) {
            return;
        }
        boolean found =
                columns.contains(
                        token.kind() == Kind.WORD
                                ? token.value().toLowerCase(Locale.ROOT)
                                : token.value());
        if (found) {
            return;
        }
        columns.stream()
                .filter(column -> column.equalsIgnoreCase(token.value()))
                .findFirst()
                .ifPresent(column -> replace(token, token, Identifier.quote(column)));
    }

    private void replace(Token from, Token to, String replacement) {
        result.append(sql, copied, from.start()).append(replacement);
        copied = to.end();
    }

    private String text(Token token) {
        return sql.substring(token.start(), token.end());
    }

    private static String stored(AttachedTable table) {
        return Identifier.quote(table.relation().schema(), table.relation().name());
    }

    private @Nullable Token at(int index) {
        return index >= 0 && index < tokens.size() ? tokens.get(index) : null;
    }

    private boolean isAt(int index, char symbol) {
        Token token = at(index);
        return token != null && token.is(symbol);
    }

    private boolean isName(int index) {
        Token token = at(index);
        return token != null && token.isName();
    }
}
