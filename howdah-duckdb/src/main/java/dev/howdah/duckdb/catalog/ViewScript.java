package dev.howdah.duckdb.catalog;

import dev.howdah.duckdb.catalog.ViewSet.SchemaViews;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.postgres.sql.Identifier;

import java.util.Optional;
import java.util.StringJoiner;

/** Writes the statements that turn one set of views into another, as one batch. */
final class ViewScript {
    /** Every DuckDB database has this schema and none can be without it. */
    private static final String MAIN = "main";

    private final String database;
    private final StringBuilder sql = new StringBuilder();

    private ViewScript(String database) {
        this.database = Identifier.quote(database);
    }

    /** The batch, or nothing if both sets look the same. */
    static Optional<String> between(String database, ViewSet before, ViewSet after) {
        ViewScript script = new ViewScript(database);
        script.dropWhatIsGone(before, after);
        script.createWhatIsNew(before, after);
        return script.sql.isEmpty()
                ? Optional.empty()
                : Optional.of("BEGIN;\n" + script.sql + "COMMIT;");
    }

    private void dropWhatIsGone(ViewSet before, ViewSet after) {
        for (SchemaViews schema : before.schemas().values()) {
            SchemaViews kept = after.schemas().get(schema.name());
            if (kept == null && !schema.name().equals(MAIN)) {
                add("DROP SCHEMA IF EXISTS " + qualified(schema.name()) + " CASCADE");
                continue;
            }
            for (AttachedTable table : schema.tables().values()) {
                if (kept == null || !kept.tables().containsKey(table.name())) {
                    add("DROP VIEW IF EXISTS " + qualified(table));
                }
            }
        }
    }

    private void createWhatIsNew(ViewSet before, ViewSet after) {
        for (SchemaViews schema : after.schemas().values()) {
            if (!before.schemas().containsKey(schema.name())) {
                add("CREATE SCHEMA IF NOT EXISTS " + qualified(schema.name()));
            }
            for (AttachedTable table : schema.tables().values()) {
                Optional<AttachedTable> known = before.find(schema.name(), table.name());
                if (known.isEmpty() || known.get().id() != table.id()) {
                    createView(table);
                }
            }
        }
    }

    /** A list of names costs DuckDB's parser much less than as many expressions. */
    private void createView(AttachedTable table) {
        StringJoiner columns = new StringJoiner(", ");
        for (AttachedColumn column : table.columns()) {
            columns.add(Identifier.quote(column.viewName()));
        }
        add(
                "CREATE OR REPLACE VIEW %s(%s) AS FROM system.main.pg_scan(%d)"
                        .formatted(qualified(table), columns, table.id()));
        table.relation().comment().ifPresent(text -> comment("VIEW", qualified(table), text));
        for (AttachedColumn column : table.columns()) {
            column.column()
                    .comment()
                    .ifPresent(
                            text ->
                                    comment(
                                            "COLUMN",
                                            qualified(table)
                                                    + "."
                                                    + Identifier.quote(column.viewName()),
                                            text));
        }
    }

    private void comment(String kind, String name, String text) {
        add("COMMENT ON " + kind + " " + name + " IS " + DuckDbLiteral.quote(text));
    }

    private void add(String statement) {
        sql.append(statement).append(";\n");
    }

    private String qualified(String schema) {
        return database + "." + Identifier.quote(schema);
    }

    private String qualified(AttachedTable table) {
        return qualified(table.schema()) + "." + Identifier.quote(table.name());
    }
}
