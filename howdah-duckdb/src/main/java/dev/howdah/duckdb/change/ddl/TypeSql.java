package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.statement.ChangeStatement.CreateType;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.Literal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * CREATE TYPE: an ENUM is one there too, a STRUCT is a composite type, and a name for another type
 * is a domain.
 */
final class TypeSql {
    private final DdlNames names;
    private final WrittenTypes types;
    private final DuckDbQuestions duckDb;

    TypeSql(DdlNames names, WrittenTypes types, DuckDbQuestions duckDb) {
        this.names = names;
        this.types = types;
        this.duckDb = duckDb;
    }

    List<String> create(CreateType statement) throws SQLException {
        String name = names.created(statement.name()).sql();
        String create = create(name, statement.definition().strip());
        List<String> sql = new ArrayList<>();
        if (statement.orReplace()) {
            sql.add("DROP TYPE IF EXISTS " + name);
        }
        sql.add(statement.ifNotExists() ? unless("duplicate_object", create) : create);
        return sql;
    }

    private String create(String name, String definition) throws SQLException {
        List<Token> tokens = Lexer.tokenize(definition);
        boolean bracket = tokens.size() > 2 && tokens.get(1).is('(') && tokens.getLast().is(')');
        if (bracket && tokens.getFirst().is("ENUM")) {
            return "CREATE TYPE " + name + " AS ENUM " + labels(definition, tokens);
        }
        if (bracket && (tokens.getFirst().is("STRUCT") || tokens.getFirst().is("ROW"))) {
            return "CREATE TYPE " + name + " AS " + attributes(definition, tokens);
        }
        return "CREATE DOMAIN " + name + " AS " + types.sql(definition);
    }

    /** DuckDB finds out the labels, which may come from a query. */
    private String labels(String definition, List<Token> tokens) throws SQLException {
        boolean query = tokens.get(2).is("SELECT") || tokens.get(2).is("FROM");
        List<String> labels =
                query ? duckDb.labelsOf(definition) : PrintedType.parse(definition).labels();
        return labels.stream().map(Literal::quote).collect(Collectors.joining(", ", "(", ")"));
    }

    private String attributes(String definition, List<Token> tokens) throws SQLException {
        List<String> attributes = new ArrayList<>();
        int depth = 0;
        int start = 2;
        for (int i = 2; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean last = i == tokens.size() - 1;
            if (last || (depth == 0 && token.is(','))) {
                attributes.add(attribute(definition, tokens.subList(start, i)));
                start = i + 1;
            }
            depth += token.is('(') || token.is('[') ? 1 : token.is(')') || token.is(']') ? -1 : 0;
        }
        return attributes.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private String attribute(String definition, List<Token> tokens) throws SQLException {
        if (tokens.size() < 2 || !tokens.getFirst().isName()) {
            throw HowdahException.user(
                    "CREATE TYPE AS %s: each attribute needs a name and a type"
                            .formatted(definition));
        }
        String type = definition.substring(tokens.get(1).start(), tokens.getLast().end());
        return Identifier.quote(tokens.getFirst().value()) + " " + types.sql(type);
    }

    /** A statement that does nothing where the server would raise a condition. */
    static String unless(String condition, String sql) {
        return handled(sql, condition, "NULL");
    }

    /** A statement, and another one where the server raises a condition. */
    static String handled(String sql, String condition, String instead) {
        String quote = "$howdah$";
        if (sql.contains(quote) || instead.contains(quote)) {
            throw HowdahException.user("A definition can't hold the text " + quote);
        }
        return "DO "
                + quote
                + " BEGIN "
                + sql
                + "; EXCEPTION WHEN "
                + condition
                + " THEN "
                + instead
                + "; END "
                + quote;
    }
}
