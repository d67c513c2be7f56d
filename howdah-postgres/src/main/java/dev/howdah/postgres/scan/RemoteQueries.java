package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.CatalogCache;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.ColumnMapping.Selection;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.TypeMapping;
import dev.howdah.postgres.wire.PreparedQuery;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Prepares and runs statements in PostgreSQL's own SQL. */
public final class RemoteQueries {
    private static final String IN_A_TRANSACTION = "25001";
    private static final PgType TEXT = new PgType.Base(25, "pg_catalog", "text");

    private final String label;
    private final CatalogCache catalog;
    private final Executor executor;

    public RemoteQueries(String label, CatalogCache catalog, Executor executor) {
        this.label = label;
        this.catalog = catalog;
        this.executor = executor;
    }

    /**
     * Lets the server parse one statement and describe its result.
     *
     * @param stopped whether nobody wants to know any more
     */
    public RemoteQuery prepare(
            RemoteTransaction transaction,
            String sql,
            MappingOptions options,
            BooleanSupplier stopped) {
        return RepeatedQuestion.ask(
                () -> transaction.descriptions().first(stopped),
                lease ->
                        lease.session()
                                .whileWanted(
                                        stopped,
                                        () ->
                                                prepare(
                                                        lease,
                                                        CastStatement.inQuery(lease),
                                                        sql,
                                                        options)));
    }

    /** As the other, for a statement that the writer will run; a mistake in it counts as one. */
    public RemoteQuery prepare(WriterLease writer, String sql, MappingOptions options) {
        try (Lease lease = writer.scans().first(() -> false)) {
            return prepare(lease, CastStatement.inWriter(lease), sql, options);
        }
    }

    /**
     * Runs a prepared statement. Its rows, or for a statement without a result one row that counts
     * what it changed.
     *
     * @param parameters values in PostgreSQL's text form, null for NULL
     */
    public RowStream open(
            RemoteTransaction transaction,
            RemoteQuery query,
            List<? extends @Nullable String> parameters) {
        return open(transaction.queries(), query, parameters);
    }

    /**
     * As the other, on the writer's session, which can do nothing else until the rows are read or
     * the stream is closed. Closed early, the statement counts as failed.
     */
    public RowStream open(
            WriterLease writer, RemoteQuery query, List<? extends @Nullable String> parameters) {
        return new ChangedRows(open(writer.scans(), query, parameters), writer);
    }

    private RowStream open(
            LeaseSource sessions, RemoteQuery query, List<? extends @Nullable String> parameters) {
        ScanWork work =
                new ScanWork(
                        "the query for " + label,
                        query.columns().isEmpty() ? RowLayout.ofNumber("rows") : query.layout(),
                        List.of(
                                new ScanWork.Task(
                                        session -> {
                                            session.markTouched();
                                            return session.execute(
                                                    query.prepared(), parameters, query.formats());
                                        },
                                        0,
                                        query.columns().isEmpty(),
                                        // It may write.
                                        Optional.empty())),
                        1,
                        OptionalDouble.empty(),
                        RemoteQueries::explainTransaction);
        return new TaskScan(work, sessions, executor);
    }

    /** Some statements run outside of any transaction only, where no timeout of ours holds. */
    private static HowdahException explainTransaction(HowdahException failure, Session session) {
        return failure.sqlState().equals(IN_A_TRANSACTION)
                ? HowdahException.of(
                        failure.kind(),
                        IN_A_TRANSACTION,
                        failure.getMessage()
                                + ". Run it outside of a transaction (use_transaction := false);"
                                + " while there are timeouts each statement is in one otherwise")
                : failure;
    }

    private RemoteQuery prepare(
            Lease lease, CastStatement casts, String sql, MappingOptions options) {
        try {
            PreparedQuery prepared = lease.session().prepare(sql);
            List<ColumnMapping> mappings = mappings(lease, prepared, options);
            boolean plain = mappings.stream().allMatch(RemoteQueries::isPlain);
            Optional<PreparedQuery> cast =
                    plain ? Optional.empty() : casts.prepare(prepared, mappings);
            return cast.map(wrapped -> query(wrapped, prepared, mappings))
                    .orElseGet(() -> inText(prepared, mappings, options));
        } catch (HowdahException failure) {
            throw failure.in("Could not prepare the query for " + label);
        }
    }

    /** A statement with no SELECT around it: what would have to be cast comes in text form. */
    static RemoteQuery asServed(
            PreparedQuery prepared, List<PgType> types, MappingOptions options) {
        return inText(prepared, mappings(prepared, types, options), options);
    }

    /** The transaction may have made types that nobody else sees yet. */
    private List<ColumnMapping> mappings(
            Lease lease, PreparedQuery prepared, MappingOptions options) {
        List<Integer> oids =
                prepared.columns().stream().map(PreparedQuery.Column::typeOid).toList();
        return mappings(prepared, catalog.typesOf(oids, new LeasedConnection(lease)), options);
    }

    private static List<ColumnMapping> mappings(
            PreparedQuery prepared, List<PgType> types, MappingOptions options) {
        List<PreparedQuery.Column> columns = prepared.columns();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> TypeMapping.map(types.get(i), columns.get(i).typmod(), 0, options))
                .toList();
    }

    private static RemoteQuery query(
            PreparedQuery wrapped, PreparedQuery prepared, List<ColumnMapping> mappings) {
        return new RemoteQuery(
                wrapped,
                IntStream.range(0, mappings.size())
                        .mapToObj(
                                i ->
                                        new RemoteQuery.Column(
                                                prepared.columns().get(i).name(),
                                                mappings.get(i),
                                                false))
                        .toList());
    }

    /** What must be cast comes in the text form that the server prints. */
    private static RemoteQuery inText(
            PreparedQuery prepared, List<ColumnMapping> mappings, MappingOptions options) {
        ColumnMapping text =
                new ColumnMapping(
                        TEXT,
                        PgType.NO_TYPMOD,
                        LogicalType.Scalar.TEXT,
                        new Selection.Plain(),
                        options);
        List<RemoteQuery.Column> columns = new ArrayList<>();
        for (int i = 0; i < mappings.size(); i++) {
            boolean plain = isPlain(mappings.get(i));
            columns.add(
                    new RemoteQuery.Column(
                            prepared.columns().get(i).name(),
                            plain ? mappings.get(i) : text,
                            !plain));
        }
        return new RemoteQuery(prepared, columns);
    }

    private static boolean isPlain(ColumnMapping mapping) {
        return mapping.selection() instanceof Selection.Plain;
    }
}
