package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.ChangeStatement.Conflict;
import dev.howdah.duckdb.statement.ChangeStatement.Insert;
import dev.howdah.duckdb.statement.ChangeStatement.Source;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Carries out a JDBC batch of one INSERT … VALUES as one insert of all of its rows. */
public final class BatchInsert {
    private BatchInsert() {}

    /**
     * Whether all rows at once give what they give one after another: one row of VALUES, no
     * RETURNING, and no DO UPDATE, which may not meet a row twice.
     */
    public static boolean isPossible(Insert insert) {
        boolean independent =
                insert.conflict()
                        .map(
                                clause ->
                                        clause instanceof Conflict.OrIgnore
                                                || clause instanceof Conflict.DoNothing)
                        .orElse(true);
        return independent
                && insert.returning().isEmpty()
                && insert.with().isEmpty()
                && insert.source() instanceof Source.Query query
                && rowOf(query.sql()).isPresent();
    }

    /**
     * Inserts all rows.
     *
     * @param context whose parameters are flat: the p-th (from 1) of the row r (from 0) has the
     *     ordinal {@code r * rows.parameters() + p}
     * @return how many were inserted
     */
    public static long run(Insert insert, ChangeContext context, BatchRows rows)
            throws SQLException {
        Source.Query query = (Source.Query) insert.source();
        String row = rowOf(query.sql()).orElseThrow();
        Optional<ParameterTable> table = ParameterTable.fill(context, rows);
        if (table.isPresent()) {
            try (ParameterTable parameters = table.get()) {
                return insert(insert, context, parameters.select(row));
            }
        }
        return insertValues(insert, context, new ManyValues(row, rows.parameters()), rows.rows());
    }

    private static long insertValues(
            Insert insert, ChangeContext context, ManyValues values, int rows) throws SQLException {
        long inserted = 0;
        for (int from = 0; from < rows; from += values.rowsAtOnce()) {
            int to = Math.min(rows, from + values.rowsAtOnce());
            inserted += insert(insert, context, values.of(from, to));
        }
        return inserted;
    }

    private static long insert(Insert insert, ChangeContext context, String source)
            throws SQLException {
        Insert whole =
                new Insert(
                        insert.with(),
                        insert.target(),
                        insert.alias(),
                        insert.columns(),
                        insert.byName(),
                        new Source.Query(source),
                        insert.conflict(),
                        insert.returning());
        return ((ChangeResult.Counted) InsertChange.run(whole, context)).rows();
    }

    /** What stands in the brackets of VALUES, if that is one row and nothing else. */
    private static Optional<String> rowOf(String sql) {
        List<Token> tokens = Lexer.tokenize(sql);
        if (tokens.size() < 3 || !tokens.get(0).is("VALUES") || !tokens.get(1).is('(')) {
            return Optional.empty();
        }
        int depth = 0;
        for (int i = 1; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0) {
                boolean last = i == tokens.size() - 1;
                return last
                        ? Optional.of(sql.substring(tokens.get(1).end(), token.start()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }
}
