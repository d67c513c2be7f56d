package dev.howdah.cli.cypher;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.cypher.Token;

import java.util.List;
import java.util.Locale;

/** Writes names as Cypher needs them: with backticks only where it can't do without. */
final class CypherName {
    private CypherName() {}

    static String written(String name) {
        List<Token> tokens = Lexer.tokenize(name);
        boolean plain =
                tokens.size() == 1
                        && tokens.getFirst().kind() == Token.Kind.WORD
                        && tokens.getFirst().value().equals(name)
                        && !CypherKeywords.RESERVED.contains(name.toLowerCase(Locale.ROOT));
        return plain ? name : Quoting.name(name);
    }
}
