package dev.howdah.cli.bench;

import dev.howdah.cli.shell.Engine;
import dev.howdah.server.EmbeddedServer;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** The table that becomes nodes of a graph: on the server, in a Parquet file, and in Kùzu. */
final class PersonTable {
    static final String NAME = "person";

    /** The node table that takes its rows. */
    static final String NODE_TABLE =
            "CREATE NODE TABLE Person(id INT64, name STRING, age INT32, joined TIMESTAMP,"
                    + " PRIMARY KEY(id))";

    private PersonTable() {}

    /** Makes it, and returns its size in bytes. */
    static long make(EmbeddedServer server, long rows) throws SQLException {
        try (BenchConnection connection = new BenchConnection(server.connect())) {
            connection.execute(
                    """
                    CREATE UNLOGGED TABLE %s AS
                    SELECT n AS id,
                           'person ' || lpad((n * 7919 %% 10000000)::text, 13, '0') AS name,
                           (n %% 90)::int AS age,
                           timestamp '2000-01-01' + n * interval '1 second' AS joined
                    FROM generate_series(1, %d::bigint) AS n
                    """
                            .formatted(NAME, rows),
                    "ALTER TABLE %s ADD PRIMARY KEY (id)".formatted(NAME),
                    "VACUUM (FREEZE, ANALYZE) " + NAME,
                    "CHECKPOINT");
            return connection.number("SELECT pg_relation_size('%s')".formatted(NAME));
        }
    }

    /** Writes the same rows into a file that Kùzu reads. */
    static void export(EmbeddedServer server, Path file) throws SQLException {
        try (BenchConnection howdah = new BenchConnection(Engine.open(Optional.empty()))) {
            howdah.execute(
                    "ATTACH '" + server.connectionString() + "' AS pg (TYPE postgres)",
                    "COPY pg.%s TO '%s' (FORMAT parquet, PARQUET_VERSION V1)"
                            .formatted(NAME, file));
        }
    }
}
