package dev.howdah.cli.shell;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Lists tables and views of every attached database for {@code .tables} and {@code .schema}. */
final class CatalogListing implements Listing {
    private static final String RELATIONS =
            """
            WITH relation AS (
              SELECT database_name, schema_name, table_name AS name, sql
              FROM duckdb_tables() WHERE NOT internal
              UNION ALL
              SELECT database_name, schema_name, view_name, sql
              FROM duckdb_views() WHERE NOT internal)
            SELECT {wanted}
            FROM relation
            WHERE name ILIKE $1
            ORDER BY database_name <> current_database(), database_name, schema_name, name
            """;

    /** Names relative to where unqualified names are looked up, for those that are there. */
    private static final String NAMES =
            query(
                    """
                    CASE
                      WHEN database_name = current_database() AND schema_name = current_schema()
                        THEN quoted(name)
                      WHEN database_name = current_database()
                        THEN quoted(schema_name) || '.' || quoted(name)
                      ELSE quoted(database_name) || '.' || quoted(schema_name)
                        || '.' || quoted(name)
                    END""");

    /** An attached table is a view for DuckDB, whose text would tell people nothing. */
    private static final String DEFINITIONS =
            query(
                    """
                    CASE WHEN regexp_matches(sql, 'FROM "?system"?\\.main\\.pg_scan\\([0-9]+\\);?\\s*$')
                      THEN 'CREATE TABLE ' || quoted(database_name) || '.' || quoted(schema_name)
                        || '.' || quoted(name) || '('
                        || (SELECT string_agg(
                              quoted(column_name) || ' ' || data_type, ', ' ORDER BY column_index)
                            FROM duckdb_columns() c
                            WHERE c.database_name = relation.database_name
                              AND c.schema_name = relation.schema_name
                              AND c.table_name = relation.name)
                        || ');'
                      ELSE sql
                    END""");

    private final Connection connection;
    private final Place place;

    CatalogListing(Connection connection) {
        this.connection = connection;
        this.place = new Place(connection);
    }

    @Override
    public void printNames(String pattern, PrintStream out) throws SQLException {
        if (place.isServer()) {
            print(ServerCatalog.relations(orAll(pattern)), out);
        } else {
            print(pattern, NAMES, out);
        }
    }

    @Override
    public void printDefinitions(String pattern, PrintStream out) throws SQLException {
        if (place.isServer()) {
            print(ServerCatalog.definitions(orAll(pattern)), out);
        } else {
            print(pattern, DEFINITIONS, out);
        }
    }

    private void print(String pattern, String query, PrintStream out) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, orAll(pattern));
            try (ResultSet result = statement.executeQuery()) {
                print(result, out);
            }
        }
    }

    private void print(String query, PrintStream out) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            print(result, out);
        }
    }

    private void print(ResultSet result, PrintStream out) throws SQLException {
        while (result.next()) {
            out.println(result.getString(1).strip());
        }
    }

    private static String orAll(String pattern) {
        return pattern.isEmpty() ? "%" : pattern;
    }

    private static String query(String wanted) {
        return RELATIONS
                .replace("{wanted}", wanted)
                .replaceAll(
                        "quoted\\((\\w+)\\)",
                        "CASE WHEN regexp_full_match($1, '[a-z_][a-z0-9_]*') THEN $1"
                                + " ELSE '\"' || replace($1, '\"', '\"\"') || '\"' END");
    }
}
