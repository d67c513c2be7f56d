package dev.howdah.kuzu;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.TokenReader;

import java.util.Optional;

/** Recognises the statements that begin and end a transaction. */
final class TransactionCommand {
    private TransactionCommand() {}

    /** Whether a transaction is open after this statement succeeded; empty if it is another one. */
    static Optional<Boolean> read(String text) {
        TokenReader reader = new TokenReader(Lexer.tokenize(text));
        if (reader.accept("BEGIN", "TRANSACTION")) {
            return Optional.of(true);
        }
        return reader.accept("COMMIT") || reader.accept("ROLLBACK")
                ? Optional.of(false)
                : Optional.empty();
    }
}
