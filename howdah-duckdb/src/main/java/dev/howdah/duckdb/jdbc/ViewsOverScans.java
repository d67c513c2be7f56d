package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.settings.SettingValues;
import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.duckdb.statement.ParsedStatement.PostgresAttach;
import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.error.CredentialMask;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;

/** {@code postgres_attach}: a view over {@code postgres_scan} for each table of a schema. */
final class ViewsOverScans {
    private final Connection connection;

    ViewsOverScans(Connection connection) {
        this.connection = connection;
    }

    void create(PostgresAttach attach, SettingValues settings) throws SQLException {
        refusePassword(attach.connectionString());
        try (PostgresDatabase database = open(attach, settings);
                Statement statement = connection.createStatement()) {
            String function = attach.filterPushdown() ? "postgres_scan_pushdown" : "postgres_scan";
            List<Relation> relations =
                    database.catalog()
                            .findSchema(attach.sourceSchema())
                            .map(schema -> schema.relations())
                            .orElse(List.of());
            for (Relation relation : relations) {
                if (relation.kind() == RelationKind.TABLE && !relation.columns().isEmpty()) {
                    statement.execute(
                            "CREATE %sVIEW %s AS SELECT * FROM system.main.%s(%s, %s, %s)"
                                    .formatted(
                                            attach.overwrite() ? "OR REPLACE " : "",
                                            Identifier.quote(
                                                    attach.sinkSchema(),
                                                    relation.name() + attach.suffix()),
                                            function,
                                            DuckDbLiteral.quote(attach.connectionString()),
                                            DuckDbLiteral.quote(relation.schema()),
                                            DuckDbLiteral.quote(relation.name())));
                }
            }
        }
    }

    /** A view's text, and with it the connection string, is there for everybody to read. */
    private static void refusePassword(String connectionString) {
        if (CredentialMask.isNeeded(connectionString)) {
            throw HowdahException.user(
                    "postgres_attach would show the password in the text of its views; keep it in"
                            + " a password file or in PGPASSWORD, or use ATTACH");
        }
    }

    private static PostgresDatabase open(PostgresAttach attach, SettingValues settings) {
        ConnectionSettings target = ConnectionSettings.parse(attach.connectionString());
        DatabaseOptions options = DatabaseOptions.of(target.database());
        return PostgresDatabase.open(
                target,
                new DatabaseOptions(
                        options.label(),
                        true,
                        options.isolation(),
                        Optional.of(List.of(attach.sourceSchema())),
                        settings.pool()));
    }
}
