package dev.howdah.duckdb.change;

import dev.howdah.duckdb.change.ddl.CopiedTable;
import dev.howdah.duckdb.statement.ChangeStatement.CreateIndex;
import dev.howdah.duckdb.statement.ChangeStatement.CreateTable;
import dev.howdah.duckdb.statement.ChangeStatement.CreateView;
import dev.howdah.duckdb.statement.ChangeStatements;
import dev.howdah.duckdb.statement.ObjectName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a database of DuckDB's own consists of, as DuckDB describes it. */
final class LocalCatalog {
    private final Connection duckdb;
    private final String database;

    /** Something that lies in a schema, and the statement that made it. */
    record Entry(String schema, String name, String sql) {}

    /** An enum of DuckDB's. */
    record EnumType(String schema, String name, List<String> labels) {}

    private interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    LocalCatalog(Connection duckdb, String database) {
        this.duckdb = duckdb;
        this.database = database;
    }

    /** A database's name as DuckDB writes it. */
    static Optional<String> nameOf(Connection duckdb, String database) throws SQLException {
        String sql =
                "SELECT database_name FROM duckdb_databases() WHERE lower(database_name) = lower(?)";
        try (PreparedStatement query = duckdb.prepareStatement(sql)) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
            }
        }
    }

    List<String> schemas() throws SQLException {
        return rows(
                "SELECT schema_name FROM duckdb_schemas() WHERE database_name = ? AND NOT internal"
                        + " ORDER BY schema_name",
                row -> row.getString(1));
    }

    List<EnumType> enums() throws SQLException {
        return rows(
                "SELECT schema_name, type_name, labels FROM duckdb_types() WHERE database_name = ?"
                        + " AND NOT internal AND logical_type = 'ENUM' ORDER BY type_oid",
                row -> {
                    List<String> labels = new ArrayList<>();
                    for (Object label : (Object[]) row.getArray(3).getArray()) {
                        labels.add(String.valueOf(label));
                    }
                    return new EnumType(row.getString(1), row.getString(2), labels);
                });
    }

    /** The next value of a sequence that has been used is where it starts anew. */
    List<Entry> sequences() throws SQLException {
        return rows(
                """
                SELECT schema_name, sequence_name, format(
                  'INCREMENT BY {} MINVALUE {} MAXVALUE {} START WITH {} {}',
                  increment_by, min_value, max_value,
                  CASE WHEN last_value + increment_by BETWEEN min_value AND max_value
                    THEN last_value + increment_by ELSE start_value END,
                  CASE WHEN "cycle" THEN 'CYCLE' ELSE 'NO CYCLE' END)
                FROM duckdb_sequences() WHERE database_name = ? AND NOT temporary
                ORDER BY sequence_oid
                """,
                LocalCatalog::entry);
    }

    /** The tables under the names that they get in another database. */
    List<CopiedTable> tables(String target) throws SQLException {
        List<CopiedTable> tables = new ArrayList<>();
        for (Entry entry :
                entries("duckdb_tables()", "schema_name, table_name, sql", "table_oid")) {
            if (ChangeStatements.parse(entry.sql()) instanceof CreateTable table) {
                tables.add(
                        new CopiedTable(
                                table, ObjectName.of(target, entry.schema(), entry.name())));
            }
        }
        return tables;
    }

    /** An index, and the table that it is of. */
    record LocalIndex(String schema, String table, CreateIndex index) {}

    List<LocalIndex> indexes() throws SQLException {
        List<LocalIndex> indexes = new ArrayList<>();
        for (Entry entry :
                rows(
                        "SELECT schema_name, table_name, sql FROM duckdb_indexes() WHERE"
                                + " database_name = ? AND sql IS NOT NULL ORDER BY index_oid",
                        LocalCatalog::entry)) {
            if (ChangeStatements.parse(withoutEnd(entry.sql())) instanceof CreateIndex index) {
                indexes.add(new LocalIndex(entry.schema(), entry.name(), index));
            }
        }
        return indexes;
    }

    /** A view and where it lies. */
    record LocalView(String schema, String name, CreateView view) {}

    /** In the order in which they were made, so that none comes before one that it reads. */
    List<LocalView> views() throws SQLException {
        List<LocalView> views = new ArrayList<>();
        for (Entry entry : entries("duckdb_views()", "schema_name, view_name, sql", "view_oid")) {
            if (ChangeStatements.parse(withoutEnd(entry.sql())) instanceof CreateView view) {
                views.add(new LocalView(entry.schema(), entry.name(), view));
            }
        }
        return views;
    }

    private List<Entry> entries(String source, String columns, String order) throws SQLException {
        return rows(
                "SELECT "
                        + columns
                        + " FROM "
                        + source
                        + " WHERE database_name = ? AND NOT internal AND NOT temporary ORDER BY "
                        + order,
                row -> new Entry(row.getString(1), row.getString(2), withoutEnd(row.getString(3))));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getString(1), row.getString(2), row.getString(3));
    }

    private static String withoutEnd(String sql) {
        String text = sql.strip();
        return text.endsWith(";") ? text.substring(0, text.length() - 1) : text;
    }

    private <T> List<T> rows(String sql, Reader<T> reader) throws SQLException {
        try (PreparedStatement query = duckdb.prepareStatement(sql)) {
            query.setString(1, database);
            try (ResultSet rows = query.executeQuery()) {
                List<T> result = new ArrayList<>();
                while (rows.next()) {
                    result.add(reader.read(rows));
                }
                return result;
            }
        }
    }
}
