package dev.howdah.duckdb.pushdown;

import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.ServerText;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.TypeMapping;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** One table of hard values, in PostgreSQL, as rows in DuckDB, and as a view over pg_scan. */
final class NastyTable implements ScanColumns {
    static final int ID = 7;
    private static final int ROWS = 400;
    private static final long SEED = 20_261_120L;

    /**
     * A column.
     *
     * @param postgres its type and collation in CREATE TABLE
     * @param duck its type in DuckDB
     * @param values constants, in both dialects unless they hold {@code ⇒}
     */
    record NastyColumn(
            String name,
            String postgres,
            PgType type,
            int typmod,
            String duck,
            boolean binary,
            boolean deterministic,
            List<String> values) {
        String inPostgres(int value) {
            return values.get(value).split("⇒")[0];
        }

        String inDuck(int value) {
            String[] both = values.get(value).split("⇒");
            return both[both.length - 1];
        }
    }

    static final List<NastyColumn> COLUMNS = NastyColumns.all();

    /** Creates and fills the table on the server and its twin in DuckDB. */
    static void create(Connection postgres, Connection duck) throws SQLException {
        Random random = new Random(SEED);
        StringBuilder server = new StringBuilder("CREATE TABLE nasty (k int");
        StringBuilder twin = new StringBuilder("CREATE TABLE twin (k INTEGER");
        for (NastyColumn column : COLUMNS) {
            server.append(", \"").append(column.name()).append("\" ").append(column.postgres());
            twin.append(", \"").append(column.name()).append("\" ").append(column.duck());
        }
        try (Statement there = postgres.createStatement();
                Statement here = duck.createStatement()) {
            for (String statement : NastyColumns.PREPARATION) {
                there.execute(statement);
            }
            there.execute(server + ")");
            here.execute(twin + ")");
            List<String> serverRows = new ArrayList<>();
            List<String> twinRows = new ArrayList<>();
            for (int row = 0; row < ROWS; row++) {
                StringBuilder values = new StringBuilder("(" + row);
                StringBuilder same = new StringBuilder("(" + row);
                for (NastyColumn column : COLUMNS) {
                    int count = column.values().size();
                    int value = row < count ? row : random.nextInt(count + 1);
                    values.append(", ").append(value < count ? column.inPostgres(value) : "NULL");
                    same.append(", ").append(value < count ? column.inDuck(value) : "NULL");
                }
                serverRows.add(values + ")");
                twinRows.add(same + ")");
            }
            there.execute("INSERT INTO nasty VALUES " + String.join(",\n", serverRows));
            here.execute("INSERT INTO twin VALUES " + String.join(",\n", twinRows));
        }
    }

    /** Declares pg_scan(7) and the view {@code attached} over it. */
    static void attach(Connection duck) throws SQLException {
        DeclaredTables.declare(
                ID, COLUMNS.stream().map(column -> reference(column).logical()).toList());
        StringBuilder view = new StringBuilder("CREATE VIEW attached AS SELECT ");
        for (int i = 0; i < COLUMNS.size(); i++) {
            view.append(i == 0 ? "" : ", ")
                    .append("t" + ID + "c" + i + " AS \"" + COLUMNS.get(i).name() + "\"");
        }
        try (Statement statement = duck.createStatement()) {
            statement.execute(view + " FROM pg_scan(" + ID + ")");
            statement.execute("SET disabled_optimizers = 'in_clause'");
            statement.execute("SET TimeZone = 'Pacific/Chatham'");
        }
    }

    private static ColumnReference reference(NastyColumn column) {
        return new ColumnReference(
                column.name(),
                TypeMapping.map(column.type(), column.typmod(), 0, MappingOptions.DEFAULT),
                false,
                column.binary(),
                column.deterministic());
    }

    @Override
    public Optional<ColumnReference> column(int tableId, int index) {
        return tableId == ID && index < COLUMNS.size()
                ? Optional.of(reference(COLUMNS.get(index)))
                : Optional.empty();
    }

    @Override
    public ServerText server(int tableId) {
        return new ServerText(true);
    }

    @Override
    public boolean isAttached(List<String> path) {
        return path.equals(List.of("attached"));
    }
}
