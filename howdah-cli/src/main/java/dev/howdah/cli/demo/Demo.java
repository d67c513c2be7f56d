package dev.howdah.cli.demo;

import dev.howdah.cli.cypher.CypherEngine;
import dev.howdah.cli.shell.Engine;
import dev.howdah.cli.shell.ShellEngine;
import dev.howdah.cli.shell.ShellStreams;
import dev.howdah.cli.shell.Transcript;
import dev.howdah.server.EmbeddedServer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Walks through what Howdah does, on a server of its own; leaves nothing behind. */
public final class Demo {
    private static final String PARQUET = "regions.parquet";

    private final ShellStreams streams;

    public Demo(ShellStreams streams) {
        this.streams = streams;
    }

    /** Runs the whole tour. */
    public void run() throws SQLException, IOException {
        streams.out().println("Starting PostgreSQL " + EmbeddedServer.NEWEST + " …");
        streams.out().flush();
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServer.NEWEST)) {
            SampleData.load(server);
            Path folder = Files.createTempDirectory("howdah-demo");
            try (Connection engine = Engine.open(Optional.empty())) {
                tour(new Transcript(engine, streams), server, folder.resolve(PARQUET));
            } finally {
                Files.deleteIfExists(folder.resolve(PARQUET));
                Files.delete(folder);
            }
            try (ShellEngine graph = CypherEngine.open(Optional.empty())) {
                new GraphTour(new Transcript(graph, streams), server).run();
            }
        }
        streams.out().println();
        streams.out().println("That was it. Your turn: ./howdah sql, ./howdah cypher");
        streams.out().flush();
    }

    private static void tour(Transcript show, EmbeddedServer server, Path parquet)
            throws SQLException {
        attach(show, server);
        joinWithParquet(show, parquet);
        load(show);
        pushDown(show);
        writeBack(show);
        rollBack(show);
    }

    private static void attach(Transcript show, EmbeddedServer server) throws SQLException {
        show.explain("A PostgreSQL with three tables is running. DuckDB attaches it:");
        show.run("ATTACH '" + server.connectionString() + "' AS pg (TYPE postgres)");
        show.explain("Its tables are there, with their columns and types:");
        show.run("SHOW ALL TABLES");
        show.run("SELECT * FROM pg.uuids");
    }

    private static void joinWithParquet(Transcript show, Path parquet) throws SQLException {
        show.explain("PostgreSQL's tables join with anything DuckDB reads, say a Parquet file:");
        show.run(
                """
                COPY (SELECT * FROM (VALUES ('DE', 'Europe'), ('FR', 'Europe'), ('US', 'Americas'),
                                            ('BR', 'Americas'), ('JP', 'Asia'), ('IN', 'Asia'))
                               AS t(country, region))
                TO '%s'"""
                        .formatted(parquet));
        show.run(
                """
                SELECT region, count(*) AS orders, sum(amount) AS revenue
                FROM pg.orders
                JOIN pg.customers ON customers.id = customer_id
                JOIN '%s' AS regions USING (country)
                GROUP BY region ORDER BY revenue DESC"""
                        .formatted(parquet));
    }

    private static void load(Transcript show) throws SQLException {
        show.explain("A table is copied into DuckDB with its enum, arrays and JSON:");
        show.run("CREATE TABLE orders AS FROM pg.orders");
        show.run("SELECT * FROM orders ORDER BY id LIMIT 3");
        show.run(
                "SELECT status, count(*) AS orders, avg(amount) AS average"
                        + " FROM orders GROUP BY status ORDER BY status");
    }

    private static void pushDown(Transcript show) throws SQLException {
        String filtered =
                "SELECT id, status, amount, tags FROM pg.orders"
                        + " WHERE customer_id = 4242 AND amount > 100 ORDER BY id";
        show.explain("A filter is done by PostgreSQL, with its index:");
        show.run(filtered);
        show.explain("This is what PostgreSQL was asked, and how many rows came:");
        show.run("SELECT relation, sql, rows FROM postgres_scans()");
        show.explain("EXPLAIN tells it beforehand:");
        show.run("EXPLAIN " + filtered);
    }

    private static void writeBack(Transcript show) throws SQLException {
        show.explain("What DuckDB computes goes back, into a table made in PostgreSQL:");
        show.run("CREATE TABLE pg.revenue (country VARCHAR PRIMARY KEY, total DECIMAL(14, 2))");
        show.run(
                """
                INSERT INTO pg.revenue
                SELECT country, sum(amount)
                FROM orders JOIN pg.customers ON customers.id = customer_id
                GROUP BY country""");
        show.run(
                """
                INSERT INTO pg.revenue VALUES ('DE', 0), ('NL', 12.5)
                ON CONFLICT (country) DO UPDATE SET total = excluded.total
                RETURNING *""");
    }

    private static void rollBack(Transcript show) throws SQLException {
        show.explain("PostgreSQL and DuckDB change in one transaction, or not at all:");
        show.run("BEGIN");
        show.run("UPDATE pg.revenue SET total = total * 2 WHERE country = 'NL'");
        show.run("DELETE FROM orders");
        show.run(
                "SELECT total, (SELECT count(*) FROM orders) AS orders FROM pg.revenue"
                        + " WHERE country = 'NL'");
        show.run("ROLLBACK");
        show.run(
                "SELECT total, (SELECT count(*) FROM orders) AS orders FROM pg.revenue"
                        + " WHERE country = 'NL'");
    }
}
