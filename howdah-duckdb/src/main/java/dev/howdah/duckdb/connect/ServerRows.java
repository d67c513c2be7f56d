package dev.howdah.duckdb.connect;

import dev.howdah.postgres.scan.RemoteQuery;
import dev.howdah.postgres.scan.RowStream;

import java.util.List;

/**
 * The rows that a statement has begun to give; DuckDB reads them once.
 *
 * @param server the name of where they come from
 */
public record ServerRows(String server, List<RemoteQuery.Column> columns, RowStream stream) {
    public ServerRows {
        columns = List.copyOf(columns);
    }
}
