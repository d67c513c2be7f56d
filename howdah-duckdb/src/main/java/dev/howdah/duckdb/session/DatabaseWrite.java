package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.settings.ShownQueries;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteQuery;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.WriterLease;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.WriteColumn;
import dev.howdah.postgres.write.CopyLoad;
import dev.howdah.postgres.write.LoadTarget;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What one statement does to an attached PostgreSQL: in the transaction of several statements if
 * there is one, else in its own. Unless it is completed, nothing of it remains. Used by the
 * statement's thread, except for {@link #cancel()}.
 */
public final class DatabaseWrite implements AutoCloseable {
    private final Session session;
    private final AttachedDatabase database;
    private final RemoteTransaction transaction;
    private final boolean alone;
    private final boolean twoPhase;
    private final ShownQueries shown;

    private final List<String> staged = new ArrayList<>();
    private final Map<Integer, ReturnedRows> returned = new LinkedHashMap<>();
    private volatile @Nullable WriterLease held;
    private volatile boolean cancelled;
    private boolean reached;
    private boolean redefined;
    private boolean ended;

    DatabaseWrite(
            Session session,
            AttachedDatabase database,
            RemoteTransaction transaction,
            boolean alone,
            SettingValues settings) {
        this.session = session;
        this.database = database;
        this.transaction = transaction;
        this.alone = alone;
        this.twoPhase = !alone && settings.twoPhaseCommit();
        this.shown = ShownQueries.of(settings);
    }

    public AttachedDatabase database() {
        return database;
    }

    RemoteTransaction transaction() {
        return transaction;
    }

    /** Whether the statement is a transaction by itself. */
    public boolean isAlone() {
        return alone;
    }

    /**
     * Makes sure that the database can be read on other connections while this one writes. To be
     * asked before anything is written.
     *
     * @return false if that can't be; then whatever is read must be read before
     */
    public boolean reserveReaders() {
        if (held == null && !reached) {
            held = transaction.openWriter(true, () -> cancelled).orElse(null);
        }
        return held != null;
    }

    /**
     * Runs one statement on the server.
     *
     * @return the rows that it changed, -1 if it changes none
     */
    public long execute(String sql) {
        show(sql);
        return withWriter(writer -> remote().execute(writer, sql));
    }

    /**
     * Runs several statements on the server, in one message.
     *
     * @return the rows that each of them changed
     */
    public long[] executeAll(List<String> statements) {
        statements.forEach(this::show);
        return withWriter(writer -> remote().executeAll(writer, statements));
    }

    /** Starts a load; until it ends nothing else can be done on the server. */
    public CopyLoad load(LoadTarget target) {
        show("COPY " + target.relation() + " FROM STDIN");
        hold();
        return remote().load(writer(), target);
    }

    /**
     * Makes a table in which rows can wait, for the time of this statement.
     *
     * @return its name as SQL
     */
    public String stage(List<WriteColumn> columns) {
        String unique = UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        String name = "howdah_" + unique;
        String definitions =
                columns.stream()
                        .map(
                                column ->
                                        Identifier.quote(column.name())
                                                + " "
                                                + Identifier.quote(
                                                        column.type().schema(),
                                                        column.type().name()))
                        .collect(Collectors.joining(", ", " (", ")"));
        String table;
        // A transaction that has used a temporary table can't be prepared.
        if (twoPhase) {
            table = Identifier.quote(database.defaultSchema(), name);
            execute("CREATE UNLOGGED TABLE " + table + definitions);
        } else {
            table = "pg_temp." + Identifier.quote(name);
            execute(
                    "CREATE TEMP TABLE "
                            + Identifier.quote(name)
                            + definitions
                            + " ON COMMIT DROP");
        }
        staged.add(table);
        return table;
    }

    /**
     * A statement with RETURNING (or any other that gives rows), as a table for DuckDB's FROM: the
     * server runs it when DuckDB reads that table, which must happen once. The table's columns have
     * the names and types that the server describes, read as those of attached tables.
     */
    public String returning(String sql) {
        return returning(prepare(sql));
    }

    /**
     * As {@link #returning(String)}, with columns as they are read from an attached table: the
     * server does not say how many dimensions an array was declared with.
     *
     * @param columns of the result, which the statement writes as they want to be selected
     */
    public String returning(String sql, List<ColumnMapping> columns) {
        RemoteQuery described = prepare(sql);
        List<RemoteQuery.Column> read = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            RemoteQuery.Column column = described.columns().get(i);
            // A composite that the server has rebuilt has lost its type, and comes as text.
            read.add(
                    columns.get(i).selection() instanceof ColumnMapping.Selection.Rebuilt
                            ? column
                            : new RemoteQuery.Column(column.name(), columns.get(i), false));
        }
        return returning(new RemoteQuery(described.prepared(), read));
    }

    private RemoteQuery prepare(String sql) {
        show(sql);
        hold();
        return remote().prepareQuery(writer(), sql, session.databases().mapping());
    }

    private String returning(RemoteQuery query) {
        WriterLease writer = writer();
        ReturnedRows rows =
                new ReturnedRows(database, query, () -> remote().query(writer, query, List.of()));
        int id = session.expectRows(rows);
        returned.put(id, rows);
        return "system.main.pg_returning(" + id + ")";
    }

    /** The rows that {@link #returning} has given so far. */
    public long returnedRows() {
        return returned.values().stream().mapToLong(ReturnedRows::count).sum();
    }

    /** Says that relations, types or schemas were changed, so that the catalogue is read again. */
    public void catalogChanged() {
        redefined = true;
    }

    /** Asks the server to stop what it does for this statement; nothing more is sent. */
    void cancel() {
        cancelled = true;
        WriterLease writer = held;
        if (writer != null) {
            writer.cancel();
        }
    }

    /**
     * Keeps what was done, for good if the statement is a transaction by itself.
     *
     * @throws HowdahException if the server can't; then nothing is kept
     */
    public void complete() throws SQLException {
        requireAllReturned();
        requireWanted();
        if (!alone || twoPhase) {
            staged.forEach(table -> execute("DROP TABLE " + table));
        }
        release(true);
        if (alone) {
            transaction.commit();
        }
        if (redefined) {
            showCatalog();
        }
        end();
    }

    private void showCatalog() throws SQLException {
        if (alone) {
            try {
                session.databases().refresh(database);
            } catch (SQLException | HowdahException unreachable) {
                // It is committed; a name that is not known lets the catalogue be read again.
            }
        } else {
            session.transactions().noteRedefined(database);
            session.databases().refresh(database, transaction);
            session.catalogueChanged();
        }
    }

    private void requireAllReturned() {
        for (ReturnedRows rows : returned.values()) {
            if (!rows.hasEnded()) {
                throw HowdahException.unsupported(
                        "RETURNING needs a result that is complete before the change is committed;"
                                + " connect without jdbc_stream_results");
            }
        }
    }

    /** Takes everything back unless it is complete. Idempotent; never throws. */
    @Override
    public void close() {
        if (ended) {
            return;
        }
        release(false);
        if (!alone && reached) {
            session.transactions().abort();
        }
        end();
    }

    private void end() {
        ended = true;
        returned.keySet().forEach(session::forgetRows);
        if (alone) {
            transaction.close();
        }
        session.writeEnded(this);
    }

    private interface Work<T> {
        T with(WriterLease writer);
    }

    /** Uses the writing connection; afterwards others may read on it, unless it is held. */
    private <T> T withWriter(Work<T> work) {
        if (held != null) {
            reached = true;
            return work.with(writer());
        }
        hold();
        T result = work.with(writer());
        release(true);
        return result;
    }

    private void hold() {
        if (held == null) {
            Optional<WriterLease> writer = transaction.openWriter(false, () -> cancelled);
            held = writer.orElseThrow();
        }
        reached = true;
    }

    private WriterLease writer() {
        requireWanted();
        return java.util.Objects.requireNonNull(held);
    }

    private void requireWanted() {
        if (cancelled) {
            throw HowdahException.of(ErrorKind.CANCELLED, "The statement was cancelled");
        }
    }

    private void release(boolean succeeded) {
        WriterLease writer = held;
        held = null;
        if (writer != null) {
            if (succeeded || !reached) {
                writer.complete();
            }
            writer.close();
        }
    }

    private PostgresDatabase remote() {
        return database.remote();
    }

    private void show(String sql) {
        shown.show(database.name(), sql);
    }
}
