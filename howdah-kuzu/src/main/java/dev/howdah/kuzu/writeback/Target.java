package dev.howdah.kuzu.writeback;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.postgres.sql.Identifier;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;

/**
 * The table that rows go to.
 *
 * @param label what messages call it
 * @param schema as written; none means the attachment's own
 */
record Target(Attachment attachment, String label, Optional<String> schema, String table) {
    static Target of(Attachment attachment, List<String> name) {
        return new Target(
                attachment,
                String.join(".", name),
                name.size() > 2 ? Optional.of(name.get(1)) : Optional.empty(),
                name.getLast());
    }

    /** The table, if it is there. */
    Optional<SourceTable> find() throws SQLException {
        return attachment.find(schema, table);
    }

    /** DuckDB's SQL that makes the table. */
    String create(List<String> columns, List<ColumnForm> forms) {
        StringJoiner definitions = new StringJoiner(", ", " (", ")");
        for (int i = 0; i < columns.size(); i++) {
            definitions.add(Identifier.quote(columns.get(i)) + " " + forms.get(i).created());
        }
        return "CREATE TABLE " + created() + definitions;
    }

    /** What DuckDB calls a table that {@link #create} has made. */
    String created() {
        return String.join(
                ".",
                Identifier.quote(attachment.duckDbName()),
                Identifier.quote(schema.orElseGet(attachment::schema)),
                Identifier.quote(table));
    }

    /** An INSERT into these columns, up to the query. */
    static String insert(String table, List<String> columns) {
        StringJoiner list = new StringJoiner(", ", " (", ") ");
        columns.forEach(column -> list.add(Identifier.quote(column)));
        return "INSERT INTO " + table + list;
    }
}
