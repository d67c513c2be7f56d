package dev.howdah.duckdb.session;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedDatabases;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.postgres.sql.Identifier;

import org.duckdb.DuckDBConnection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the default schema of each attached database at the end of a connection's search path: only
 * so does DuckDB take {@code pg.t} for {@code pg.public.t}. An entry of a database that is gone
 * would make every look-up fail, so it must go as well.
 */
public final class SearchPath {
    private final DuckDBConnection duckdb;
    private final AttachedDatabases databases;
    private List<Entry> users = List.of();
    private List<Entry> appended = List.of();
    private long knownVersion;

    /** A schema on the path. */
    public record Entry(String database, String schema) {
        private String sql() {
            return Identifier.quote(database) + "." + Identifier.quote(schema);
        }
    }

    SearchPath(DuckDBConnection duckdb, AttachedDatabases databases) {
        this.duckdb = duckdb;
        this.databases = databases;
    }

    /** The path as the user has set it. */
    public List<Entry> users() throws SQLException {
        if (users.isEmpty()) {
            users = read();
        }
        return users;
    }

    /** A query with the names that SHOW TABLES lists for the path as the user has set it. */
    public String showTables() throws SQLException {
        String schemas =
                Stream.concat(Stream.of(new Entry("temp", "main")), users().stream())
                        .map(
                                entry ->
                                        "(%s, %s)"
                                                .formatted(
                                                        DuckDbLiteral.quote(entry.database()),
                                                        DuckDbLiteral.quote(entry.schema())))
                        .collect(Collectors.joining(", "));
        return "SELECT name FROM (SELECT database_name, schema_name, table_name AS name"
                + " FROM duckdb_tables() UNION ALL SELECT database_name, schema_name, view_name"
                + " FROM duckdb_views() WHERE NOT internal)"
                + " WHERE (database_name, schema_name) IN ("
                + schemas
                + ") ORDER BY name";
    }

    /** Brings the path up to date if a database came or went. */
    void update() throws SQLException {
        if (knownVersion != databases.version()) {
            long version = databases.version();
            write();
            knownVersion = version;
        }
    }

    /** Reads the path that the user has just set, and appends to it. */
    void userChanged() throws SQLException {
        users = List.of();
        appended = List.of();
        write();
        knownVersion = databases.version();
    }

    private void write() throws SQLException {
        List<Entry> wanted = new ArrayList<>();
        for (AttachedDatabase database : databases.all()) {
            Entry entry = new Entry(database.name(), database.defaultSchema());
            if (database.hasSchema(entry.schema()) && !users().contains(entry)) {
                wanted.add(entry);
            }
        }
        if (wanted.equals(appended)) {
            return;
        }
        List<Entry> path = new ArrayList<>(users());
        path.addAll(wanted);
        String text = path.stream().map(Entry::sql).collect(Collectors.joining(","));
        try (Statement statement = duckdb.createStatement()) {
            statement.execute("SET search_path = " + DuckDbLiteral.quote(text));
        }
        appended = wanted;
    }

    private List<Entry> read() throws SQLException {
        try (Statement statement = duckdb.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT current_setting('search_path'), current_database(),"
                                        + " current_schema()")) {
            rows.next();
            String text = rows.getString(1);
            Entry fallback = new Entry(rows.getString(2), rows.getString(3));
            return text == null || text.isBlank() ? List.of(fallback) : parse(text, fallback);
        }
    }

    private static List<Entry> parse(String text, Entry fallback) {
        List<Entry> entries = new ArrayList<>();
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ',';
            if (c == '"') {
                quoted = !quoted;
                if (quoted && i > 0 && text.charAt(i - 1) == '"') {
                    part.append('"');
                }
            } else if (quoted || (c != '.' && c != ',')) {
                part.append(c);
            } else {
                parts.add(part.toString().strip());
                part.setLength(0);
                if (c == ',') {
                    entries.add(
                            parts.size() == 1
                                    ? new Entry(fallback.database(), parts.getFirst())
                                    : new Entry(parts.get(0), parts.get(1)));
                    parts.clear();
                }
            }
        }
        return List.copyOf(entries);
    }
}
