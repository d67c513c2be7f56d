package dev.howdah.duckdb.change;

import dev.howdah.duckdb.change.ddl.NewTable;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTableAs;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.WriteColumn;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Carries out CREATE TABLE … AS: the table, and its rows by COPY. */
final class CreateTableAsChange {
    private final CreateTableAs create;
    private final ChangeContext context;
    private final NewTable table;

    private CreateTableAsChange(CreateTableAs create, ChangeContext context, NewTable table) {
        this.create = create;
        this.context = context;
        this.table = table;
    }

    static ChangeResult run(CreateTableAs create, ChangeContext context) throws SQLException {
        NewTable table = NewTable.of(create, context);
        if (create.ifNotExists() && table.exists()) {
            return new ChangeResult.Counted(0);
        }
        return new CreateTableAsChange(create, context, table).run();
    }

    private ChangeResult run() throws SQLException {
        NumberedSql query = new SourceSql(Optional.empty(), create.query()).asWritten();
        List<NewTable.Column> columns = table.columns(context.describe(query));
        long rows = 0;
        if (!create.withData()) {
            make(columns);
        } else if (create.orReplace() && table.exists()) {
            rows = byTemporaryTable(columns);
        } else {
            rows = load(create.query(), columns);
        }
        context.write().catalogChanged();
        return new ChangeResult.Counted(rows);
    }

    /** The query may read the table that is replaced, and so must be done with it before. */
    private long byTemporaryTable(List<NewTable.Column> columns) throws SQLException {
        String name = "howdah_new_" + UUID.randomUUID().toString().replace("-", "");
        execute("CREATE TEMP TABLE " + name + " AS\n" + create.query());
        try {
            return load("FROM temp.main." + name, columns);
        } finally {
            execute("DROP TABLE IF EXISTS temp.main." + name);
        }
    }

    private long load(String query, List<NewTable.Column> columns) throws SQLException {
        List<WriteColumn> written = columns.stream().map(NewTable.Column::written).toList();
        List<LogicalType> types = written.stream().map(WriteColumn::logical).toList();
        return context.query(
                converted(query, columns),
                types,
                rows -> {
                    make(columns);
                    return new RowTransfer(context).loadNew(table.sql(), written, rows);
                });
    }

    private void make(List<NewTable.Column> columns) {
        table.statements(columns).forEach(context.write()::execute);
    }

    private static NumberedSql converted(String query, List<NewTable.Column> columns) {
        List<String> names = IntStream.range(0, columns.size()).mapToObj(i -> "c" + i).toList();
        String items =
                IntStream.range(0, columns.size())
                        .mapToObj(i -> columns.get(i).type().expression("s." + names.get(i)))
                        .collect(Collectors.joining(", "));
        return NumberedSql.of(
                "SELECT "
                        + items
                        + " FROM (\n"
                        + query
                        + "\n) AS s("
                        + String.join(", ", names)
                        + ")");
    }

    private void execute(String sql) throws SQLException {
        context.execute(NumberedSql.of(sql));
    }
}
