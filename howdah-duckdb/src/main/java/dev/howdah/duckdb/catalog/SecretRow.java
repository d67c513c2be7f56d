package dev.howdah.duckdb.catalog;

import dev.howdah.postgres.connection.ConnectionKeys;
import dev.howdah.postgres.secret.Secret;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * A secret as {@code duckdb_secrets()} lists it.
 *
 * @param text all that is in it, with {@code redacted} in place of what must not be shown
 */
public record SecretRow(
        String name,
        String type,
        String provider,
        boolean persistent,
        String storage,
        List<String> scope,
        String text) {
    private static final String POSTGRES = "postgres";

    public SecretRow {
        scope = List.copyOf(scope);
    }

    /** One of ours. */
    public static SecretRow of(Secret secret) {
        StringJoiner text = new StringJoiner(";");
        text.add("name=" + secret.name());
        text.add("type=" + POSTGRES);
        text.add("provider=" + secret.provider());
        text.add("serializable=true");
        text.add(secret.scope().isEmpty() ? "scope" : "scope=" + String.join(",", secret.scope()));
        for (Map.Entry<String, String> value : new TreeMap<>(secret.values()).entrySet()) {
            boolean hidden = ConnectionKeys.isSecret(value.getKey());
            text.add(value.getKey() + "=" + (hidden ? "redacted" : value.getValue()));
        }
        return new SecretRow(
                secret.name(),
                POSTGRES,
                secret.provider(),
                secret.persistent(),
                secret.storage().sqlName(),
                secret.scope(),
                text.toString());
    }

    static List<SecretRow> ofDuckDb(Connection connection) throws SQLException {
        List<SecretRow> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet secrets =
                        statement.executeQuery(
                                "SELECT name, type, provider, persistent, storage, scope,"
                                        + " secret_string FROM duckdb_secrets()")) {
            while (secrets.next()) {
                Object[] scope = (Object[]) secrets.getArray(6).getArray();
                rows.add(
                        new SecretRow(
                                secrets.getString(1),
                                secrets.getString(2),
                                secrets.getString(3),
                                secrets.getBoolean(4),
                                secrets.getString(5),
                                Arrays.stream(scope).map(String::valueOf).toList(),
                                secrets.getString(7)));
            }
        }
        return rows;
    }
}
