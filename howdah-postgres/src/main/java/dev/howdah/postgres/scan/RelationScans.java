package dev.howdah.postgres.scan;

import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.connection.Session;
import dev.howdah.postgres.connection.SqlLog;
import dev.howdah.postgres.plan.PlanningQuestion;
import dev.howdah.postgres.plan.RelationPages;
import dev.howdah.postgres.plan.ScanPlan;
import dev.howdah.postgres.plan.ScanPlanner;
import dev.howdah.postgres.plan.ScanRequest;
import dev.howdah.postgres.plan.ScanSettings;
import dev.howdah.postgres.plan.ScanTask;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/** Plans and starts the scans of a database's relations. */
public final class RelationScans {
    private final String label;
    private final int serverVersion;
    private final Executor executor;

    /**
     * @param label what the user calls the database
     * @param executor runs the readers; it must have a thread for each
     */
    public RelationScans(String label, int serverVersion, Executor executor) {
        this.label = label;
        this.serverVersion = serverVersion;
        this.executor = executor;
    }

    /**
     * Decides how a request is answered; at most one round trip.
     *
     * @param stopped whether nobody wants to know any more
     */
    public ScanPlan plan(
            RemoteTransaction transaction,
            ScanRequest request,
            ScanSettings settings,
            BooleanSupplier stopped) {
        ScanSettings possible =
                transaction.keepsSnapshot()
                        ? settings
                        : new ScanSettings(1, settings.pagesPerTask(), false);
        Optional<PlanningQuestion> question =
                ScanPlanner.question(request, possible, serverVersion);
        if (question.isEmpty()) {
            return ScanPlanner.plan(request, possible, serverVersion);
        }
        return ScanPlanner.plan(
                request, possible, ask(transaction, request, question.get(), stopped));
    }

    private RelationPages ask(
            RemoteTransaction transaction,
            ScanRequest request,
            PlanningQuestion question,
            BooleanSupplier stopped) {
        return RepeatedQuestion.ask(
                () -> transaction.planner(stopped),
                lease -> {
                    try {
                        return lease.session().whileWanted(stopped, () -> ask(lease, question));
                    } catch (SQLException failure) {
                        lease.spoil();
                        throw work(plan(request), ScanSettings.ofThreads(1))
                                .explain(lease.session().translate("Planning", failure), lease);
                    }
                });
    }

    /** The rows of a plan; nothing runs before the first {@link RowStream#next()}. */
    public RowStream open(RemoteTransaction transaction, ScanPlan plan, ScanSettings settings) {
        LeaseSource sessions = transaction.readers(plan.tasks().size() > 1);
        TaskScan scan = new TaskScan(work(plan, settings), sessions, executor);
        return plan.isCount() ? new CountStream(scan) : scan;
    }

    private static ScanPlan plan(ScanRequest request) {
        return ScanPlanner.plan(request, ScanSettings.ofThreads(1), 0);
    }

    private ScanWork work(ScanPlan plan, ScanSettings settings) {
        Relation relation = plan.request().relation();
        String name = label + "." + relation.schema() + "." + relation.name();
        RowLayout layout = layout(plan);
        ColumnGuard guard = new ColumnGuard(name, layout);
        return new ScanWork(
                name,
                layout,
                plan.tasks().stream().map(task -> work(plan, task, guard)).toList(),
                settings.threads(),
                expectedRows(plan.request()),
                new PermissionDiagnosis(plan.request()));
    }

    private static ScanWork.Task work(ScanPlan plan, ScanTask task, ColumnGuard guard) {
        ScanWork.Opening opening = session -> session.copyOut(task.sql(), guard::check);
        RewriteGuard unmoved = new RewriteGuard(plan.request().relation().oid());
        ScanWork.Opening rereading =
                session -> {
                    unmoved.check(session, task.sql());
                    return opening.open(session);
                };
        // Only a range of pages depends on where the rows are.
        return new ScanWork.Task(
                opening,
                task.pages(),
                false,
                Optional.of(plan.needsSnapshot() ? rereading : opening));
    }

    private static RowLayout layout(ScanPlan plan) {
        if (plan.isCount()) {
            return RowLayout.ofNumber("count");
        }
        List<ScanRequest.SelectedColumn> columns = plan.request().columns();
        return new RowLayout(
                columns.stream().map(ScanRequest.SelectedColumn::name).toList(),
                columns.stream().map(ScanRequest.SelectedColumn::mapping).toList());
    }

    /** Only a scan of everything can be compared with the relation's size. */
    private static OptionalDouble expectedRows(ScanRequest request) {
        boolean all =
                request.predicate().isEmpty()
                        && request.limit().isEmpty()
                        && !request.columns().isEmpty()
                        && request.relation().rowEstimate() > 0;
        return all ? OptionalDouble.of(request.relation().rowEstimate()) : OptionalDouble.empty();
    }

    private static RelationPages ask(Lease lease, PlanningQuestion question) throws SQLException {
        Session session = lease.session();
        SqlLog.sent(session.jdbc(), question.sql());
        try (Statement statement = session.jdbc().createStatement()) {
            statement.execute(question.sql());
            List<RelationPages.Part> parts = new ArrayList<>();
            try (ResultSet rows = statement.getResultSet()) {
                while (rows.next()) {
                    parts.add(
                            new RelationPages.Part(
                                    rows.getString(1), rows.getLong(2), rows.getBoolean(3)));
                }
            }
            List<String> explained = new ArrayList<>();
            if (statement.getMoreResults()) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        explained.add(rows.getString(1));
                    }
                }
            }
            return new RelationPages(parts, explained);
        }
    }
}
