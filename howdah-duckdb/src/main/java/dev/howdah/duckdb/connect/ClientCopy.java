package dev.howdah.duckdb.connect;

import dev.howdah.duckdb.statement.Dialect;
import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.postgres.error.HowdahException;

import java.util.List;

/** Refuses COPY from or to the client: there is no stream of bytes on this side. */
final class ClientCopy {
    private ClientCopy() {}

    static void refuse(String sql, Dialect dialect) {
        List<Token> tokens = Lexer.tokenize(sql, dialect);
        if (tokens.isEmpty() || !tokens.getFirst().is("COPY")) {
            return;
        }
        int depth = 0;
        for (Token token : tokens) {
            depth += token.is('(') ? 1 : token.is(')') ? -1 : 0;
            if (depth == 0 && token.is("STDIN")) {
                throw HowdahException.unsupported(
                        "COPY … FROM STDIN has nothing to read while connected to a PostgreSQL."
                                + " DISCONNECT and load with COPY pg.t FROM 'file' or INSERT INTO"
                                + " pg.t SELECT …, or name a file of the server");
            }
            if (depth == 0 && token.is("STDOUT")) {
                throw HowdahException.unsupported(
                        "COPY … TO STDOUT has nowhere to write while connected to a PostgreSQL."
                                + " Run the SELECT itself, or DISCONNECT and use COPY (SELECT …)"
                                + " TO 'file', or name a file of the server");
            }
        }
    }
}
