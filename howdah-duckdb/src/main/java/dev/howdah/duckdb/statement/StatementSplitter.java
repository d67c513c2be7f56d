package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.Token.Kind;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text at its semicolons. */
public final class StatementSplitter {
    private StatementSplitter() {}

    /**
     * A statement in a text.
     *
     * @param text without its semicolon
     * @param end where the text goes on behind the semicolon
     * @param ended whether there is a semicolon
     */
    record Piece(String text, int end, boolean ended) {}

    /**
     * The statements of a text, without their semicolons; empty ones are left out.
     *
     * <p>The last one may be incomplete: see {@link #isComplete}.
     */
    public static List<String> split(String text) {
        return pieces(text, Dialect.DUCKDB).stream().map(Piece::text).toList();
    }

    /** Whether the text ends with a semicolon outside of quotes, or holds no statement at all. */
    public static boolean isComplete(String text) {
        List<Piece> pieces = pieces(text, Dialect.DUCKDB);
        return pieces.isEmpty() || pieces.getLast().ended();
    }

    static List<Piece> pieces(String text, Dialect dialect) {
        List<Piece> pieces = new ArrayList<>();
        InnerStatements inner = new InnerStatements();
        int start = -1;
        int end = 0;
        for (Token token : Lexer.tokenize(text, dialect)) {
            if (token.kind() == Kind.END && (dialect == Dialect.DUCKDB || !inner.areOpen())) {
                if (start >= 0) {
                    pieces.add(new Piece(text.substring(start, end), token.end(), true));
                }
                start = -1;
                inner = new InnerStatements();
            } else {
                start = start < 0 ? token.start() : start;
                end = token.end();
                inner.pass(token);
            }
        }
        if (start >= 0) {
            pieces.add(new Piece(text.substring(start, end), text.length(), false));
        }
        return List.copyOf(pieces);
    }
}
