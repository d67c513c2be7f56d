package dev.howdah.duckdb.change;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.change.LocalCatalog.LocalIndex;
import dev.howdah.duckdb.change.LocalCatalog.LocalView;
import dev.howdah.duckdb.change.ddl.ColumnTypes;
import dev.howdah.duckdb.change.ddl.CopiedDefinitions;
import dev.howdah.duckdb.change.ddl.CopiedTable;
import dev.howdah.duckdb.change.ddl.NewColumn;
import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTableAs;
import dev.howdah.duckdb.statement.ChangeStatement.Insert;
import dev.howdah.duckdb.statement.ChangeStatement.Source;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.ObjectName;
import dev.howdah.duckdb.statement.ParsedStatement.CopyDatabase;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.Literal;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.WriteColumn;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * COPY FROM DATABASE … TO an attached PostgreSQL, as a whole or not at all: schemas, enums,
 * sequences, tables, their rows, and then keys, indexes, foreign keys and views. What lies in
 * DuckDB's schema main goes to the attachment's default schema.
 */
public final class DatabaseLoad {
    private final CopyDatabase copy;
    private final ChangeContext context;
    private final LocalCatalog local;
    private final String target;

    private DatabaseLoad(CopyDatabase copy, ChangeContext context) {
        this.copy = copy;
        this.context = context;
        this.local = new LocalCatalog(context.session().duckdb(), copy.source());
        this.target = context.database().name();
    }

    /** Copies everything, or just the definitions or the rows if the statement says so. */
    public static void run(CopyDatabase copy, ChangeContext context) throws SQLException {
        try {
            new DatabaseLoad(named(copy, context), context).copy();
        } catch (SQLException | RuntimeException failure) {
            // It may have been read with types in it that go when this is rolled back.
            context.database().remote().clearCatalog();
            throw failure;
        }
        context.write().catalogChanged();
    }

    private static CopyDatabase named(CopyDatabase copy, ChangeContext context)
            throws SQLException {
        String source =
                LocalCatalog.nameOf(context.session().duckdb(), copy.source())
                        .orElseThrow(
                                () ->
                                        HowdahException.user(
                                                "COPY FROM DATABASE: no database \"%s\" is attached"
                                                        .formatted(copy.source())));
        if (source.equals(context.database().name())) {
            throw HowdahException.user(
                    "COPY FROM DATABASE: \"%s\" can't be copied to itself".formatted(source));
        }
        return new CopyDatabase(copy.text(), source, copy.target(), copy.schema(), copy.data());
    }

    private void copy() throws SQLException {
        Optional<AttachedDatabase> remote = context.session().databases().find(copy.source());
        if (remote.isPresent()) {
            copyRemote(remote.get());
        } else if (copy.schema()) {
            copyLocal();
        } else {
            insertRows();
        }
    }

    /** Every relation of another PostgreSQL becomes a table, as it does on the way to DuckDB. */
    private void copyRemote(AttachedDatabase source) throws SQLException {
        for (AttachedTable table : source.tables()) {
            ObjectName name = ObjectName.of(target, table.schema(), table.name());
            String query = "FROM " + shown(source.name(), table.schema(), table.name());
            if (copy.schema()) {
                execute("CREATE SCHEMA IF NOT EXISTS " + Identifier.quote(table.schema()));
                CreateTableAsChange.run(
                        new CreateTableAs(false, false, false, name, List.of(), query, copy.data()),
                        context);
            } else {
                insert(name, Optional.empty(), query);
            }
        }
    }

    private void copyLocal() throws SQLException {
        createTypes();
        CopiedDefinitions definitions = new CopiedDefinitions(context, copy.source());
        createSequences(definitions);
        List<CopiedTable> tables = local.tables(target);
        tables.forEach(definitions::add);
        for (CopiedTable table : tables) {
            execute(definitions.searchPath(table.name()));
            definitions.create(table).forEach(this::execute);
        }
        if (copy.data()) {
            for (CopiedTable table : tables) {
                load(definitions.sql(table.name()), table);
            }
        }
        tables.forEach(table -> definitions.keys(table).forEach(this::execute));
        for (LocalIndex index : local.indexes()) {
            execute(definitions.index(index.index(), name(index.schema(), index.table())));
        }
        tables.forEach(table -> definitions.foreignKeys(table).forEach(this::execute));
        createViews(definitions);
        execute("SET LOCAL search_path TO DEFAULT");
    }

    private void createTypes() throws SQLException {
        CopiedDefinitions definitions = new CopiedDefinitions(context, copy.source());
        for (String schema : local.schemas()) {
            definitions
                    .schema(schema)
                    .ifPresent(name -> execute("CREATE SCHEMA IF NOT EXISTS " + name));
        }
        List<PgType.Enumeration> known = context.database().remote().catalog().enumerations();
        for (LocalCatalog.EnumType type : local.enums()) {
            boolean there =
                    known.stream()
                            .anyMatch(
                                    other ->
                                            other.name().equals(type.name())
                                                    && other.labels().equals(type.labels()));
            if (!there) {
                execute(
                        "CREATE TYPE "
                                + definitions.sql(name(type.schema(), type.name()))
                                + " AS ENUM "
                                + type.labels().stream()
                                        .map(Literal::quote)
                                        .collect(Collectors.joining(", ", "(", ")")));
            }
        }
        // The tables' columns are to find the enums that were made just now.
        Optional<RemoteTransaction> transaction =
                context.session().findTransaction(context.database());
        transaction.ifPresent(context.database().remote()::refreshCatalog);
    }

    private void createSequences(CopiedDefinitions definitions) throws SQLException {
        for (LocalCatalog.Entry sequence : local.sequences()) {
            execute(
                    "CREATE SEQUENCE "
                            + definitions.sql(name(sequence.schema(), sequence.name()))
                            + " "
                            + sequence.sql());
        }
    }

    /** A view that PostgreSQL can't run ends the copy: leaving it out would go unnoticed. */
    private void createViews(CopiedDefinitions definitions) throws SQLException {
        for (LocalView view : local.views()) {
            ObjectName name = name(view.schema(), view.name());
            try {
                execute(definitions.searchPath(name));
                definitions.view(view.view(), name).forEach(this::execute);
            } catch (HowdahException failure) {
                throw failure.in(
                        "COPY FROM DATABASE: PostgreSQL can't run the query of the view \"%s\";"
                                        .formatted(view.name())
                                + " drop the view or write it in SQL that both sides know");
            }
        }
    }

    private void load(String sql, CopiedTable table) throws SQLException {
        String from = shown(copy.source(), table.name().parts().get(1), table.name().last());
        List<String> columns = table.loaded();
        if (columns.isEmpty()) {
            return;
        }
        String query = "SELECT " + list(columns) + " FROM " + from;
        ColumnTypes types = ColumnTypes.of(context.database());
        List<WriteColumn> written = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (SourceColumn column : context.describe(new NumberedSql(query, List.of()))) {
            NewColumn type = types.newColumn(column.type());
            written.add(type.writeColumn(column.name()));
            items.add(type.expression(Identifier.quote(column.name())));
        }
        List<LogicalType> logical = written.stream().map(WriteColumn::logical).toList();
        context.query(
                new NumberedSql("SELECT " + String.join(", ", items) + " FROM " + from, List.of()),
                logical,
                rows -> new RowTransfer(context).load(sql, written, rows));
    }

    /** DATA: the tables are there already, and may have other types. */
    private void insertRows() throws SQLException {
        for (CopiedTable table : local.tables(target)) {
            String from = shown(copy.source(), table.name().parts().get(1), table.name().last());
            insert(
                    table.name(),
                    Optional.of(table.loaded()),
                    "SELECT " + list(table.loaded()) + " FROM " + from);
        }
    }

    private void insert(ObjectName name, Optional<List<String>> columns, String query)
            throws SQLException {
        Optional<Relation> relation =
                context.database()
                        .findTable(schema(name), name.last())
                        .map(AttachedTable::relation);
        ObjectName stored =
                relation.map(found -> ObjectName.of(target, found.schema(), found.name()))
                        .orElse(name);
        InsertChange.run(
                new Insert(
                        Optional.empty(),
                        stored,
                        Optional.empty(),
                        columns,
                        false,
                        new Source.Query(query),
                        Optional.empty(),
                        Optional.empty()),
                context);
    }

    private String schema(ObjectName name) {
        String schema = name.parts().get(1);
        return schema.equals("main") && !context.database().hasSchema(schema)
                ? context.database().defaultSchema()
                : schema;
    }

    private ObjectName name(String schema, String name) {
        return ObjectName.of(target, schema, name);
    }

    private static String shown(String database, String schema, String name) {
        return Identifier.quote(database) + "." + Identifier.quote(schema, name);
    }

    private static String list(List<String> columns) {
        return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }

    private void execute(String sql) {
        context.write().execute(sql);
    }
}
