package dev.howdah.kuzu.writeback;

import com.kuzudb.DataType;
import com.kuzudb.QueryResult;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.graph.TypeNames;
import dev.howdah.kuzu.rewrite.Rewriter;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.staging.Staging;
import dev.howdah.kuzu.staging.WriteTransaction;
import dev.howdah.kuzu.statement.QueryShape;
import dev.howdah.kuzu.statement.Statement;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries out COPY (query) TO a table of an attached database.
 *
 * <p>The query runs once, and PostgreSQL's transaction begins when Kùzu has all rows. It does not
 * wait for one of Kùzu's that may be open: what is written stays, even if that is rolled back.
 */
public final class WriteBack {
    private static final int MAX_PARTS = 3;

    private final StatementRun run;

    public WriteBack(StatementRun run) {
        this.run = run;
    }

    /**
     * Whether the target is a table of an attached database, or could only be one. Kùzu itself has
     * nothing but files here, whose names are in quotes.
     */
    public boolean concerns(Statement.CopyTo copy) {
        int parts = copy.target().size();
        return parts == 1
                ? run.attachments().defaultDatabase().isPresent()
                : parts <= MAX_PARTS && !run.attachments().all().isEmpty();
    }

    /** Creates the table or appends to it, in one transaction; the result says how many rows. */
    public QueryResult write(Statement.CopyTo copy) throws SQLException {
        Target target = target(copy.target());
        checkOptions(copy, target);
        QueryShape shape = QueryShape.read(copy.query().of(run.text()));
        if (shape.updates()) {
            throw HowdahException.user(
                    "Binder exception: The query of a COPY TO %s must only read: change the graph in a statement of its own."
                            .formatted(target.label()));
        }
        Optional<SourceTable> existing = target.find();
        String query = new Rewriter(run).rewrite(copy.query(), copy.references());
        run.staging().endTransaction();
        long rows;
        try (QueryResult result = run.query(query)) {
            rows = write(result, shape, target, existing);
        }
        return run.message(
                "%d tuples have been copied to the %s table.".formatted(rows, target.label()));
    }

    private Target target(List<String> name) {
        Optional<Attachment> attachment =
                name.size() == 1
                        ? run.attachments().defaultDatabase()
                        : run.attachments().find(name.getFirst());
        return Target.of(
                attachment.orElseThrow(
                        () ->
                                HowdahException.user(
                                        "Runtime exception: No database named %s."
                                                .formatted(name.getFirst()))),
                name);
    }

    private static void checkOptions(Statement.CopyTo copy, Target target) {
        if (!copy.options().isEmpty()) {
            throw HowdahException.user(
                    "Binder exception: Unrecognized option %s: a COPY TO a table such as %s takes none."
                            .formatted(copy.options().keySet().iterator().next(), target.label()));
        }
    }

    private long write(
            QueryResult result, QueryShape shape, Target target, Optional<SourceTable> existing)
            throws SQLException {
        List<ResultName> names = names(result, shape);
        List<ColumnForm> forms = forms(result);
        ColumnNames columnNames = new ColumnNames(target.label(), names);
        List<String> columns =
                existing.isPresent()
                        ? columnNames.existing(existing.get().relation().columns())
                        : columnNames.created();
        Staging staging = run.staging();
        try (WriteTransaction transaction = staging.beginWrite()) {
            if (existing.isEmpty()) {
                transaction.execute(target.create(columns, forms));
            }
            String table = existing.map(SourceTable::duckDbName).orElseGet(target::created);
            long rows =
                    new RowTransfer(staging, transaction, names, forms)
                            .write(result, Target.insert(table, columns));
            transaction.commit();
            return rows;
        }
    }

    private static List<ResultName> names(QueryResult result, QueryShape shape) {
        List<String> shown = new ArrayList<>();
        for (long i = 0; i < result.getNumColumns(); i++) {
            shown.add(result.getColumnName(i));
        }
        return ResultName.of(shown, shape.items());
    }

    private List<ColumnForm> forms(QueryResult result) {
        TypeNames typeNames = new TypeNames(run.graph());
        List<ColumnForm> forms = new ArrayList<>();
        for (long i = 0; i < result.getNumColumns(); i++) {
            try (DataType type = result.getColumnDataType(i)) {
                forms.add(ColumnForm.of(type, typeNames));
            }
        }
        return forms;
    }
}
