package dev.howdah.kuzu.attach;

import dev.howdah.kuzu.cypher.Literal;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the tests of attached databases do over and over. */
final class AttachmentFixture {
    static final Map<String, Literal> NO_OPTIONS = Map.of();

    private AttachmentFixture() {}

    static Optional<String> as(String alias) {
        return Optional.of(alias);
    }

    static Map<String, Literal> schema(String name) {
        return Map.of("schema", new Literal.Text(name));
    }

    static List<String> names(List<SourceTable> tables) {
        return tables.stream().map(table -> table.relation().name()).toList();
    }

    /** The rows that DuckDB finds behind FROM, values with bars between. */
    static List<String> rows(Attachments attachments, String from) throws SQLException {
        try (Statement statement = attachments.stager().connection().createStatement();
                ResultSet rows = statement.executeQuery("FROM " + from)) {
            List<String> result = new ArrayList<>();
            while (rows.next()) {
                List<String> values = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    values.add(rows.getString(i));
                }
                result.add(String.join("|", values));
            }
            return result;
        }
    }

    static List<String> rows(Attachments attachments, SourceTable table) throws SQLException {
        return rows(attachments, table.duckDbName());
    }
}
