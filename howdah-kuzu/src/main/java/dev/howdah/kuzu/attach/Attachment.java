package dev.howdah.kuzu.attach;

import dev.howdah.duckdb.catalog.AttachedColumn;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.jdbc.AttachedPostgres;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.Schema;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An attached PostgreSQL database. */
public final class Attachment {
    private static final String PUBLIC = "public";
    private static final String NO_SUCH_TABLE = "42P01";

    private final String alias;
    private final String schema;
    private final boolean skipsUnsupported;
    private final AttachedDatabase database;
    private final AttachedPostgres duckdb;

    /**
     * @throws HowdahException if the settings name a schema that is not there
     */
    Attachment(
            String alias,
            AttachSettings settings,
            AttachedDatabase database,
            AttachedPostgres duckdb) {
        this.alias = alias;
        this.database = database;
        this.duckdb = duckdb;
        this.skipsUnsupported = settings.skipsUnsupported();
        this.schema =
                settings.schema()
                        .map(wanted -> schemaName(wanted).orElseThrow(() -> unknownSchema(wanted)))
                        .orElse(PUBLIC);
    }

    /** The name by which Cypher knows it. */
    public String alias() {
        return alias;
    }

    /** What DuckDB calls it, not quoted. */
    public String duckDbName() {
        return database.name();
    }

    /** The schema that a table's name alone means. */
    public String schema() {
        return schema;
    }

    /**
     * A relation by its name in any case, an exact match first. An unknown one is looked for again
     * once the catalogue has been read anew.
     *
     * @param schema the schema; if none, the attachment's own
     * @throws HowdahException if it has a column that Kùzu can't take and such tables aren't
     *     skipped
     */
    public Optional<SourceTable> find(Optional<String> schema, String table) throws SQLException {
        Optional<AttachedTable> known = look(schema, table);
        if (known.isEmpty()) {
            refresh();
            known = look(schema, table);
        }
        Optional<SourceTable> found = known.map(this::sourceTable).filter(this::isShown);
        found.ifPresent(UnsupportedColumns::refuse);
        return found;
    }

    /** As {@link #find}, with an error for an unknown one that names what is near. */
    public SourceTable require(Optional<String> schema, String table) throws SQLException {
        Optional<SourceTable> found = find(schema, table);
        if (found.isPresent()) {
            return found.get();
        }
        String label = label(schema.orElse(this.schema), table);
        throw HowdahException.of(
                ErrorKind.USER,
                NO_SUCH_TABLE,
                "Catalog exception: %s does not exist in catalog. %s"
                        .formatted(
                                label, new NearTables(this, database.tables()).of(schema, table)));
    }

    /** The relations of the attachment's schema in name order, as SHOW_TABLES lists them. */
    public List<SourceTable> tables() {
        return shown(schema);
    }

    private List<SourceTable> shown(String schema) {
        return database.tables().stream()
                .filter(table -> table.relation().schema().equals(schema))
                .sorted(Comparator.comparing(table -> table.relation().name()))
                .map(this::sourceTable)
                .filter(this::isShown)
                .toList();
    }

    /**
     * The relations of a schema as PostgreSQL has them, with their keys, in name order; without
     * those that are skipped. An unknown schema is looked for again once the catalogue has been
     * read anew.
     *
     * @throws HowdahException if there is no such schema
     */
    public List<Relation> relations(String schema) throws SQLException {
        Optional<String> known = schemaName(schema);
        if (known.isEmpty()) {
            refresh();
            known = schemaName(schema);
        }
        return shown(known.orElseThrow(() -> unknownSchema(schema))).stream()
                .map(SourceTable::relation)
                .toList();
    }

    /** The quoted call of {@code postgres_query} that DuckDB finds after FROM. */
    public String query(String sql) {
        return "postgres_query("
                + DuckDbLiteral.quote(database.name())
                + ", "
                + DuckDbLiteral.quote(sql)
                + ")";
    }

    /** Reads the catalogue anew; whether it has changed. */
    public boolean refresh() throws SQLException {
        return duckdb.refresh(database);
    }

    /** What errors call a table. */
    String label(String schema, String table) {
        return schema.equals(this.schema)
                ? alias + "." + table
                : alias + "." + schema + "." + table;
    }

    /** Refuses a schema with a table that can't be read, unless such tables are skipped. */
    void requireSupported() {
        tables().forEach(UnsupportedColumns::refuse);
    }

    private Optional<String> schemaName(String wanted) {
        return database.remote().catalog().findSchema(wanted).map(Schema::name);
    }

    private HowdahException unknownSchema(String wanted) {
        return UnknownSchema.of(database.remote().catalog(), wanted);
    }

    private Optional<AttachedTable> look(Optional<String> schema, String table) {
        List<AttachedTable> all = database.tables();
        Optional<String> wanted =
                schema.isEmpty()
                        ? Optional.of(this.schema)
                        : NameMatch.find(
                                all.stream()
                                        .map(each -> each.relation().schema())
                                        .distinct()
                                        .toList(),
                                name -> name,
                                schema.get());
        return wanted.flatMap(
                found ->
                        NameMatch.find(
                                all.stream()
                                        .filter(each -> each.relation().schema().equals(found))
                                        .toList(),
                                each -> each.relation().name(),
                                table));
    }

    private boolean isShown(SourceTable table) {
        return !skipsUnsupported || UnsupportedColumns.find(table).isEmpty();
    }

    private SourceTable sourceTable(AttachedTable table) {
        Relation relation = table.relation();
        String label = label(relation.schema(), relation.name());
        List<ColumnPassage> columns = new ArrayList<>();
        for (AttachedColumn column : table.columns()) {
            columns.add(
                    ColumnPassage.of(
                            label,
                            column.viewName(),
                            Optional.of(column.column().type()),
                            column.mapping().logical(),
                            "h" + columns.size()));
        }
        return new SourceTable(
                label,
                relation,
                Identifier.quote(database.name())
                        + "."
                        + Identifier.quote(table.schema(), table.name()),
                columns);
    }

    @Override
    public String toString() {
        return alias;
    }
}
