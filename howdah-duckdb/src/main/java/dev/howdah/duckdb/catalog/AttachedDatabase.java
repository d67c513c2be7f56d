package dev.howdah.duckdb.catalog;

import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.connection.PoolSettings;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.scan.RemoteTransaction;
import dev.howdah.postgres.scan.TransactionScope;
import dev.howdah.postgres.type.MappingOptions;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A PostgreSQL database under the name by which DuckDB knows it. Thread-safe. */
public final class AttachedDatabase {
    private final String name;
    private final AttachOptions options;
    private final PostgresDatabase remote;
    private volatile ViewSet views = ViewSet.EMPTY;

    AttachedDatabase(String name, AttachOptions options, PostgresDatabase remote) {
        this.name = name;
        this.options = options;
        this.remote = remote;
    }

    public String name() {
        return name;
    }

    /** What a prompt calls it. */
    public String display() {
        return options.display().orElse(name);
    }

    public PostgresDatabase remote() {
        return remote;
    }

    /** A consistent view of the database for the reads of the scope; the caller ends it. */
    public RemoteTransaction begin(TransactionScope scope) {
        return remote.begin(scope);
    }

    /** Lends its connections by other rules from now on. */
    public synchronized void configurePool(UnaryOperator<PoolSettings> change) {
        remote.configurePool(change.apply(remote.poolSettings()));
    }

    /** The schema, as DuckDB knows it, that a name without a schema means. */
    public String defaultSchema() {
        return options.defaultSchema();
    }

    /** Whether DuckDB shows a schema of this name. */
    public boolean hasSchema(String schema) {
        return views.hasSchema(schema);
    }

    /** The table that DuckDB finds under this name. */
    public Optional<AttachedTable> findTable(String schema, String table) {
        return views.findFolded(schema, table);
    }

    /** All tables that DuckDB shows. */
    public List<AttachedTable> tables() {
        return views.schemas().values().stream()
                .flatMap(schema -> schema.tables().values().stream())
                .toList();
    }

    ViewSet views() {
        return views;
    }

    void setViews(ViewSet views) {
        this.views = views;
    }

    /** The views that show the catalogue as it is now. */
    ViewSet currentViews(TableIndex index, MappingOptions mapping) {
        return ViewSet.of(remote.catalog(), mapping, views, index::nextId);
    }

    /** Fails if an option names a schema that is not there. */
    void requireSchemas() {
        for (String schema : options.schemas().orElse(List.of())) {
            if (remote.catalog().findSchema(schema).isEmpty()) {
                throw HowdahException.of(
                        dev.howdah.postgres.error.ErrorKind.USER,
                        "3F000",
                        "There is no schema \"%s\" in the PostgreSQL database \"%s\""
                                .formatted(schema, name));
            }
        }
    }

    /** A relation by PostgreSQL's own names. */
    Optional<Relation> findRelation(String schema, String relation) {
        return remote.findRelation(schema, relation);
    }

    @Override
    public String toString() {
        return name;
    }
}
