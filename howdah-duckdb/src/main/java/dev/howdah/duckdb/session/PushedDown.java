package dev.howdah.duckdb.session;

import dev.howdah.duckdb.pushdown.TablePushdown;

import java.util.Map;
import java.util.Optional;

/**
 * What the scans of one execution leave to PostgreSQL.
 *
 * @param tables by the id of the table; a table that is not there is read in full
 * @param scans how many scans the statement has, or -1 if that isn't known
 * @param readsOnlyTables whether every row of the statement comes from a table of PostgreSQL
 */
public record PushedDown(Map<Integer, TablePushdown> tables, int scans, boolean readsOnlyTables) {
    /** Nothing is left to PostgreSQL. */
    public static final PushedDown NOTHING = new PushedDown(Map.of(), -1, false);

    /** There is nothing to leave: no attached table is read. */
    public static final PushedDown NO_SCANS = new PushedDown(Map.of(), 0, false);

    public PushedDown {
        tables = Map.copyOf(tables);
    }

    /** What may be pushed into the scans of a table. */
    public Optional<TablePushdown> of(int table) {
        return Optional.ofNullable(tables.get(table));
    }
}
