package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.change.ChangeContext;
import dev.howdah.duckdb.pushdown.TablePushdown;
import dev.howdah.duckdb.session.DatabaseWrite;
import dev.howdah.duckdb.session.PushedDown;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.session.StatementContext;
import dev.howdah.duckdb.source.CastCheck;
import dev.howdah.duckdb.source.QueryRows;
import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.Recogniser;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.sql.Identifier;
import dev.howdah.postgres.type.LogicalType;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One execution of a statement that changes an attached database. */
final class RemoteChange implements ChangeContext {
    /** Where rows wait that can't be computed while others are written. */
    private static final String WAITING_ROWS = "howdah_waiting_rows";

    private static final Set<String> READING =
            Set.of("FROM", "TABLE", "PIVOT", "UNPIVOT", "DESCRIBE", "SHOW", "SUMMARIZE");

    /** Words before a bracket that are neither functions nor macros. */
    private static final Set<String> CALLING_NOTHING =
            Set.of("CAST", "TRY_CAST", "DECIMAL", "NUMERIC", "AND", "OR", "NOT", "IN");

    private final Session session;
    private final DatabaseWrite write;
    private final PushdownPlanner planner;
    private final Parameters parameters;
    private final StatementContext running;

    RemoteChange(
            Session session,
            DatabaseWrite write,
            PushdownPlanner planner,
            Parameters parameters,
            StatementContext running) {
        this.session = session;
        this.write = write;
        this.planner = planner;
        this.parameters = parameters;
        this.running = running;
    }

    @Override
    public Session session() {
        return session;
    }

    @Override
    public AttachedDatabase database() {
        return write.database();
    }

    @Override
    public DatabaseWrite write() {
        return write;
    }

    @Override
    public List<SourceColumn> describe(NumberedSql query) throws SQLException {
        String sql = "DESCRIBE SELECT * FROM (\n" + query.sql() + "\n)";
        try (PreparedStatement statement = prepare(new NumberedSql(sql, query.ordinals()));
                ResultSet rows = statement.executeQuery()) {
            List<SourceColumn> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(new SourceColumn(rows.getString(1), rows.getString(2)));
            }
            return columns;
        }
    }

    @Override
    public PushedDown plan(NumberedSql query) {
        if (computesOnly(query.sql())) {
            return PushedDown.NO_SCANS;
        }
        return planner.plan(new ParsedStatement.Query(query.sql()), of(query.ordinals()));
    }

    @Override
    public boolean canStream(NumberedSql query) {
        return !mayRead(query, plan(query)) || write.reserveReaders();
    }

    @Override
    public <T> T query(NumberedSql query, List<LogicalType> types, RowsWork<T> work)
            throws SQLException {
        return query(query, types, List.of(), work);
    }

    @Override
    public <T> T query(
            NumberedSql query, List<LogicalType> types, List<CastCheck> checks, RowsWork<T> work)
            throws SQLException {
        PushedDown pushed = plan(query);
        running.push(pushed);
        if (mayRead(query, pushed) && !write.reserveReaders()) {
            return afterwards(query, types, checks, work);
        }
        return stream(query, types, checks, work);
    }

    @Override
    public void execute(NumberedSql statement) throws SQLException {
        running.push(planner.plan(Recogniser.recognise(statement.sql()), of(statement.ordinals())));
        run(statement);
    }

    private <T> T stream(
            NumberedSql query, List<LogicalType> types, List<CastCheck> checks, RowsWork<T> work)
            throws SQLException {
        try (PreparedStatement statement = prepare(query);
                QueryRows rows = QueryRows.open(statement, types, checks)) {
            return work.apply(rows);
        } catch (SQLException failure) {
            throw SqlErrors.withoutRewrittenSql(failure);
        }
    }

    /** Computes all rows while the writing connection is still free to read. */
    private <T> T afterwards(
            NumberedSql query, List<LogicalType> types, List<CastCheck> checks, RowsWork<T> work)
            throws SQLException {
        String table = "temp.main." + Identifier.quote(WAITING_ROWS);
        run(
                new NumberedSql(
                        "CREATE OR REPLACE TEMP TABLE "
                                + Identifier.quote(WAITING_ROWS)
                                + " AS\n"
                                + query.sql(),
                        query.ordinals()));
        try {
            return stream(new NumberedSql("FROM " + table, List.of()), types, checks, work);
        } finally {
            run(new NumberedSql("DROP TABLE IF EXISTS " + table, List.of()));
        }
    }

    private void run(NumberedSql statement) throws SQLException {
        try (PreparedStatement prepared = prepare(statement)) {
            prepared.execute();
        }
    }

    /** A statement of DuckDB's own with the parameters of this execution. */
    PreparedStatement prepare(NumberedSql sql) throws SQLException {
        PreparedStatement statement = session.duckdb().prepareStatement(sql.sql());
        try {
            parameters.bind(statement, sql.ordinals());
            return statement;
        } catch (SQLException | RuntimeException failure) {
            statement.close();
            throw failure;
        }
    }

    /** Whether a query may read the database that is written. */
    private boolean mayRead(NumberedSql query, PushedDown pushed) {
        if (callsFunctions(query.sql())) {
            return true;
        }
        int known = 0;
        for (TablePushdown table : pushed.tables().values()) {
            Optional<AttachedDatabase> read = session.databases().databaseOf(table.tableId());
            if (read.isEmpty() || read.get() == database()) {
                return true;
            }
            known += table.scans();
        }
        return known != pushed.scans();
    }

    /** Whether a query reads nothing at all, so that it isn't worth a plan; a macro might. */
    private static boolean computesOnly(String sql) {
        List<Token> tokens = Lexer.tokenize(sql);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean bracket = i + 1 < tokens.size() && tokens.get(i + 1).is('(');
            boolean call =
                    bracket && token.isName() && CALLING_NOTHING.stream().noneMatch(token::is);
            if (call || READING.stream().anyMatch(token::is)) {
                return false;
            }
        }
        return tokens.getFirst().is("SELECT");
    }

    /** The functions that read an attached database by its name. */
    private static boolean callsFunctions(String sql) {
        return Lexer.tokenize(sql).stream()
                .filter(Token::isName)
                .map(token -> token.value().toLowerCase(Locale.ROOT))
                .anyMatch(name -> name.equals("postgres_query") || name.equals("postgres_execute"));
    }

    private Parameters of(List<Integer> ordinals) {
        return new Parameters() {
            @Override
            public boolean canBind() {
                return ordinals.isEmpty() || parameters.canBind();
            }

            @Override
            public void bind(PreparedStatement target) throws SQLException {
                parameters.bind(target, ordinals);
            }

            @Override
            public void bind(PreparedStatement target, List<Integer> own) throws SQLException {
                parameters.bind(target, own.stream().map(i -> ordinals.get(i - 1)).toList());
            }
        };
    }
}
