package dev.howdah.postgres.plan;

import dev.howdah.postgres.catalog.RelationKind;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Chooses between one query and ranges of pages. Pure: says what has to be asked of the server and
 * works with the answer.
 *
 * <p>A range is a condition on ctid, on a partitioned or inherited table too: it then selects the
 * same range of pages in every table of the tree, so each row of each of them lies in exactly one
 * range, and pruning, privileges and row-level security stay the server's. (Reading the partitions
 * one by one would need privileges on each and would apply their own policies.) The last range is
 * open-ended, so a relation that grows is read in full.
 */
public final class ScanPlanner {
    private static final int OLDEST_WITH_TID_RANGE_SCAN = 140_000;

    /** Ranges per thread beyond which they become larger instead of more. */
    private static final int MOST_TASKS_PER_THREAD = 64;

    /** Opening and planning a partition costs about as much as reading this many pages. */
    private static final int PAGES_PER_PARTITION = 20;

    private ScanPlanner() {}

    /**
     * What to ask the server before planning: statements whose results make {@link RelationPages},
     * all in one message; none if the answer would change nothing.
     */
    public static Optional<PlanningQuestion> question(
            ScanRequest request, ScanSettings settings, int serverVersion) {
        if (oneQueryAnyway(request, settings, serverVersion).isPresent()) {
            return Optional.empty();
        }
        boolean explain = request.predicate().isPresent() || request.relation().rowSecurity();
        return Optional.of(
                new PlanningQuestion(
                        PlanningQuestion.size(request.relation().oid()),
                        explain
                                ? Optional.of("EXPLAIN " + ScanSql.of(request))
                                : Optional.empty()));
    }

    /** The plan of a request for which there was no {@link #question}. */
    public static ScanPlan plan(ScanRequest request, ScanSettings settings, int serverVersion) {
        return oneQuery(
                request,
                oneQueryAnyway(request, settings, serverVersion).orElse(PlanReason.SMALL),
                0);
    }

    /** The plan of a request after its {@link #question} was answered. */
    public static ScanPlan plan(ScanRequest request, ScanSettings settings, RelationPages answer) {
        if (answer.anyForeign()) {
            return oneQuery(request, PlanReason.FOREIGN_PARTITION, 0);
        }
        List<RelationPages.Part> parts = answer.readInFull();
        if (parts.isEmpty()) {
            return oneQuery(request, PlanReason.INDEX, 0);
        }
        long total = parts.stream().mapToLong(RelationPages.Part::pages).sum();
        if (total <= settings.pagesPerTask()) {
            return oneQuery(request, PlanReason.SMALL, total);
        }
        long largest = parts.stream().mapToLong(RelationPages.Part::pages).max().orElse(0);
        return split(request, taskCount(settings, total, parts.size()), total, largest);
    }

    private static Optional<PlanReason> oneQueryAnyway(
            ScanRequest request, ScanSettings settings, int serverVersion) {
        RelationKind kind = request.relation().kind();
        if (request.columns().isEmpty()) {
            return Optional.of(PlanReason.COUNT);
        }
        if (request.limit().isPresent()) {
            return Optional.of(PlanReason.LIMIT);
        }
        if (kind == RelationKind.VIEW) {
            return Optional.of(PlanReason.VIEW);
        }
        if (kind == RelationKind.FOREIGN_TABLE) {
            return Optional.of(PlanReason.FOREIGN_TABLE);
        }
        if (!settings.useCtidScan()) {
            return Optional.of(PlanReason.SPLITTING_OFF);
        }
        if (settings.threads() == 1) {
            return Optional.of(PlanReason.ONE_THREAD);
        }
        if (serverVersion < OLDEST_WITH_TID_RANGE_SCAN) {
            return Optional.of(PlanReason.OLD_SERVER);
        }
        return Optional.empty();
    }

    private static ScanPlan oneQuery(ScanRequest request, PlanReason reason, long pages) {
        return new ScanPlan(request, reason, List.of(new ScanTask(ScanSql.of(request), pages)));
    }

    /** As many tasks as the size asks for, but evenly shared out among the threads. */
    private static long taskCount(ScanSettings settings, long total, int parts) {
        long pagesPerTask =
                Math.max(
                        Math.max(settings.pagesPerTask(), (long) PAGES_PER_PARTITION * parts),
                        total / ((long) settings.threads() * MOST_TASKS_PER_THREAD));
        long count = divideUp(total, pagesPerTask);
        return divideUp(count, settings.threads()) * settings.threads();
    }

    private static ScanPlan split(ScanRequest request, long count, long total, long largest) {
        long width = divideUp(largest, count);
        List<ScanTask> tasks = new ArrayList<>();
        for (long from = 0; from < largest; from += width) {
            boolean last = from + width >= largest;
            String range = "ctid >= '(" + from + ",0)'::tid";
            if (!last) {
                range += " AND ctid < '(" + (from + width) + ",0)'::tid";
            }
            tasks.add(
                    new ScanTask(
                            ScanSql.of(request, range),
                            divideUp(total * Math.min(width, largest - from), largest)));
        }
        return tasks.size() == 1
                ? oneQuery(request, PlanReason.SMALL, total)
                : new ScanPlan(request, PlanReason.SPLIT, tasks);
    }

    private static long divideUp(long dividend, long divisor) {
        return (dividend + divisor - 1) / divisor;
    }
}
