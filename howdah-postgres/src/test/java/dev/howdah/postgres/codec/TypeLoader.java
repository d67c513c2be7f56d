package dev.howdah.postgres.codec;

import dev.howdah.postgres.type.PgType;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads types out of a server's catalogue, one by one: enough for tests. */
record TypeLoader(Connection connection) {
    private static final String TYPE =
            "SELECT n.nspname, t.typname, t.typtype, t.typbasetype, t.typtypmod, t.typrelid, t.typndims,"
                    + " coalesce((SELECT e.oid FROM pg_type e WHERE e.typarray = t.oid), 0)"
                    + " FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace"
                    + " WHERE t.oid = ?::oid";
    private static final String LABELS =
            "SELECT enumlabel FROM pg_enum WHERE enumtypid = ?::oid ORDER BY enumsortorder";
    private static final String ATTRIBUTES =
            "SELECT attname, atttypid, atttypmod, attndims FROM pg_attribute"
                    + " WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum";

    PgType load(long oid) throws SQLException {
        try (PreparedStatement statement = prepare(TYPE, oid);
                ResultSet row = statement.executeQuery()) {
            row.next();
            String schema = row.getString(1);
            String name = row.getString(2);
            int id = (int) oid;
            if (row.getLong(8) != 0) {
                return new PgType.Array(id, schema, name, load(row.getLong(8)));
            }
            return switch (row.getString(3)) {
                case "e" -> new PgType.Enumeration(id, schema, name, labels(oid));
                case "d" ->
                        new PgType.Domain(
                                id,
                                schema,
                                name,
                                load(row.getLong(4)),
                                row.getInt(5),
                                row.getInt(7));
                case "c" -> new PgType.Composite(id, schema, name, attributes(row.getLong(6)));
                default -> new PgType.Base(id, schema, name);
            };
        }
    }

    /** The columns of a relation, or the attributes of a composite type. */
    List<PgType.Attribute> attributes(long relation) throws SQLException {
        List<PgType.Attribute> attributes = new ArrayList<>();
        try (PreparedStatement statement = prepare(ATTRIBUTES, relation);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                attributes.add(
                        new PgType.Attribute(
                                rows.getString(1),
                                load(rows.getLong(2)),
                                rows.getInt(3),
                                rows.getInt(4)));
            }
        }
        return attributes;
    }

    private List<String> labels(long oid) throws SQLException {
        List<String> labels = new ArrayList<>();
        try (PreparedStatement statement = prepare(LABELS, oid);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                labels.add(rows.getString(1));
            }
        }
        return labels;
    }

    private PreparedStatement prepare(String sql, long oid) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setLong(1, oid);
        return statement;
    }
}
