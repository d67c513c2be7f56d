package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;
import dev.howdah.kuzu.cypher.TokenReader;
import dev.howdah.kuzu.statement.Reference.Header;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The head of a LOAD FROM clause, all before its WHERE.
 *
 * @param source empty if it is no name: a file, a parameter, a function
 * @param sourceStart the source's first token
 * @param sourceEnd the token behind the source
 * @param end the token behind the options
 * @param headers of {@code WITH HEADERS}
 */
record LoadFrom(
        Optional<Source> source, int sourceStart, int sourceEnd, int end, List<Header> headers) {

    /** Reads the clause whose LOAD is at this index; empty if it is none. */
    static Optional<LoadFrom> read(List<Token> tokens, int index) {
        TokenReader reader = new TokenReader(tokens);
        reader.moveTo(index + 1);
        List<Header> headers = List.of();
        if (reader.accept("WITH", "HEADERS")) {
            int from = reader.index();
            if (!reader.atSymbol("(") || !reader.skipBrackets()) {
                return Optional.empty();
            }
            headers = headers(tokens.subList(from + 1, reader.index() - 1));
        }
        if (!reader.accept("FROM")) {
            return Optional.empty();
        }
        int start = reader.index();
        Optional<Source> source = source(reader);
        int end = reader.index();
        boolean brackets = !reader.atSymbol("(") || reader.skipBrackets();
        return end > start && brackets
                ? Optional.of(new LoadFrom(source, start, end, reader.index(), headers))
                : Optional.empty();
    }

    private static Optional<Source> source(TokenReader reader) {
        Token first = reader.peek();
        if (first == null) {
            return Optional.empty();
        } else if (first.opens()) {
            reader.skipBrackets();
            return Optional.empty();
        } else if (first.kind() == Kind.STRING || first.kind() == Kind.PARAMETER) {
            reader.skip();
            return Optional.empty();
        }
        Optional<List<String>> name = reader.qualifiedName();
        boolean function = reader.atSymbol("(") && name.map(List::size).orElse(0) == 1;
        if (function) {
            reader.skipBrackets();
            return Optional.empty();
        }
        return name.map(Source.Table::new);
    }

    /** Each definition is a name and a type, which may hold brackets and commas in these. */
    private static List<Header> headers(List<Token> tokens) {
        List<Header> headers = new ArrayList<>();
        TokenReader reader = new TokenReader(tokens);
        while (!reader.atEnd()) {
            String name = reader.name().orElse("");
            StringBuilder type = new StringBuilder();
            while (!reader.atEnd() && !reader.atSymbol(",")) {
                int from = reader.index();
                if (!tokens.get(from).opens() || !reader.skipBrackets()) {
                    reader.moveTo(from + 1);
                }
                for (Token token : tokens.subList(from, reader.index())) {
                    boolean gap =
                            token.isName()
                                    && !type.isEmpty()
                                    && Character.isLetterOrDigit(type.charAt(type.length() - 1));
                    type.append(gap ? " " : "").append(written(token));
                }
            }
            reader.acceptSymbol(",");
            headers.add(new Header(name, type.toString()));
        }
        return headers;
    }

    private static String written(Token token) {
        return token.kind() == Kind.QUOTED_NAME ? "`" + token.value() + "`" : token.value();
    }
}
