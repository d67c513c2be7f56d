package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.statement.ChangeStatement.Comment;
import dev.howdah.duckdb.statement.ChangeStatement.CreateIndex;
import dev.howdah.duckdb.statement.ChangeStatement.CreateSchema;
import dev.howdah.duckdb.statement.ChangeStatement.CreateSequence;
import dev.howdah.duckdb.statement.ChangeStatement.CreateView;
import dev.howdah.duckdb.statement.ChangeStatement.Drop;
import dev.howdah.duckdb.statement.ChangeStatement.Truncate;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.duckdb.statement.Token.Kind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.Literal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The statements that make, drop and describe things other than tables. */
final class ObjectSql {
    private final DdlNames names;
    private final ColumnTypes types;

    ObjectSql(DdlNames names, ColumnTypes types) {
        this.names = names;
        this.types = types;
    }

    List<String> createSchema(CreateSchema statement) {
        // DuckDB does not replace a schema with things in it, and neither does this.
        List<String> sql = new ArrayList<>();
        if (statement.orReplace()) {
            sql.add("DROP SCHEMA IF EXISTS " + Identifier.quote(names.schema(statement.name())));
        }
        sql.add(
                "CREATE SCHEMA "
                        + (statement.ifNotExists() ? "IF NOT EXISTS " : "")
                        + Identifier.quote(statement.name().last()));
        return sql;
    }

    /** PostgreSQL's views have no IF NOT EXISTS. */
    List<String> createView(CreateView statement) {
        TableSql.requirePermanent(statement.temporary(), statement.name());
        if (statement.ifNotExists() && names.find(statement.name()).isPresent()) {
            return List.of();
        }
        String definition =
                names.created(statement.name()).sql()
                        + columns(statement)
                        + " AS\n"
                        + RemoteSql.of(
                                statement.query(), names, names.mentionedIn(statement.query()));
        return List.of(
                statement.orReplace()
                        ? replaceView(names.find(statement.name()), definition)
                        : "CREATE VIEW " + definition);
    }

    /** PostgreSQL replaces a view only if the columns that it had stay; DuckDB always does. */
    private static String replaceView(Optional<AttachedTable> there, String definition) {
        if (there.isEmpty()) {
            return "CREATE OR REPLACE VIEW " + definition;
        }
        String drop =
                "DROP "
                        + RelationWords.of(there.get(), "VIEW")
                        + " "
                        + Identifier.quote(
                                there.get().relation().schema(), there.get().relation().name());
        return TypeSql.handled(
                "CREATE OR REPLACE VIEW " + definition,
                "invalid_table_definition",
                drop + "; CREATE VIEW " + definition);
    }

    private static String columns(CreateView statement) {
        return statement.columns().isEmpty()
                ? ""
                : statement.columns().stream()
                        .map(Identifier::quote)
                        .collect(Collectors.joining(", ", " (", ")"));
    }

    /** DuckDB's only index type, ART, stands for PostgreSQL's default. */
    String createIndex(CreateIndex statement) {
        return "CREATE "
                + (statement.unique() ? "UNIQUE " : "")
                + "INDEX "
                + (statement.ifNotExists() ? "IF NOT EXISTS " : "")
                + statement.name().map(name -> Identifier.quote(name.last()) + " ").orElse("")
                + "ON "
                + names.existing(statement.table()).sql()
                + " "
                + RemoteSql.of(
                        withoutArt(statement.rest()), names, names.columns(statement.table()));
    }

    private static String withoutArt(String rest) {
        List<Token> tokens = Lexer.tokenize(rest);
        boolean art = tokens.size() > 2 && tokens.get(0).is("USING") && tokens.get(1).is("ART");
        return art ? rest.substring(tokens.get(2).start()) : rest;
    }

    /** The options read alike on both sides. */
    List<String> createSequence(CreateSequence statement) {
        String name = names.created(statement.name()).sql();
        List<String> sql = new ArrayList<>();
        if (statement.orReplace()) {
            sql.add("DROP SEQUENCE IF EXISTS " + name);
        }
        sql.add(
                ("CREATE SEQUENCE "
                                + (statement.ifNotExists() ? "IF NOT EXISTS " : "")
                                + name
                                + " "
                                + statement.options())
                        .strip());
        return sql;
    }

    /** Names of different kinds, which DuckDB calls alike, make a statement each. */
    List<String> drop(Drop statement) {
        List<String> sql = new ArrayList<>();
        for (ObjectName name : statement.names()) {
            String kind =
                    names.find(name)
                            .map(table -> RelationWords.of(table, statement.kind()))
                            .orElse(statement.kind());
            sql.add(
                    ("DROP "
                                    + kind
                                    + (statement.ifExists() ? " IF EXISTS " : " ")
                                    + dropped(statement.kind(), name)
                                    + " "
                                    + statement.behaviour())
                            .strip());
        }
        return sql;
    }

    private String dropped(String kind, ObjectName name) {
        return kind.equals("SCHEMA") ? Identifier.quote(names.schema(name)) : stored(kind, name);
    }

    /** A thing in a schema by its stored spelling, as far as the catalogue has it. */
    private String stored(String kind, ObjectName name) {
        QualifiedName written = names.existing(name);
        return switch (kind) {
            case "TYPE" ->
                    types.ofName(written.schema(), written.name())
                            .map(type -> Identifier.quote(type.schema(), type.name()))
                            .orElse(written.sql());
            case "INDEX" -> names.index(written).orElse(written).sql();
            default -> written.sql();
        };
    }

    String truncate(Truncate statement) {
        return "TRUNCATE TABLE " + names.existing(statement.target()).sql();
    }

    String comment(Comment statement) {
        return "COMMENT ON "
                + commented(statement)
                + " IS "
                + text(statement.comment()).map(Literal::quote).orElse("NULL");
    }

    private String commented(Comment statement) {
        ObjectName name = statement.name();
        String kind = statement.kind();
        if (kind.equals("COLUMN")) {
            if (name.size() < 2) {
                throw HowdahException.user(
                        "COMMENT ON COLUMN %s: name the table before the column".formatted(name));
            }
            ObjectName table = name.qualifier();
            return "COLUMN " + names.existing(table).sql() + "." + names.column(table, name.last());
        }
        if (kind.equals("SCHEMA")) {
            return "SCHEMA " + Identifier.quote(names.schema(name));
        }
        Optional<AttachedTable> table = names.find(name);
        return table.map(found -> RelationWords.of(found, kind)).orElse(kind)
                + " "
                + stored(kind, name);
    }

    /** The comment itself; nothing for NULL. */
    private static Optional<String> text(String written) {
        return Lexer.tokenize(written).stream()
                .filter(token -> token.kind() == Kind.STRING)
                .map(Token::value)
                .findFirst();
    }
}
