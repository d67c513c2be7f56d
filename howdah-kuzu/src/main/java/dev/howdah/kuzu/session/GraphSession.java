package dev.howdah.kuzu.session;

import dev.howdah.kuzu.attach.Attachments;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.graph.GraphTables;

/**
 * What the statements of a graph connection share.
 *
 * @param graph the connection to Kùzu
 * @param tables what it holds
 * @param attachments the attached PostgreSQL databases
 */
public record GraphSession(GraphConnection graph, GraphTables tables, Attachments attachments) {
    public GraphSession(GraphConnection graph, Attachments attachments) {
        this(graph, new GraphTables(graph), attachments);
    }
}
