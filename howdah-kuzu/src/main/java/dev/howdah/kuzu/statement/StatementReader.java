package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.Span;
import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;
import dev.howdah.kuzu.cypher.TokenReader;
import dev.howdah.kuzu.statement.Statement.Attach;
import dev.howdah.kuzu.statement.Statement.ClearCache;
import dev.howdah.kuzu.statement.Statement.CreateTableAs;
import dev.howdah.kuzu.statement.Statement.Detach;
import dev.howdah.kuzu.statement.Statement.ImportGraph;
import dev.howdah.kuzu.statement.Statement.Install;
import dev.howdah.kuzu.statement.Statement.LoadExtension;
import dev.howdah.kuzu.statement.Statement.Query;
import dev.howdah.kuzu.statement.Statement.Use;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recognises one statement. */
public final class StatementReader {
    private static final Set<String> EXTENSIONS = Set.of("postgres", "postgres_scanner");
    private static final Set<String> CACHE_FUNCTIONS =
            Set.of("POSTGRES_CLEAR_CACHE", "CLEAR_ATTACHED_DB_CACHE");

    private final String text;
    private final List<Token> tokens;
    private final TokenReader reader;

    private StatementReader(String text, List<Token> tokens) {
        this.text = text;
        this.tokens = tokens;
        this.reader = new TokenReader(tokens);
    }

    /**
     * What this statement is. Whatever isn't wholly understood is a query without references, for
     * Kùzu to run or to complain about.
     *
     * @param text one statement, as {@code Script} cuts it
     */
    public static Statement read(String text) {
        List<Token> tokens = Lexer.tokenize(text);
        boolean readable =
                tokens.stream().noneMatch(t -> t.kind() == Kind.UNREADABLE || t.kind() == Kind.END);
        return readable ? new StatementReader(text, tokens).statement() : new Query(List.of());
    }

    private Statement statement() {
        String prefix = prefix();
        int head = reader.index();
        Optional<? extends Statement> found = prefix.isEmpty() ? command() : Optional.empty();
        if (found.isEmpty()) {
            reader.moveTo(head);
            found = withQuery(prefix);
        }
        return found.isPresent()
                ? found.get()
                : new Query(ReferenceFinder.find(tokens.subList(head, tokens.size())));
    }

    private String prefix() {
        if (reader.accept("EXPLAIN", "LOGICAL")) {
            return "EXPLAIN LOGICAL";
        } else if (reader.accept("EXPLAIN")) {
            return "EXPLAIN";
        }
        return reader.accept("PROFILE") ? "PROFILE" : "";
    }

    private Optional<? extends Statement> command() {
        if (reader.accept("ATTACH")) {
            return attach();
        } else if (reader.accept("INSTALL") || reader.accept("FORCE", "INSTALL")) {
            return install();
        } else if (reader.accept("DETACH")) {
            return lastName().map(Detach::new);
        } else if (reader.accept("USE")) {
            return lastName().map(Use::new);
        } else if (reader.accept("CALL")) {
            return call();
        } else if (reader.accept("LOAD", "EXTENSION") || reader.accept("LOAD")) {
            return lastName().filter(StatementReader::isOurs).map(LoadExtension::new);
        }
        return Optional.empty();
    }

    private Optional<? extends Statement> withQuery(String prefix) {
        if (reader.accept("COPY")) {
            return new CopyReader(prefix, tokens, reader).read();
        } else if (reader.accept("CREATE", "NODE", "TABLE")) {
            return createNodeTable();
        } else if (reader.accept("CREATE", "REL", "TABLE")) {
            reader.accept("GROUP");
            return createRelTable();
        }
        return Optional.empty();
    }

    private Optional<String> lastName() {
        Optional<String> name = reader.name();
        return reader.atEnd() ? name : Optional.empty();
    }

    private static boolean isOurs(String extension) {
        return EXTENSIONS.contains(extension.toLowerCase(Locale.ROOT));
    }

    private Optional<Install> install() {
        Optional<String> name = reader.name().filter(StatementReader::isOurs);
        if (reader.accept("FROM") && reader.string().isEmpty()) {
            return Optional.empty();
        }
        return reader.atEnd() ? name.map(Install::new) : Optional.empty();
    }

    private Optional<Attach> attach() {
        Optional<String> target = reader.string();
        boolean named = reader.accept("AS");
        Optional<String> alias = named ? reader.name() : Optional.empty();
        if (target.isEmpty() || named != alias.isPresent() || !reader.atSymbol("(")) {
            return Optional.empty();
        }
        Optional<Map<String, Literal>> options = Options.readAttach(reader);
        return reader.atEnd()
                ? options.map(known -> new Attach(target.get(), alias, known))
                : Optional.empty();
    }

    private Optional<? extends Statement> call() {
        Optional<FunctionCall> call = FunctionCall.read(reader);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        FunctionCall found = call.get();
        if (CACHE_FUNCTIONS.contains(found.function())) {
            boolean bare = found.arguments().isEmpty() && found.named().isEmpty();
            if (reader.accept("RETURN") && !reader.acceptSymbol("*")) {
                return Optional.empty();
            }
            return bare && reader.atEnd() ? Optional.of(new ClearCache()) : Optional.empty();
        }
        if (!found.function().equals("IMPORT_GRAPH") || found.arguments().size() != 1) {
            return Optional.empty();
        }
        Token rest = reader.peek();
        Span span = new Span(rest == null ? text.length() : rest.start(), text.length());
        return Optional.of(new ImportGraph(found.arguments().getFirst(), found.named(), span));
    }

    private Optional<CreateTableAs> createNodeTable() {
        boolean ifNotExists = reader.accept("IF", "NOT", "EXISTS");
        Optional<String> table = reader.name();
        return reader.accept("AS") ? createAs(true, table, ifNotExists) : Optional.empty();
    }

    private Optional<CreateTableAs> createRelTable() {
        boolean ifNotExists = reader.accept("IF", "NOT", "EXISTS");
        Optional<String> table = reader.name();
        boolean connections = reader.atSymbol("(") && reader.skipBrackets();
        return connections && reader.accept("AS")
                ? createAs(false, table, ifNotExists)
                : Optional.empty();
    }

    private Optional<CreateTableAs> createAs(
            boolean node, Optional<String> table, boolean ifNotExists) {
        List<Reference> references =
                ReferenceFinder.find(tokens.subList(reader.index(), tokens.size()));
        return table.map(name -> new CreateTableAs(node, name, ifNotExists, references));
    }
}
