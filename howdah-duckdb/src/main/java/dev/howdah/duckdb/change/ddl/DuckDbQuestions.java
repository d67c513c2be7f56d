package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.change.ChangeContext;
import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.ChangeStatement.TableElement.ColumnDefinition;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import org.duckdb.DuckDBConnection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What only DuckDB knows about a definition. */
final class DuckDbQuestions implements WrittenTypes.DuckDbTypes {
    private static final String LABELS = "howdah_labels";

    private final DuckDBConnection duckdb;
    private final Describer describer;
    private final Runner runner;

    /** The columns that a query would give, as {@link ChangeContext#describe}. */
    @FunctionalInterface
    interface Describer {
        List<SourceColumn> describe(NumberedSql query) throws SQLException;
    }

    /** Runs a statement that gives no rows, as {@link ChangeContext#execute}. */
    @FunctionalInterface
    interface Runner {
        void run(NumberedSql statement) throws SQLException;
    }

    DuckDbQuestions(DuckDBConnection duckdb, Describer describer, Runner runner) {
        this.duckdb = duckdb;
        this.describer = describer;
        this.runner = runner;
    }

    /**
     * Asks on a connection of its own: an error would end a transaction of DuckDB's that has
     * written something. Only what that transaction has made itself is asked for within it.
     */
    @Override
    public Optional<String> printed(String written) throws SQLException {
        String query = "SELECT CAST(NULL AS " + written + ") AS c";
        Optional<String> known = apart(query);
        return known.isEmpty() && isNew(written) ? Optional.of(type(query)) : known;
    }

    private Optional<String> apart(String query) throws SQLException {
        try (Connection other = duckdb.duplicate();
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("DESCRIBE " + query)) {
            return rows.next() ? Optional.of(rows.getString(2)) : Optional.empty();
        } catch (SQLException unknown) {
            if (isUnknownType(String.valueOf(unknown.getMessage()))) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    /** Whether a type of this name is there that only the user's transaction sees. */
    private boolean isNew(String written) throws SQLException {
        List<Token> tokens = Lexer.tokenize(written);
        int name = 0;
        while (tokens.size() > name + 2
                && tokens.get(name + 1).is('.')
                && tokens.get(name + 2).isName()) {
            name += 2;
        }
        try (PreparedStatement query =
                duckdb.prepareStatement(
                        "SELECT 1 FROM duckdb_types() WHERE lower(type_name) = lower(?)"
                                + " AND NOT internal")) {
            query.setString(1, tokens.get(name).value());
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The type of an expression over columns of types that DuckDB knows. */
    String typeOver(List<ColumnDefinition> columns, String expression) throws SQLException {
        List<String> nulls = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            if (column.type().isPresent()) {
                String known = printed(column.type().get()).orElse("VARCHAR");
                nulls.add("CAST(NULL AS " + known + ") AS " + Identifier.quote(column.name()));
            }
        }
        String from = nulls.isEmpty() ? "" : " FROM (SELECT " + String.join(", ", nulls) + ")";
        return apart("SELECT (" + expression + ") AS c" + from)
                .orElseThrow(
                        () ->
                                HowdahException.user(
                                        "Give the generated column AS (%s) a type; DuckDB can't"
                                                        .formatted(expression)
                                                + " find it out"));
    }

    /** The type of an expression over a relation that DuckDB shows. */
    String typeOver(String relation, String expression) throws SQLException {
        return type("SELECT (" + expression + ") AS c FROM " + relation);
    }

    /**
     * The labels of an enum whose definition holds a query.
     *
     * @param definition such as {@code ENUM (SELECT …)}
     */
    List<String> labelsOf(String definition) throws SQLException {
        run("CREATE OR REPLACE TEMP TYPE " + LABELS + " AS " + definition);
        try {
            return PrintedType.parse(type("SELECT CAST(NULL AS temp.main." + LABELS + ") AS c"))
                    .labels();
        } finally {
            run("DROP TYPE IF EXISTS temp.main." + LABELS);
        }
    }

    private void run(String sql) throws SQLException {
        runner.run(new NumberedSql(sql, List.of()));
    }

    private String type(String query) throws SQLException {
        return describer.describe(new NumberedSql(query, List.of())).getFirst().type();
    }

    /** The parser's message comes where PostgreSQL's syntax for a type is not DuckDB's. */
    private static boolean isUnknownType(String message) {
        return message.contains("Catalog Error")
                || message.contains("Binder Error")
                || message.contains("Parser Error")
                || message.contains("Extension Autoloading Error");
    }
}
