package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.change.ChangeContext;
import dev.howdah.duckdb.statement.ChangeStatement.CreateIndex;
import dev.howdah.duckdb.statement.ChangeStatement.CreateView;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.postgres.sql.Identifier;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What a copied database is in PostgreSQL's SQL, while it is not in the catalogue yet. */
public final class CopiedDefinitions {
    private final ChangeContext context;
    private final DdlNames names;
    private final DuckDbQuestions duckDb;
    private final WrittenTypes types;

    /**
     * @param source the name by which DuckDB knows the database that is copied
     */
    public CopiedDefinitions(ChangeContext context, String source) throws SQLException {
        this.context = context;
        this.names =
                new DdlNames(context.database(), context.database().defaultSchema())
                        .alsoKnownAs(source);
        this.duckDb = DdlChanges.questions(context);
        this.types = new WrittenTypes(names, ColumnTypes.of(context.database()), duckDb);
    }

    /** Notes a table that is about to be made. */
    public void add(CopiedTable table) {
        names.know(names.created(table.name()), table.columns());
    }

    /** The name of a table on the server. */
    public String sql(ObjectName name) {
        return names.created(name).sql();
    }

    public List<String> create(CopiedTable table) throws SQLException {
        return new TableSql(names, types, duckDb, context.database().remote().serverVersion())
                .create(table.withoutKeys());
    }

    public List<String> keys(CopiedTable table) {
        return table.keys(names);
    }

    public List<String> foreignKeys(CopiedTable table) {
        ColumnSql columns =
                new ColumnSql(
                        names,
                        types,
                        context.database().remote().serverVersion(),
                        table.columns(),
                        expression -> "VARCHAR");
        return table.foreignKeys(names, columns);
    }

    /** An index as DuckDB prints it, of a table that goes elsewhere. */
    public String index(CreateIndex index, ObjectName table) {
        return objects()
                .createIndex(
                        new CreateIndex(index.unique(), false, index.name(), table, index.rest()));
    }

    /** A view as DuckDB prints it, under another name. */
    public List<String> view(CreateView view, ObjectName name) {
        return objects()
                .createView(
                        new CreateView(false, false, false, name, view.columns(), view.query()));
    }

    /** Where names without a schema are looked for, until the end of the transaction. */
    public String searchPath(ObjectName name) {
        return "SET LOCAL search_path = "
                + Identifier.quote(names.created(name).schema())
                + ", "
                + Identifier.quote(names.defaultSchema());
    }

    private ObjectSql objects() {
        return new ObjectSql(names, new ColumnTypes(List.of()));
    }

    /** The schema of PostgreSQL's that one of DuckDB's becomes; nothing for the default one. */
    public Optional<String> schema(String schema) {
        String stored = names.storedSchema(schema);
        return stored.equals(names.defaultSchema())
                ? Optional.empty()
                : Optional.of(Identifier.quote(stored));
    }
}
