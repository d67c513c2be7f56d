package dev.howdah.cli.cypher;

import com.kuzudb.QueryResult;

import dev.howdah.cli.render.ResultColumn;
import dev.howdah.cli.render.ResultRows;
import dev.howdah.cli.render.graph.GraphRows;
import dev.howdah.cli.shell.Language;
import dev.howdah.cli.shell.Listing;
import dev.howdah.cli.shell.Names;
import dev.howdah.cli.shell.ProgressSource;
import dev.howdah.cli.shell.ShellEngine;
import dev.howdah.kuzu.HowdahGraph;
import dev.howdah.kuzu.cypher.CypherMask;
import dev.howdah.postgres.error.HowdahException;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Kùzu with PostgreSQL on its back, spoken to in Cypher. */
public final class CypherEngine implements ShellEngine {
    private static final String CANCELED = "57014";

    private final HowdahGraph graph;
    private final GraphCatalog catalog;
    private final CypherLanguage language = new CypherLanguage();
    private final TransactionWatch transaction = new TransactionWatch();
    private volatile boolean cancelled;

    private CypherEngine(HowdahGraph graph) {
        this.graph = graph;
        this.catalog = new GraphCatalog(graph);
    }

    /** A graph in memory, or in a file that is made if missing. */
    public static CypherEngine open(Optional<Path> database) throws SQLException {
        try {
            return new CypherEngine(
                    database.map(HowdahGraph::open).orElseGet(HowdahGraph::inMemory));
        } catch (HowdahException failure) {
            throw failed(failure);
        }
    }

    @Override
    public void run(String statement, ResultPrinter printer) throws SQLException {
        cancelled = false;
        try {
            List<QueryResult> results = graph.queryAll(statement);
            transaction.succeeded(statement);
            // An interrupt that came too late stopped nothing: the result says what was done.
            cancelled = false;
            print(results, printer);
        } catch (HowdahException failure) {
            transaction.failed();
            throw failed(failure, statement);
        }
    }

    private void print(List<QueryResult> results, ResultPrinter printer) throws SQLException {
        try {
            for (QueryResult result : results) {
                try (GraphRows rows = new GraphRows(result)) {
                    // A statement that returns nothing has no columns, and nothing is printed.
                    if (!rows.columns().isEmpty()) {
                        printer.print(new InterruptibleRows(rows));
                    }
                }
            }
        } finally {
            results.forEach(QueryResult::close);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        graph.interrupt();
    }

    @Override
    public ProgressSource progress() {
        return new GraphSteps(graph::progress);
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public Names names() {
        return new CypherNames(catalog, transaction);
    }

    @Override
    public Listing listing() {
        return new GraphListing(catalog, transaction);
    }

    @Override
    public String prompt() {
        return transaction.isOpen() ? "kuzu*> " : "kuzu> ";
    }

    @Override
    public String greeting() {
        return "Howdah: Kùzu on PostgreSQL's back. Enter \".help\" for hints.";
    }

    @Override
    public History history() {
        return new History("HOWDAH_CYPHER_HISTORY", ".howdah_cypher_history");
    }

    @Override
    public void close() {
        graph.close();
    }

    static SQLException failed(HowdahException failure) {
        return failed(failure, "");
    }

    /** Kùzu's messages quote the statement, and so what an ATTACH says. */
    private static SQLException failed(HowdahException failure, String statement) {
        String message = String.valueOf(failure.getMessage());
        return new SQLException(
                CypherMask.maskMessage(message, statement), failure.sqlState(), failure);
    }

    /** Kùzu has its rows ready: only what prints them can be interrupted. */
    private final class InterruptibleRows implements ResultRows {
        private final GraphRows rows;

        InterruptibleRows(GraphRows rows) {
            this.rows = rows;
        }

        @Override
        public List<? extends ResultColumn> columns() {
            return rows.columns();
        }

        @Override
        public boolean next() throws SQLException {
            if (cancelled) {
                throw new SQLException("Interrupted", CANCELED);
            }
            return rows.next();
        }
    }
}
