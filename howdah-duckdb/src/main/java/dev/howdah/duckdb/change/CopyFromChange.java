package dev.howdah.duckdb.change;

import dev.howdah.duckdb.file.ReadPostgresBinary;
import dev.howdah.duckdb.source.DuckDbTypeName;
import dev.howdah.duckdb.source.SourceColumn;
import dev.howdah.duckdb.statement.ChangeStatement.CopyFrom;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.NumberedSql;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.sql.Identifier;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Carries out COPY … FROM a file. Parquet and PostgreSQL's binary files stream. What else DuckDB
 * reads, it reads with all of its options into a temporary table first: only its own COPY knows
 * them all.
 */
final class CopyFromChange {
    private final CopyFrom copy;
    private final ChangeContext context;
    private final TargetTable target;
    private final List<TargetColumn> columns;

    private CopyFromChange(CopyFrom copy, ChangeContext context, TargetTable target) {
        this.copy = copy;
        this.context = context;
        this.target = target;
        this.columns = copy.columns().map(target::requireWritable).orElseGet(target::writable);
    }

    static ChangeResult run(CopyFrom copy, ChangeContext context) throws SQLException {
        TargetTable target = TargetTables.require(copy.target(), context);
        CopyFromChange change = new CopyFromChange(copy, context, target);
        if (copy.format().filter(PostgresBinary.FORMAT::equals).isPresent()) {
            return change.postgresBinary();
        }
        return change.isPlainParquet() ? change.parquet() : change.byTemporaryTable();
    }

    private ChangeResult parquet() throws SQLException {
        SourceSql file =
                new SourceSql(
                        Optional.empty(),
                        "FROM read_parquet(" + copy.source() + ", hive_partitioning := false)");
        List<SourceColumn> given = context.describe(file.asWritten());
        if (given.size() != columns.size()) {
            throw TargetTable.user(
                    "22P04",
                    "Conversion Error: Failed to read file(s) %s - column count mismatch: expected %d columns but found %d"
                            .formatted(copy.source(), columns.size(), given.size()));
        }
        return insertion().run(file.castTo(columns, given));
    }

    private ChangeResult postgresBinary() throws SQLException {
        PostgresBinary.requireNoOptions(copy.options());
        SourceSql file =
                new SourceSql(
                        Optional.empty(),
                        "FROM "
                                + ReadPostgresBinary.call(
                                        copy.source(), PostgresBinary.types(columns)));
        return insertion().run(file.castTo(columns, List.of()));
    }

    private ChangeResult byTemporaryTable() throws SQLException {
        String name = "howdah_copy_" + UUID.randomUUID().toString().replace("-", "");
        String definitions =
                columns.stream()
                        .map(
                                column ->
                                        Identifier.quote(column.name())
                                                + " "
                                                + DuckDbTypeName.of(column.mapping().logical()))
                        .collect(Collectors.joining(", ", "(", ")"));
        String table = "temp.main." + name;
        execute("CREATE TEMP TABLE " + name + definitions);
        try {
            execute("COPY " + table + " FROM " + copy.source() + " " + copy.options());
            return insertion()
                    .run(
                            new SourceSql(Optional.empty(), "FROM " + table)
                                    .castTo(columns, List.of()));
        } finally {
            execute("DROP TABLE IF EXISTS " + table);
        }
    }

    private void execute(String sql) throws SQLException {
        context.execute(NumberedSql.of(sql));
    }

    private RowInsertion insertion() {
        return new RowInsertion(
                context,
                new InsertSql(
                        target,
                        target.name(),
                        columns,
                        columns.stream().anyMatch(TargetColumn::isAlwaysIdentity),
                        ""),
                Optional.empty());
    }

    /** Whether a query reads the same as DuckDB's COPY would. */
    private boolean isPlainParquet() {
        List<Token> options =
                Lexer.tokenize(copy.options()).stream()
                        .filter(token -> !token.is("WITH") && !token.is('(') && !token.is(')'))
                        .toList();
        if (options.isEmpty()) {
            List<Token> source = Lexer.tokenize(copy.source());
            return source.size() == 1
                    && source.getFirst().kind() == Token.Kind.STRING
                    && source.getFirst().value().toLowerCase(Locale.ROOT).endsWith(".parquet");
        }
        return options.size() == 2
                && options.get(0).is("FORMAT")
                && options.get(1).value().equalsIgnoreCase("parquet");
    }
}
