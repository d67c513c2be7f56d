package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.TokenReader;
import dev.howdah.kuzu.statement.Statement.CopyFrom;
import dev.howdah.kuzu.statement.Statement.CopyTo;
import dev.howdah.kuzu.statement.Statement.Query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what follows the word COPY. */
final class CopyReader {
    private final String prefix;
    private final List<Token> tokens;
    private final TokenReader reader;

    CopyReader(String prefix, List<Token> tokens, TokenReader reader) {
        this.prefix = prefix;
        this.tokens = tokens;
        this.reader = reader;
    }

    Optional<? extends Statement> read() {
        return reader.atSymbol("(") ? copyTo() : copyFrom();
    }

    /** A target that is a file leaves a query which may refer to PostgreSQL. */
    private Optional<? extends Statement> copyTo() {
        int open = reader.index();
        if (!reader.skipBrackets() || reader.index() - open < 3) {
            return Optional.empty();
        }
        List<Token> query = tokens.subList(open + 1, reader.index() - 1);
        if (!reader.accept("TO")) {
            return Optional.empty();
        }
        List<Reference> references = ReferenceFinder.find(query);
        Optional<List<String>> target = reader.qualifiedName();
        if (target.isEmpty() || !prefix.isEmpty()) {
            return Optional.of(new Query(references));
        }
        Span span = new Span(query.getFirst().start(), query.getLast().end());
        return end(reader).map(options -> new CopyTo(span, target.get(), options, references));
    }

    private Optional<CopyFrom> copyFrom() {
        Optional<String> table = reader.name();
        Optional<List<String>> columns = columns();
        if (table.isEmpty() || columns.isEmpty() || !reader.accept("FROM")) {
            return Optional.empty();
        }
        int start = reader.index();
        Optional<Source> source = source();
        if (source.isEmpty()) {
            return Optional.empty();
        }
        int end = reader.index();
        Span span = new Span(tokens.get(start).start(), tokens.get(end - 1).end());
        List<Reference> references =
                source.get() instanceof Source.Subquery
                        ? ReferenceFinder.find(tokens.subList(start + 1, end - 1))
                        : List.of();
        return end(reader)
                .map(
                        options ->
                                new CopyFrom(
                                        prefix,
                                        table.get(),
                                        columns.get(),
                                        source.get(),
                                        span,
                                        options,
                                        references));
    }

    private Optional<List<String>> columns() {
        List<String> columns = new ArrayList<>();
        if (!reader.acceptSymbol("(") || reader.acceptSymbol(")")) {
            return Optional.of(columns);
        }
        do {
            Optional<String> column = reader.name();
            if (column.isEmpty()) {
                return Optional.empty();
            }
            columns.add(column.get());
        } while (reader.acceptSymbol(","));
        return reader.acceptSymbol(")") ? Optional.of(columns) : Optional.empty();
    }

    private Optional<Source> source() {
        if (reader.atSymbol("(")) {
            Token first = reader.peek(1);
            boolean query = first != null && first.isName() && reader.skipBrackets();
            return query ? Optional.of(new Source.Subquery()) : Optional.empty();
        }
        int start = reader.index();
        Optional<List<String>> name = reader.qualifiedName();
        if (reader.atSymbol("(") && name.map(List::size).orElse(0) == 1) {
            reader.moveTo(start);
            return FunctionCall.read(reader)
                    .flatMap(FunctionCall::source)
                    .filter(Source.SqlQuery.class::isInstance);
        }
        return name.map(Source.Table::new);
    }

    private Optional<Map<String, Literal>> end(TokenReader behind) {
        Optional<Map<String, Literal>> options = Options.read(behind);
        return behind.atEnd() ? options : Optional.empty();
    }
}
