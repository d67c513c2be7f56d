package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.StatementSplitter.Piece;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements of a text, which may connect to a PostgreSQL and disconnect from it: what stands
 * between is cut by PostgreSQL's rules and goes there as it is.
 *
 * @param complete whether the last statement has its semicolon, or there is none
 */
public record StatementSequence(List<ParsedStatement> statements, boolean complete) {
    public StatementSequence {
        statements = List.copyOf(statements);
    }

    /**
     * @param start the dialect in which the text begins; it is PostgreSQL's while connected
     */
    public static StatementSequence of(String text, Dialect start) {
        List<ParsedStatement> statements = new ArrayList<>();
        Dialect dialect = start;
        String rest = text;
        boolean complete = true;
        while (!rest.isEmpty()) {
            List<Piece> pieces = StatementSplitter.pieces(rest, dialect);
            String next = "";
            for (Piece piece : pieces) {
                ParsedStatement statement =
                        dialect == Dialect.DUCKDB
                                ? Recogniser.recognise(piece.text())
                                : Recogniser.recogniseConnected(piece.text());
                statements.add(statement);
                complete = piece.ended();
                Dialect after = dialectAfter(statement, dialect);
                if (after != dialect) {
                    dialect = after;
                    next = rest.substring(piece.end());
                    break;
                }
            }
            rest = next;
        }
        return new StatementSequence(statements, complete);
    }

    private static Dialect dialectAfter(ParsedStatement statement, Dialect before) {
        if (statement instanceof ParsedStatement.Disconnect) {
            return Dialect.DUCKDB;
        }
        return statement instanceof ParsedStatement.Connect ? Dialect.POSTGRES : before;
    }
}
