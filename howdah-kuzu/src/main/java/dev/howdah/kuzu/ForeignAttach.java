package dev.howdah.kuzu;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.TokenReader;

import java.util.Optional;

/** An ATTACH of another kind of database than PostgreSQL, which is Kùzu's to do. */
final class ForeignAttach {
    private ForeignAttach() {}

    /** The name that it gives, else the one that Kùzu takes from the path; empty if it is none. */
    static Optional<String> alias(String text) {
        TokenReader reader = new TokenReader(Lexer.tokenize(text));
        if (!reader.accept("ATTACH")) {
            return Optional.empty();
        }
        Optional<String> path = reader.string();
        return reader.accept("AS") ? reader.name() : path.map(ForeignAttach::stem);
    }

    private static String stem(String path) {
        String file = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
