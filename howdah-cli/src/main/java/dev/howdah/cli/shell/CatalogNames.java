package dev.howdah.cli.shell;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The names that can be completed: asked of the engine, so attached tables are among them. */
final class CatalogNames implements Names {
    private static final String QUALIFIED =
            """
            SELECT database_name AS name, 'database' AS kind FROM duckdb_databases() WHERE NOT internal
            UNION SELECT schema_name, 'schema' FROM duckdb_schemas() WHERE NOT internal
            UNION SELECT database_name || '.' || schema_name, 'schema'
              FROM duckdb_schemas() WHERE NOT internal
            UNION SELECT unnest([r.name, r.schema_name || '.' || r.name,
                r.database_name || '.' || r.name,
                r.database_name || '.' || r.schema_name || '.' || r.name]), r.kind
              FROM (SELECT database_name, schema_name, table_name AS name, 'table' AS kind
                    FROM duckdb_tables() WHERE NOT internal
                    UNION ALL
                    SELECT database_name, schema_name, view_name, 'table'
                    FROM duckdb_views() WHERE NOT internal) r
            UNION SELECT column_name, 'column' FROM duckdb_columns() WHERE NOT internal
            """;

    /** What a letter or more must be typed of: there are hundreds. */
    private static final String FUNCTIONS_AND_SETTINGS =
            """
            SELECT DISTINCT function_name, 'function' FROM duckdb_functions()
              WHERE regexp_full_match(function_name, '[a-z_][a-z0-9_]*')
            UNION SELECT name, 'setting' FROM duckdb_settings()
            """;

    private static final String KEYWORDS = "SELECT keyword_name, 'keyword' FROM duckdb_keywords()";

    private final Connection connection;
    private final Place place;
    private final Map<Boolean, Set<String>> keywords = new HashMap<>();

    CatalogNames(Connection connection, Place place) {
        this.connection = connection;
        this.place = place;
    }

    @Override
    public Set<String> keywords() {
        boolean server = place.isServer();
        Set<String> known = keywords.get(server);
        if (known == null) {
            known = new HashSet<>();
            for (Name name : query(server ? ServerCatalog.KEYWORDS : KEYWORDS)) {
                known.add(name.text().toLowerCase(Locale.ROOT));
            }
            if (!known.isEmpty()) {
                keywords.put(server, known);
            } else {
                known = keywords.getOrDefault(!server, known);
            }
        }
        return known;
    }

    /** Databases, schemas, tables in each way to write them, and columns. */
    @Override
    public List<Name> names(String start) {
        return query(place.isServer() ? ServerCatalog.NAMES : QUALIFIED);
    }

    /** DuckDB's functions and settings, Howdah's among them; a server's are not known. */
    @Override
    public List<Name> functionsAndSettings() {
        return place.isServer() ? List.of() : query(FUNCTIONS_AND_SETTINGS);
    }

    /** Completion must not disturb typing: what can't be asked now is left out. */
    private List<Name> query(String sql) {
        List<Name> names = new ArrayList<>();
        if (!place.mayBeAsked()) {
            return names;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                names.add(new Name(result.getString(1), result.getString(2)));
            }
        } catch (SQLException failedTransaction) {
            return List.of();
        }
        return names;
    }
}
