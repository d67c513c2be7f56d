package dev.howdah.duckdb.session;

import dev.howdah.postgres.error.CredentialMask;
import dev.howdah.postgres.scan.ScanStatistics;

/** One read of a PostgreSQL by a statement, credentials hidden: {@code postgres_scans()}. */
public record ScanRecord(String database, String relation, String sql, ScanStatistics statistics) {
    public ScanRecord {
        sql = CredentialMask.mask(sql);
    }
}
