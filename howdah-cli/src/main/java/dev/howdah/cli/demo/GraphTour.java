package dev.howdah.cli.demo;

import dev.howdah.cli.shell.Transcript;
import dev.howdah.server.EmbeddedServer;

import java.sql.SQLException;

/** The demo's second half: the same server from Cypher. */
final class GraphTour {
    private final Transcript show;
    private final EmbeddedServer server;

    GraphTour(Transcript show, EmbeddedServer server) {
        this.show = show;
        this.server = server;
    }

    void run() throws SQLException {
        walkThrough();
        importGraph();
        writeBack();
    }

    /** That of Kùzu's documentation of its own extension, which can't be had any more. */
    private void walkThrough() throws SQLException {
        show.explain(
                "Now the same server from Cypher, by Kùzu, with the words of its own extension:");
        show.run("INSTALL postgres_scanner");
        show.run("LOAD EXTENSION postgres_scanner");
        show.run(
                "ATTACH 'dbname=%s user=postgres host=localhost password=testpassword port=%d' AS uw (dbtype 'postgres')"
                        .formatted(SampleData.UNIVERSITY, server.port()));
        show.explain("Tables are read where they are:");
        show.run("LOAD FROM uw.person\nRETURN *");
        show.explain("and become nodes:");
        show.run("CREATE NODE TABLE Person (name STRING, age INT32, PRIMARY KEY(name))");
        show.run("COPY Person FROM (LOAD FROM uw.person RETURN *)");
        show.run("MATCH (p:person) RETURN p.*");
        show.run("CALL POSTGRES_CLEAR_CACHE() RETURN *");
    }

    private void importGraph() throws SQLException {
        show.explain("Tables become nodes, foreign keys relationships. It would make these:");
        show.run("ATTACH '" + server.connectionString() + "' AS shop (dbtype postgres)");
        show.run(
                """
                CALL IMPORT_GRAPH('shop', tables := ['customers', 'orders'], dry_run := true)
                WHERE statement STARTS WITH 'CREATE' RETURN statement""");
        show.explain("and this makes them:");
        show.run(
                "CALL IMPORT_GRAPH('shop', tables := ['customers', 'orders']) RETURN `table`, kind, rows, orphans");
        show.explain("From a customer along the relationships to the orders:");
        show.run(
                """
                MATCH (c:customers {id: 4242})<-[:orders_customers]-(o:orders)
                RETURN c.name, o.id, o.amount, o.tags ORDER BY o.id LIMIT 3""");
    }

    private void writeBack() throws SQLException {
        show.explain("What a graph query finds goes back into a table of PostgreSQL:");
        show.run(
                """
                COPY (MATCH (c:customers)<-[:orders_customers]-(o:orders)
                      RETURN c.id AS customer, count(*) AS orders,
                             CAST(sum(CAST(o.amount AS DOUBLE)) AS DECIMAL(12, 2)) AS revenue)
                TO shop.customer_scores""");
        show.run("LOAD FROM shop.customer_scores WHERE customer = 4242 RETURN *");
    }
}
