package dev.howdah.duckdb.change.ddl;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;
import dev.howdah.duckdb.statement.Token.Kind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A type as DuckDB prints it, taken apart at its outermost level.
 *
 * @param name in capitals, such as {@code TIMESTAMP WITH TIME ZONE}
 * @param parameters the tokens between the brackets behind the name
 * @param dimensions how many lists or arrays are around it
 */
record PrintedType(String name, List<Token> parameters, int dimensions) {
    PrintedType {
        parameters = List.copyOf(parameters);
    }

    static PrintedType parse(String text) {
        List<Token> tokens = new ArrayList<>(Lexer.tokenize(text));
        int dimensions = 0;
        while (!tokens.isEmpty() && tokens.getLast().is(']')) {
            while (!tokens.removeLast().is('[')) {
                // An array's length: PostgreSQL takes one down and never looks at it again.
            }
            dimensions++;
        }
        int bracket = 0;
        while (bracket < tokens.size() && tokens.get(bracket).isName()) {
            bracket++;
        }
        String name =
                tokens.subList(0, bracket).stream()
                        .map(token -> token.value().toUpperCase(Locale.ROOT))
                        .collect(Collectors.joining(" "));
        List<Token> parameters =
                bracket < tokens.size() && tokens.get(bracket).is('(')
                        ? tokens.subList(bracket + 1, tokens.size() - 1)
                        : List.of();
        return new PrintedType(name, parameters, dimensions);
    }

    /** The texts among the parameters: the labels of an ENUM. */
    List<String> labels() {
        return parameters.stream()
                .filter(token -> token.kind() == Kind.STRING)
                .map(Token::value)
                .toList();
    }

    /** The numbers among the parameters. */
    List<Integer> numbers() {
        return parameters.stream()
                .filter(token -> token.kind() == Kind.NUMBER)
                .map(token -> Integer.valueOf(token.value()))
                .toList();
    }
}
