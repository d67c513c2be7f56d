package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.change.ChangeContext;
import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTableAs;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.WriteColumn;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** The table that CREATE TABLE … AS makes. */
public final class NewTable {
    private final CreateTableAs statement;
    private final DdlNames names;
    private final ColumnTypes types;
    private final ChangeContext context;

    private NewTable(CreateTableAs statement, DdlNames names, ChangeContext context) {
        this.statement = statement;
        this.names = names;
        this.types = ColumnTypes.of(context.database());
        this.context = context;
    }

    /**
     * The table of a statement.
     *
     * @throws HowdahException of kind UNSUPPORTED if it is a temporary one
     */
    public static NewTable of(CreateTableAs statement, ChangeContext context) throws SQLException {
        TableSql.requirePermanent(statement.temporary(), statement.name());
        return new NewTable(
                statement,
                new DdlNames(context.database(), DdlChanges.currentSchema(context)),
                context);
    }

    /** Its name on the server, quoted. */
    public String sql() {
        return names.created(statement.name()).sql();
    }

    /** Whether there is a relation of this name, even one that was made since. */
    public boolean exists() {
        QualifiedName name = names.created(statement.name());
        return names.find(statement.name()).isPresent()
                || context.database().remote().findRelation(name.schema(), name.name()).isPresent();
    }

    /**
     * Its columns, ready for rows.
     *
     * @param source what the query gives
     */
    public List<Column> columns(List<SourceColumn> source) {
        if (statement.columns().size() > source.size()) {
            throw HowdahException.of(
                    ErrorKind.USER,
                    "42601",
                    "Binder Error: Target table has more column names than query result.");
        }
        Set<String> taken = new HashSet<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < source.size(); i++) {
            String name =
                    i < statement.columns().size()
                            ? statement.columns().get(i)
                            : source.get(i).name();
            columns.add(new Column(distinct(name, taken), types.newColumn(source.get(i).type())));
        }
        return columns;
    }

    /** A second column of a name gets a number, as in DuckDB. */
    private static String distinct(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 1; !taken.add(candidate); i++) {
            candidate = name + "_" + i;
        }
        return candidate;
    }

    /** The statements that make it, in the place of another one if that was asked for. */
    public List<String> statements(List<Column> columns) {
        StringJoiner definitions = new StringJoiner(", ", " (", ")");
        columns.forEach(
                column ->
                        definitions.add(
                                Identifier.quote(column.name()) + " " + column.type().sql()));
        List<String> statements = new ArrayList<>();
        if (statement.orReplace()) {
            statements.add(TableSql.dropReplaced(names, statement.name()));
        }
        statements.add("CREATE TABLE " + sql() + definitions);
        return statements;
    }

    /** A column of a new table. */
    public record Column(String name, NewColumn type) {
        public WriteColumn written() {
            return type.writeColumn(name);
        }
    }
}
