package dev.howdah.duckdb.session;

import dev.howdah.postgres.scan.ScanStatistics;

/** One read of a PostgreSQL by a statement: what {@code postgres_scans()} shows. */
public record ScanRecord(String database, String relation, String sql, ScanStatistics statistics) {}
