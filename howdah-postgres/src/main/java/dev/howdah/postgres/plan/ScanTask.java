package dev.howdah.postgres.plan;

import java.util.Objects;

/**
 * One query of a scan.
 *
 * @param sql a SELECT
 * @param pages the pages it reads as far as known; what it weighs among its plan's tasks
 */
public record ScanTask(String sql, long pages) {
    public ScanTask {
        Objects.requireNonNull(sql);
    }
}
