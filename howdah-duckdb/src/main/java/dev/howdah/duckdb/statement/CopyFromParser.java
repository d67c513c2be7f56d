package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.CopyFrom;
import dev.howdah.duckdb.statement.Token.Kind;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Parses COPY … FROM. */
final class CopyFromParser {
    private final ClauseReader in;

    CopyFromParser(ClauseReader in) {
        this.in = in;
    }

    CopyFrom parse() {
        in.expect("COPY");
        ObjectName target = in.requiredObjectName();
        Optional<List<String>> columns =
                in.at('(') ? Optional.of(in.requiredNames()) : Optional.empty();
        in.expect("FROM");
        String source = source();
        if (!in.atEnd() && !atOptions()) {
            throw in.syntaxError("options in brackets");
        }
        String options = in.remainder();
        return new CopyFrom(target, columns, source, options, format(options));
    }

    /** In brackets, or in the older way without them. */
    private boolean atOptions() {
        Token first = in.next();
        Token option = first.is('(') ? in.peek(1) : first;
        return option != null
                && option.isName()
                && (first.is("WITH") || first.is("USING") || !ReservedWords.contains(first));
    }

    /** A string, a parameter, an expression in brackets, or a file's name as a word. */
    private String source() {
        Token first = in.next();
        if (first.kind() == Kind.STRING || first.kind() == Kind.PARAMETER) {
            in.skip();
        } else if (first.is('(')) {
            if (QueryStart.in(in)) {
                throw ClauseReader.error(
                        "COPY … FROM takes a file, not a query: write INSERT INTO … SELECT …");
            }
            in.bracketed();
        } else {
            in.requiredObjectName();
        }
        return in.since(first);
    }

    private static Optional<String> format(String options) {
        ClauseReader in = new ClauseReader(options);
        in.accept("WITH");
        if (!in.at('(')) {
            return in.anyAhead("CSV") ? Optional.of("csv") : Optional.empty();
        }
        Optional<String> format = Optional.empty();
        for (String option : in.bracketedItems()) {
            ClauseReader item = new ClauseReader(option);
            if (item.accept("FORMAT")) {
                format = Optional.ofNullable(item.peek()).map(CopyFromParser::word);
            }
        }
        in.expectEnd();
        return format;
    }

    private static @Nullable String word(Token token) {
        boolean word = token.isName() || token.kind() == Kind.STRING;
        return word ? token.value().toLowerCase(Locale.ROOT) : null;
    }
}
