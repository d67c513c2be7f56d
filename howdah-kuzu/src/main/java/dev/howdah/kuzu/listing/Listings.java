package dev.howdah.kuzu.listing;

import com.kuzudb.Value;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Source;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.catalog.Relation;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Lists attached databases and their tables along with Kùzu's own. */
public final class Listings {
    private static final String KIND = "POSTGRES";

    private final StatementRun run;

    public Listings(StatementRun run) {
        this.run = run;
    }

    /**
     * A DuckDB query with the columns, names and types that Kùzu's function has; empty if the
     * function is Kùzu's alone to answer, as for one of its own tables.
     */
    public Optional<String> query(Source source) throws SQLException {
        List<Attachment> attached = run.attachments().all();
        if (attached.isEmpty()) {
            return Optional.empty();
        }
        if (source instanceof Source.ShowAttachedDatabases) {
            return Optional.of(databases(attached));
        } else if (source instanceof Source.ShowTables) {
            return Optional.of(tables(attached));
        } else if (source instanceof Source.TableInfo info) {
            Optional<SourceTable> table = find(info.table());
            return table.map(Listings::columns);
        }
        return Optional.empty();
    }

    private String databases(List<Attachment> attached) {
        ListedRows rows =
                new ListedRows().column("name", "VARCHAR").column("database type", "VARCHAR");
        addKuzuRows(rows, "CALL SHOW_ATTACHED_DATABASES() RETURN name, `database type`");
        attached.forEach(each -> rows.add(each.alias(), KIND));
        return rows.query();
    }

    private String tables(List<Attachment> attached) {
        ListedRows rows =
                new ListedRows()
                        .column("id", "UBIGINT")
                        .column("name", "VARCHAR")
                        .column("type", "VARCHAR")
                        .column("database name", "VARCHAR")
                        .column("comment", "VARCHAR");
        addKuzuRows(rows, "CALL SHOW_TABLES() RETURN id, name, type, `database name`, comment");
        for (Attachment each : attached) {
            for (SourceTable table : each.tables()) {
                rows.add(
                        Integer.toUnsignedString(table.relation().oid()),
                        table.relation().name(),
                        "ATTACHED",
                        each.alias() + "(" + KIND + ")",
                        table.relation().comment().orElse(""));
            }
        }
        return rows.query();
    }

    private void addKuzuRows(ListedRows rows, String cypher) {
        run.graph()
                .list(
                        cypher,
                        row -> {
                            String[] values = new String[rows.width()];
                            for (int i = 0; i < values.length; i++) {
                                try (Value value = row.getValue(i)) {
                                    values[i] = value.isNull() ? "" : value.toString();
                                }
                            }
                            return values;
                        })
                .forEach(rows::add);
    }

    private static String columns(SourceTable table) {
        List<String> key =
                table.relation().keys().stream()
                        .filter(Relation.Key.Primary.class::isInstance)
                        .findFirst()
                        .map(Relation.Key::columns)
                        .orElse(List.of());
        ListedRows rows =
                new ListedRows()
                        .column("property id", "INTEGER")
                        .column("name", "VARCHAR")
                        .column("type", "VARCHAR")
                        .column("default expression", "VARCHAR")
                        .column("primary key", "BOOLEAN");
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i) instanceof StagedColumn column) {
                boolean isKey = key.contains(table.relation().columns().get(i).name());
                rows.add(
                        Integer.toString(i),
                        column.name(),
                        column.type(),
                        "NULL",
                        Boolean.toString(isKey));
            }
        }
        return rows.query();
    }

    /** The attached table that a text means; empty if Kùzu must say what it means. */
    private Optional<SourceTable> find(Literal literal) throws SQLException {
        List<String> parts = text(literal).map(TableNameText::parts).orElse(List.of());
        if (parts.size() == 1) {
            String name = parts.getFirst();
            Optional<Attachment> chosen = run.attachments().defaultDatabase();
            return chosen.isEmpty() || run.session().tables().find(name).isPresent()
                    ? Optional.empty()
                    : chosen.get().find(Optional.empty(), name);
        }
        Optional<Attachment> database =
                parts.size() == 2 || parts.size() == 3
                        ? run.attachments().find(parts.getFirst())
                        : Optional.empty();
        if (database.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> schema = parts.size() == 3 ? Optional.of(parts.get(1)) : Optional.empty();
        return Optional.of(database.get().require(schema, parts.getLast()));
    }

    private Optional<String> text(Literal literal) {
        if (literal instanceof Literal.Text text) {
            return Optional.of(text.value());
        }
        if (literal instanceof Literal.Parameter parameter) {
            Value value = run.parameters().get(parameter.name());
            return value == null || value.isNull() ? Optional.empty() : string(value);
        }
        return Optional.empty();
    }

    private static Optional<String> string(Value value) {
        return value.<Object>getValue() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }
}
