package dev.howdah.cli.cypher;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Token;

import java.util.List;

/**
 * Whether a transaction of the user's is open. Kùzu can't be asked; it ends one by COMMIT, ROLLBACK
 * and whatever statement fails.
 */
final class TransactionWatch {
    private boolean open;

    boolean isOpen() {
        return open;
    }

    void succeeded(String statement) {
        List<Token> tokens = Lexer.tokenize(statement);
        if (tokens.isEmpty()) {
            return;
        }
        Token first = tokens.getFirst();
        if (first.is("BEGIN")) {
            open = true;
        } else if (first.is("COMMIT") || first.is("ROLLBACK")) {
            open = false;
        }
    }

    void failed() {
        open = false;
    }
}
