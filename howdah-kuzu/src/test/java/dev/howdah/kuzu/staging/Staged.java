package dev.howdah.kuzu.staging;

import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.DatabaseOptions;
import dev.howdah.postgres.PostgresDatabase;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.connection.ConnectionSettings;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.TypeMapping;
import dev.howdah.server.EmbeddedServer;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A database attached as {@code pg}, and how its columns travel. */
final class Staged implements AutoCloseable {
    private static final MappingOptions MAPPING =
            new MappingOptions(
                    new MappingOptions.NumericAs.ExactText(),
                    MappingOptions.NonFiniteNumeric.ERROR,
                    false);

    final Stager stager;
    private final PostgresDatabase database;

    Staged(EmbeddedServer server, String name, StagingLimits limits) throws SQLException {
        stager = Stager.open(StagingArea.open(), limits);
        try (Statement statement = stager.connection().createStatement()) {
            statement.execute(
                    "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString(name)));
        }
        database =
                PostgresDatabase.open(
                        ConnectionSettings.parse(server.connectionString(name)),
                        DatabaseOptions.of("pg"));
    }

    Staged(EmbeddedServer server, String name) throws SQLException {
        this(server, name, StagingLimits.configured());
    }

    /** The passages of a table's columns, in order; the alias is {@code h}, number. */
    List<ColumnPassage> passages(String table) {
        List<ColumnPassage> passages = new ArrayList<>();
        for (Column column : relation(table).columns()) {
            LogicalType logical =
                    TypeMapping.map(column.type(), column.typmod(), column.dimensions(), MAPPING)
                            .logical();
            passages.add(
                    ColumnPassage.of(
                            "pg." + table,
                            column.name(),
                            Optional.of(column.type()),
                            logical,
                            "h" + passages.size()));
        }
        return passages;
    }

    Relation relation(String table) {
        return database.findRelation("public", table).orElseThrow();
    }

    List<StagedColumn> columns(String table) {
        return passages(table).stream().map(StagedColumn.class::cast).toList();
    }

    @Override
    public void close() throws SQLException {
        database.close();
        stager.close();
    }
}
