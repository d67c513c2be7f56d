package dev.howdah.duckdb.change.ddl;

import dev.howdah.postgres.sql.Identifier;

/** The name of a thing in a schema as PostgreSQL stores it. */
record QualifiedName(String schema, String name) {
    String sql() {
        return Identifier.quote(schema, name);
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }
}
