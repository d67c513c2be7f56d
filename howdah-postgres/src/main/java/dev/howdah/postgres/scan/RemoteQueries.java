package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.CatalogCache;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.SelectItem;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Prepares and runs statements in PostgreSQL's own SQL. */
public final class RemoteQueries {
    private static final PgType TEXT = new PgType.Base(25, "pg_catalog", "text");

    private final String label;
    private final CatalogCache catalog;
    private final Executor executor;

    public RemoteQueries(String label, CatalogCache catalog, Executor executor) {
        this.label = label;
        this.catalog = catalog;
        this.executor = executor;
    }

    /** Lets the server parse one statement and describe its result. */
    public RemoteQuery prepare(RemoteTransaction transaction, String sql, MappingOptions options) {
        try (Lease lease = transaction.writer(() -> false)) {
            try {
                PreparedQuery prepared = lease.session().prepare(sql);
                List<ColumnMapping> mappings = mappings(prepared, options);
                boolean plain = mappings.stream().allMatch(RemoteQueries::isPlain);
                Optional<PreparedQuery> cast =
                        plain ? Optional.empty() : prepareCasts(lease, prepared, mappings);
                return cast.map(wrapped -> query(wrapped, prepared, mappings))
                        .orElseGet(() -> inText(prepared, mappings, options));
            } catch (HowdahException failure) {
                throw failure.in("Could not prepare the query for " + label);
            }
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
        ScanWork work =
                new ScanWork(
                        "the query for " + label,
                        query.columns().isEmpty() ? RowLayout.ofNumber("rows") : query.layout(),
                        List.of(
                                new ScanWork.Task(
                                        session ->
                                                session.execute(
                                                        query.prepared(),
                                                        parameters,
                                                        query.formats()),
                                        0,
                                        query.columns().isEmpty())),
                        1,
                        OptionalDouble.empty(),
                        true,
                        ScanWork.Diagnosis.NONE);
        return new TaskScan(work, transaction, executor);
    }

    private List<ColumnMapping> mappings(PreparedQuery prepared, MappingOptions options) {
        List<PreparedQuery.Column> columns = prepared.columns();
        List<PgType> types =
                catalog.typesOf(columns.stream().map(PreparedQuery.Column::typeOid).toList());
        return IntStream.range(0, columns.size())
                .mapToObj(i -> TypeMapping.map(types.get(i), columns.get(i).typmod(), 0, options))
                .toList();
    }

    /**
     * Types that must be cast need a SELECT around the statement, which not every statement can
     * stand in.
     */
    private static Optional<PreparedQuery> prepareCasts(
            Lease lease, PreparedQuery prepared, List<ColumnMapping> mappings) {
        List<String> names = IntStream.range(0, mappings.size()).mapToObj(i -> "c" + i).toList();
        String items =
                IntStream.range(0, mappings.size())
                        .mapToObj(i -> SelectItem.render(names.get(i), mappings.get(i)))
                        .collect(Collectors.joining(", "));
        String sql =
                "SELECT %s FROM (\n%s\n) AS q (%s)"
                        .formatted(items, withoutEnd(prepared.sql()), String.join(", ", names));
        try {
            PreparedQuery wrapped = lease.session().prepare(sql);
            boolean same = wrapped.parameterTypeOids().equals(prepared.parameterTypeOids());
            return same ? Optional.of(wrapped) : Optional.empty();
        } catch (HowdahException refused) {
            lease.settle();
            return Optional.empty();
        }
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

    private static String withoutEnd(String sql) {
        return sql.strip().replaceFirst("[;\\s]+$", "");
    }
}
