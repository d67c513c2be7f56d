package dev.howdah.postgres.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.column.RowBatch;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.sql.SelectItem;
import dev.howdah.postgres.testing.Servers;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.KnownType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.TypeMapping;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every type and every table that a server itself comes with. */
class CatalogueTypesTest {
    private static final List<String> VECTORS = List.of("int2vector", "oidvector");

    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void everyBuiltInTypeIsDecidedUponAndDocumented(int version) throws SQLException, IOException {
        String page = Files.readString(Path.of("..", "docs", "types.md"));
        for (String name : builtInTypes(version)) {
            boolean known = KnownType.find(new PgType.Base(1, "pg_catalog", name)).isPresent();
            assertThat(known || VECTORS.contains(name))
                    .as("%s is read in binary form, not as text", name)
                    .isNotEqualTo(TypeMapping.READ_AS_TEXT.contains(name));
            assertThat(page)
                    .as("docs/types.md on %s", name)
                    .containsAnyOf("`" + name + "`", "`" + name + "(", "`\"" + name + "\"`");
        }
        for (String name : TypeMapping.READ_AS_TEXT) {
            assertThat(page).contains("`" + name + "`");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {EmbeddedServer.OLDEST, EmbeddedServer.NEWEST})
    void everyCatalogueTableIsRead(int version) throws SQLException {
        try (Connection connection = Servers.version(version).connect()) {
            for (Map.Entry<String, Long> table : catalogueTables(connection).entrySet()) {
                List<PgType.Attribute> columns =
                        new TypeLoader(connection).attributes(table.getValue());
                assertThat(read(connection, table.getKey(), columns))
                        .as(table.getKey())
                        .isEqualTo(count(connection, table.getKey()));
            }
        }
    }

    private static long read(Connection connection, String table, List<PgType.Attribute> columns)
            throws SQLException {
        List<ColumnMapping> mappings = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<String> items = new ArrayList<>();
        for (PgType.Attribute column : columns) {
            ColumnMapping mapping =
                    TypeMapping.map(
                            column.type(),
                            column.typmod(),
                            column.dimensions(),
                            MappingOptions.DEFAULT);
            mappings.add(mapping);
            names.add(column.name());
            items.add(SelectItem.render(column.name(), mapping));
        }
        RowBatch batch = RowBatch.of(mappings.stream().map(ColumnMapping::logical).toList());
        RowDecoder decoder = RowDecoder.of(mappings, names, batch);
        String sql =
                "COPY (SELECT %s FROM %s) TO STDOUT (FORMAT binary)"
                        .formatted(String.join(", ", items), table);
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        long rows = 0;
        for (byte[] data = copy.readFromCopy(); data != null; data = copy.readFromCopy()) {
            int start = data[0] == 'P' ? CopyFormat.skipHeader(data, 0, data.length) : 0;
            if (start < data.length && !CopyFormat.isTrailer(data, start, data.length)) {
                int row = (int) (rows % RowBatch.CAPACITY);
                if (row == 0) {
                    batch.reset();
                }
                decoder.decode(data, start, data.length, row);
                rows++;
            }
        }
        return rows;
    }

    private static List<String> builtInTypes(int version) throws SQLException {
        try (Connection connection = Servers.version(version).connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT string_agg(typname, ' ') FROM pg_type t"
                                        + " WHERE typnamespace = 'pg_catalog'::regnamespace"
                                        + " AND typtype IN ('b', 'r', 'm') AND NOT EXISTS"
                                        + " (SELECT FROM pg_type e WHERE e.typarray = t.oid)")) {
            rows.next();
            return Arrays.asList(rows.getString(1).split(" "));
        }
    }

    private static Map<String, Long> catalogueTables(Connection connection) throws SQLException {
        Map<String, Long> tables = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT relname, oid::int8 FROM pg_class WHERE relkind = 'r'"
                                        + " AND relnamespace = 'pg_catalog'::regnamespace")) {
            while (rows.next()) {
                tables.put(Identifier.quote("pg_catalog", rows.getString(1)), rows.getLong(2));
            }
        }
        return tables;
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
