package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ParsedStatement.CopyDatabase;
import dev.howdah.duckdb.statement.ParsedStatement.Detach;
import dev.howdah.duckdb.statement.ParsedStatement.Explain;
import dev.howdah.duckdb.statement.ParsedStatement.LoadExtension;
import dev.howdah.duckdb.statement.ParsedStatement.Query;
import dev.howdah.duckdb.statement.ParsedStatement.SearchPathChange;
import dev.howdah.duckdb.statement.ParsedStatement.SetSetting;
import dev.howdah.duckdb.statement.ParsedStatement.Transaction;
import dev.howdah.duckdb.statement.ParsedStatement.Transaction.Action;
import dev.howdah.duckdb.statement.ParsedStatement.Use;
import dev.howdah.duckdb.statement.ParsedStatement.Value;
import dev.howdah.duckdb.statement.ParsedStatement.Verbatim;

import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Tells statements apart by their keywords. What it does not know for sure is {@link Verbatim}: a
 * wrong statement gets DuckDB's own error.
 */
public final class Recogniser {
    private static final Set<String> SEARCH_PATH = Set.of("search_path", "schema");

    private final String text;
    private final TokenReader in;

    private Recogniser(String text) {
        this.text = text;
        this.in = new TokenReader(text);
    }

    /** Recognises one statement, which has no semicolon. */
    public static ParsedStatement recognise(String statement) {
        Recogniser recogniser = new Recogniser(statement);
        if (recogniser.in.isUnterminated() && !recogniser.createsSecret()) {
            return new Verbatim(statement);
        }
        Optional<? extends ParsedStatement> found = recogniser.statement();
        return found.isPresent() ? found.get() : new Verbatim(statement);
    }

    /** Recognises a statement typed while connected to a PostgreSQL. */
    public static ParsedStatement recogniseConnected(String statement) {
        Recogniser recogniser = new Recogniser(statement);
        Optional<? extends ParsedStatement> found =
                recogniser.in.at("CONNECT") || recogniser.in.at("DISCONNECT")
                        ? new ConnectParser(statement, recogniser.in).parse()
                        : Optional.empty();
        return found.isPresent() ? found.get() : new ParsedStatement.Passed(statement);
    }

    private Optional<? extends ParsedStatement> statement() {
        Token first = in.peek();
        if (first == null) {
            return Optional.empty();
        }
        if (first.is('(')) {
            return Optional.of(new Query(text));
        }
        return switch (keyword(first)) {
            case "ATTACH" -> new AttachParser(text, in).parse();
            case "DETACH" -> detach();
            case "CONNECT", "DISCONNECT" -> new ConnectParser(text, in).parse();
            case "USE" -> use();
            case "SET", "PRAGMA" -> set();
            case "RESET" -> reset();
            case "INSTALL", "LOAD", "FORCE" -> loadExtension();
            case "BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT" -> transaction();
            case "SAVEPOINT", "RELEASE" -> Optional.of(new ParsedStatement.Savepoint(text));
            case "EXPLAIN" -> explain();
            case "COPY" -> copy();
            case "SELECT", "FROM", "CALL" -> call(first);
            case "VALUES", "TABLE", "PIVOT", "UNPIVOT", "SUMMARIZE" -> Optional.of(new Query(text));
            case "PREPARE" -> prepare();
            case "SHOW" -> show();
            case "CREATE" -> create();
            case "DROP" -> drop();
            default -> new ChangeParser(text, in).parse();
        };
    }

    private boolean createsSecret() {
        return in.at("CREATE") && SecretStatements.isAbout(in) && SecretStatements.isOfPostgres(in);
    }

    private Optional<? extends ParsedStatement> create() {
        return createsSecret()
                ? Optional.of(new ParsedStatement.CreateSecret(text))
                : new ChangeParser(text, in).parse();
    }

    private Optional<? extends ParsedStatement> drop() {
        return SecretStatements.isAbout(in)
                ? SecretStatements.drop(text, in)
                : new ChangeParser(text, in).parse();
    }

    private Optional<ParsedStatement.ShowTables> show() {
        return in.accept("SHOW", "TABLES") && in.atEnd()
                ? Optional.of(new ParsedStatement.ShowTables(text))
                : Optional.empty();
    }

    private Optional<Detach> detach() {
        in.skip();
        in.accept("DATABASE");
        boolean ifExists = in.accept("IF", "EXISTS");
        return in.name().filter(name -> in.atEnd()).map(name -> new Detach(text, name, ifExists));
    }

    private Optional<Use> use() {
        in.skip();
        Optional<ObjectName> target = in.objectName();
        if (target.isEmpty()) {
            target = in.string().map(ObjectName::of);
        }
        return target.filter(name -> in.atEnd() && name.size() <= 2)
                .map(name -> new Use(text, name));
    }

    private Optional<? extends ParsedStatement> call(Token first) {
        Optional<ParsedStatement.PostgresAttach> attach =
                new PostgresAttachParser(text, in).parse();
        if (attach.isPresent() || first.is("CALL")) {
            return attach;
        }
        return Optional.of(new Query(text));
    }

    private Optional<ParsedStatement> set() {
        in.skip();
        in.acceptAny("SESSION", "LOCAL", "GLOBAL");
        String name = in.name().map(Recogniser::lower).orElse("");
        if (SEARCH_PATH.contains(name)) {
            return Optional.of(new SearchPathChange(text));
        }
        if (!name.startsWith("pg_") || !(in.accept('=') || in.accept("TO")) || atParameter()) {
            return Optional.empty();
        }
        Optional<Value> value = in.value().filter(constant -> in.atEnd());
        return Optional.of(new SetSetting(text, name, value));
    }

    private Optional<ParsedStatement> reset() {
        in.skip();
        in.acceptAny("SESSION", "LOCAL", "GLOBAL");
        String name = in.name().map(Recogniser::lower).orElse("");
        if (SEARCH_PATH.contains(name)) {
            return Optional.of(new SearchPathChange(text));
        }
        return name.startsWith("pg_")
                ? Optional.of(new SetSetting(text, name, Optional.empty()))
                : Optional.empty();
    }

    private boolean atParameter() {
        Token token = in.peek();
        return token != null && token.kind() == Token.Kind.PARAMETER;
    }

    private Optional<LoadExtension> loadExtension() {
        in.accept("FORCE");
        if (!in.acceptAny("INSTALL", "LOAD")) {
            return Optional.empty();
        }
        String extension = in.name().or(in::string).orElse("").toLowerCase(Locale.ROOT);
        String file = extension.substring(extension.lastIndexOf('/') + 1);
        boolean ours =
                extension.equals("postgres")
                        || extension.equals("postgres_scanner")
                        || file.endsWith("postgres_scanner.duckdb_extension")
                        || file.endsWith("postgres_scanner.duckdb_extension.gz");
        return ours ? Optional.of(new LoadExtension(text)) : Optional.empty();
    }

    private Optional<? extends ParsedStatement> transaction() {
        Action action =
                in.acceptAny("BEGIN", "START")
                        ? Action.BEGIN
                        : in.acceptAny("COMMIT", "END") ? Action.COMMIT : Action.ROLLBACK;
        if (action == Action.ROLLBACK) {
            in.skip();
            in.acceptAny("TRANSACTION", "WORK");
            if (in.at("TO")) {
                return Optional.of(new ParsedStatement.Savepoint(text));
            }
        }
        return Optional.of(new Transaction(text, action));
    }

    private Optional<Explain> explain() {
        in.skip();
        boolean analyze = in.accept("ANALYZE");
        in.accept("VERBOSE");
        String format = null;
        if (in.at('(') && isOption(in.peek(1))) {
            in.skip();
            while (!in.atEnd() && !in.accept(')')) {
                if (in.accept("ANALYZE")) {
                    analyze = true;
                } else if (in.accept("FORMAT")) {
                    format = in.value().map(value -> lower(value.text())).orElse(null);
                } else {
                    in.skip();
                }
            }
        }
        String inner = in.rest();
        if (inner.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new Explain(text, analyze, Optional.ofNullable(format), recognise(inner)));
    }

    private static boolean isOption(@Nullable Token token) {
        return token != null && (token.is("ANALYZE") || token.is("FORMAT") || token.is("VERBOSE"));
    }

    private Optional<? extends ParsedStatement> copy() {
        if (!in.accept("COPY", "FROM", "DATABASE")) {
            Optional<ParsedStatement.BinaryCopyTo> binary = BinaryCopy.to(text);
            return binary.isPresent() ? binary : new ChangeParser(text, in).parse();
        }
        String source = in.name().orElse("");
        if (source.isEmpty() || !in.accept("TO")) {
            return Optional.empty();
        }
        String target = in.name().orElse("");
        boolean schema = true;
        boolean data = true;
        if (in.accept('(')) {
            data = !in.accept("SCHEMA");
            schema = !data || !in.accept("DATA");
            in.accept(')');
        }
        return in.atEnd() && !target.isEmpty()
                ? Optional.of(new CopyDatabase(text, source, target, schema, data))
                : Optional.empty();
    }

    /** PREPARE changes nothing, but what it prepares must be allowed. */
    private Optional<? extends ParsedStatement> prepare() {
        in.skip();
        in.name();
        in.skipParentheses();
        if (!in.accept("AS")) {
            return Optional.empty();
        }
        return recognise(in.rest()) instanceof ParsedStatement.Change change
                ? Optional.of(
                        new ParsedStatement.Change(
                                text, change.verb(), change.object(), change.targets(), false))
                : Optional.empty();
    }

    private static String keyword(Token token) {
        return token.kind() == Token.Kind.WORD ? token.value().toUpperCase(Locale.ROOT) : "";
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
