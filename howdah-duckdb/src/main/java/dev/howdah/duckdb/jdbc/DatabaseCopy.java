package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.catalog.AttachedTable;
import dev.howdah.duckdb.statement.ParsedStatement.CopyDatabase;
import dev.howdah.postgres.sql.Identifier;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** COPY FROM DATABASE of an attached database as statements that DuckDB knows. */
final class DatabaseCopy {
    private DatabaseCopy() {}

    /** Every relation becomes a table; DuckDB's own statement would copy the views as such. */
    static List<String> statements(CopyDatabase copy, AttachedDatabase source) {
        List<String> statements = new ArrayList<>();
        String target = Identifier.quote(copy.target());
        Set<String> schemas = new LinkedHashSet<>();
        for (AttachedTable table : source.tables()) {
            if (copy.schema() && schemas.add(table.schema())) {
                statements.add(
                        "CREATE SCHEMA IF NOT EXISTS "
                                + target
                                + "."
                                + Identifier.quote(table.schema()));
            }
            String name = Identifier.quote(table.schema(), table.name());
            String from = " FROM " + Identifier.quote(source.name()) + "." + name;
            if (!copy.schema()) {
                statements.add("INSERT INTO " + target + "." + name + from);
            } else {
                statements.add(
                        "CREATE TABLE "
                                + target
                                + "."
                                + name
                                + " AS"
                                + from
                                + (copy.data() ? "" : " LIMIT 0"));
            }
        }
        return statements;
    }
}
