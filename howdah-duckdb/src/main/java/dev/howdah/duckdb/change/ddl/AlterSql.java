package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.statement.ChangeStatement.Alter;
import dev.howdah.duckdb.statement.ChangeStatement.AlterAction;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** ALTER in PostgreSQL's SQL. */
final class AlterSql {
    private final DdlNames names;
    private final WrittenTypes types;
    private final DuckDbQuestions duckDb;
    private final String database;
    private final int serverVersion;

    AlterSql(
            DdlNames names,
            WrittenTypes types,
            DuckDbQuestions duckDb,
            String database,
            int serverVersion) {
        this.names = names;
        this.types = types;
        this.duckDb = duckDb;
        this.database = database;
        this.serverVersion = serverVersion;
    }

    String alter(Alter statement) throws SQLException {
        String name =
                statement.kind().equals("SCHEMA")
                        ? Identifier.quote(names.schema(statement.name()))
                        : names.existing(statement.name()).sql();
        String kind =
                names.find(statement.name())
                        .map(table -> RelationWords.of(table, statement.kind()))
                        .orElse(statement.kind());
        return "ALTER "
                + kind
                + (statement.ifExists() ? " IF EXISTS " : " ")
                + name
                + " "
                + action(statement.name(), statement.action());
    }

    private String action(ObjectName table, AlterAction action) throws SQLException {
        return switch (action) {
            case AlterAction.AddColumn add ->
                    "ADD COLUMN "
                            + (add.ifNotExists() ? "IF NOT EXISTS " : "")
                            + columnSql(table, List.of(add.column().name())).column(add.column());
            case AlterAction.AddForeignKey add ->
                    "ADD " + columnSql(table, List.of()).foreignKey(add.key());
            case AlterAction.SetType change -> setType(table, change);
            case AlterAction.Plain plain -> plain(table, plain.sql());
        };
    }

    private ColumnSql columnSql(ObjectName table, List<String> added) {
        List<String> columns = new ArrayList<>(names.columns(table));
        columns.addAll(added);
        return new ColumnSql(
                names,
                types,
                serverVersion,
                columns,
                expression -> duckDb.typeOver(shown(table), expression));
    }

    private String setType(ObjectName table, AlterAction.SetType change) throws SQLException {
        String column = names.column(table, change.column());
        String type;
        if (change.type().isPresent()) {
            type = types.sql(change.type().get());
        } else if (change.using().isPresent()) {
            type = types.printed(duckDb.typeOver(shown(table), change.using().get()));
        } else {
            throw HowdahException.user(
                    "ALTER COLUMN %s TYPE: name the new type".formatted(change.column()));
        }
        String using =
                change.using()
                        .map(written -> RemoteSql.of(written, names, names.columns(table)))
                        .orElse(column + "::" + type);
        return "ALTER COLUMN " + column + " TYPE " + type + " USING " + using;
    }

    /** The relation as DuckDB knows it. */
    private String shown(ObjectName name) {
        AttachedTable table =
                names.find(name)
                        .orElseThrow(
                                () ->
                                        HowdahException.user(
                                                "Table with name %s does not exist!"
                                                        .formatted(name)));
        return Identifier.quote(database) + "." + Identifier.quote(table.schema(), table.name());
    }

    /** PostgreSQL would fold the letters of a new name that stands without quotes. */
    private String plain(ObjectName table, String sql) {
        List<Token> tokens = Lexer.tokenize(sql);
        boolean renames =
                tokens.size() >= 3
                        && tokens.getFirst().is("RENAME")
                        && tokens.get(tokens.size() - 2)
                                .value()
                                .toUpperCase(Locale.ROOT)
                                .equals("TO");
        if (!renames) {
            return RemoteSql.of(sql, names, names.columns(table));
        }
        Token last = tokens.getLast();
        return RemoteSql.of(sql.substring(0, last.start()), names, names.columns(table))
                + Identifier.quote(last.value());
    }
}
