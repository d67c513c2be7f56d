package dev.howdah.duckdb.change;

import dev.howdah.postgres.connection.SessionTransaction.Isolation;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.util.List;
import java.util.UUID;

/**
 * How the server finds the rows again that DuckDB has chosen, and makes sure that they are still
 * the same.
 *
 * <p>In a transaction with one snapshot the server itself refuses a row that somebody else has
 * changed meanwhile. At READ COMMITTED every statement sees other rows, so the rows are locked and
 * counted before they are changed.
 */
final class RowMatch {
    /** By this name the server's statement knows the target. */
    static final String TARGET = "howdah_target";

    private static final List<String> JOINS = List.of("enable_hashjoin", "enable_mergejoin");

    private final TargetScope scope;
    private final ChangeContext context;
    private final StagedColumn table;
    private final StagedColumn place;
    private final boolean locks;
    private final String cursor =
            Identifier.quote("howdah_rows_" + UUID.randomUUID().toString().substring(0, 8));

    RowMatch(TargetScope scope, ChangeContext context) {
        this.scope = scope;
        this.context = context;
        this.table = StagedColumn.table(scope);
        this.place = StagedColumn.place(scope);
        this.locks =
                !context.write().isAlone()
                        && context.database().remote().options().isolation()
                                == Isolation.READ_COMMITTED;
    }

    /** The target for the server's statement. */
    String target() {
        return scope.target().sql() + " AS " + TARGET;
    }

    /** The condition that joins the target with the rows that were sent. */
    String condition() {
        String condition = TARGET + ".ctid = " + place.sql();
        if (scope.needsTableoid()) {
            condition += " AND " + TARGET + ".tableoid = " + table.sql();
        }
        return condition;
    }

    /** The rows that were sent, for a statement that changes their counterparts. */
    String rows(StagedRows rows) {
        String place = Identifier.quote(this.place.column().name());
        return rows.sorted(
                scope.needsTableoid()
                        ? Identifier.quote(table.column().name()) + ", " + place
                        : place);
    }

    /**
     * To be called before the rows are read. While a cursor is open, no place that its snapshot
     * shows is given to another row.
     */
    void begin() {
        if (locks) {
            context.write().execute("DECLARE " + cursor + " CURSOR FOR SELECT 1");
        }
    }

    /** To be called before rows are changed. */
    void lock(StagedRows rows) {
        if (!locks || rows.present() == 0) {
            return;
        }
        // A row that was waited for is checked again in its new version, but only by a condition
        // that is no index's; its place is another then.
        StagedColumn one = StagedColumn.branch("1");
        long found =
                context.write()
                        .execute(
                                "INSERT INTO %s SELECT 1 FROM %s, %s WHERE %s AND %s.ctid IS NOT DISTINCT FROM %s FOR UPDATE OF %s"
                                        .formatted(
                                                context.write().stage(List.of(one.column())),
                                                target(),
                                                rows.from(),
                                                condition(),
                                                TARGET,
                                                place.sql(),
                                                TARGET));
        if (found < rows.present()) {
            throw HowdahException.of(
                    ErrorKind.SERVER,
                    "40001",
                    "could not serialize access: %d of %d rows of %s were changed by another session meanwhile; run the transaction again"
                            .formatted(
                                    rows.present() - found, rows.present(), scope.target().sql()));
        }
    }

    /**
     * To be called before a statement that changes many rows of one table. PostgreSQL overestimates
     * what it costs to fetch rows by their places where these are in order: a hash join of a
     * million rows of five took four times as long. In several tables each would be looked for.
     *
     * @param later whether the statement runs when its rows are asked for
     */
    void beforeFetching(StagedRows rows, boolean later) {
        if (isFetchedByPlace(rows, later)) {
            JOINS.forEach(join -> context.write().execute("SET LOCAL " + join + " = off"));
        }
    }

    /** To be called after it, with the same arguments. */
    void afterFetching(StagedRows rows, boolean later) {
        if (isFetchedByPlace(rows, later) && !context.write().isAlone()) {
            JOINS.forEach(join -> context.write().execute("SET LOCAL " + join + " TO DEFAULT"));
        }
    }

    private boolean isFetchedByPlace(StagedRows rows, boolean later) {
        return rows.areMany() && !scope.needsTableoid() && (context.write().isAlone() || !later);
    }

    /** To be called after the rows are changed, unless that has failed. */
    void end() {
        if (locks) {
            context.write().execute("CLOSE " + cursor);
        }
    }
}
