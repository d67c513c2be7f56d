package dev.howdah.postgres.plan;

import java.util.List;
import java.util.Objects;

/**
 * The queries that together answer a request, each row once.
 *
 * @param reason why there is one query or several
 * @param tasks at least one; several only give one consistent answer in one shared snapshot
 */
public record ScanPlan(ScanRequest request, PlanReason reason, List<ScanTask> tasks) {
    public ScanPlan {
        Objects.requireNonNull(request);
        Objects.requireNonNull(reason);
        tasks = List.copyOf(tasks);
        if (tasks.isEmpty() || (tasks.size() > 1) != (reason == PlanReason.SPLIT)) {
            throw new IllegalArgumentException(tasks.size() + " tasks because of " + reason);
        }
    }

    /** Whether the queries must see the same snapshot. */
    public boolean needsSnapshot() {
        return tasks.size() > 1;
    }

    /**
     * Whether no column was asked for, so that the one task's only row holds the number of rows, an
     * int8.
     */
    public boolean isCount() {
        return request.columns().isEmpty();
    }

    /** The pages of all tasks. */
    public long pages() {
        return tasks.stream().mapToLong(ScanTask::pages).sum();
    }

    /** The first query and how many more there are, for people. */
    public String describe() {
        return tasks.size() == 1
                ? tasks.get(0).sql()
                : tasks.get(0).sql() + " (first of " + tasks.size() + ")";
    }
}
