package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTable;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.ColumnDefinition;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The statements that make a table. */
final class TableSql {
    private final DdlNames names;
    private final WrittenTypes types;
    private final DuckDbQuestions duckDb;
    private final int serverVersion;

    TableSql(DdlNames names, WrittenTypes types, DuckDbQuestions duckDb, int serverVersion) {
        this.names = names;
        this.types = types;
        this.duckDb = duckDb;
        this.serverVersion = serverVersion;
    }

    List<String> create(CreateTable statement) throws SQLException {
        requirePermanent(statement.temporary(), statement.name());
        List<ColumnDefinition> columns =
                statement.elements().stream()
                        .filter(ColumnDefinition.class::isInstance)
                        .map(ColumnDefinition.class::cast)
                        .toList();
        ColumnSql elements =
                new ColumnSql(
                        names,
                        types,
                        serverVersion,
                        columns.stream().map(ColumnDefinition::name).toList(),
                        expression -> duckDb.typeOver(columns, expression));
        List<String> definitions = new ArrayList<>();
        for (TableElement element : statement.elements()) {
            definitions.add(elements.element(element));
        }
        List<String> sql = new ArrayList<>();
        if (statement.orReplace()) {
            sql.add(dropReplaced(names, statement.name()));
        }
        sql.add(
                "CREATE TABLE "
                        + (statement.ifNotExists() ? "IF NOT EXISTS " : "")
                        + names.created(statement.name()).sql()
                        + " ("
                        + String.join(", ", definitions)
                        + ")");
        return sql;
    }

    /**
     * What takes a table away that another one replaces.
     *
     * @throws HowdahException if it is no table
     */
    static String dropReplaced(DdlNames names, ObjectName name) {
        Optional<AttachedTable> there = names.find(name);
        if (there.isPresent()) {
            RelationKind kind = there.get().relation().kind();
            if (kind != RelationKind.TABLE && kind != RelationKind.PARTITIONED_TABLE) {
                throw HowdahException.of(
                        ErrorKind.USER,
                        "42809",
                        "Existing object %s is of type %s, trying to replace with type Table"
                                .formatted(
                                        name.last(),
                                        kind == RelationKind.FOREIGN_TABLE
                                                ? "Foreign Table"
                                                : "View"));
            }
        }
        return "DROP TABLE IF EXISTS " + names.existing(name).sql();
    }

    static void requirePermanent(boolean temporary, ObjectName name) {
        if (temporary) {
            throw HowdahException.unsupported(
                    "CREATE TEMP %s: a temporary table or view of PostgreSQL's lives on one connection, and Howdah reads on several. Leave TEMP out, or create it in DuckDB (CREATE TEMP TABLE %s)"
                            .formatted(name, name.last()));
        }
    }
}
