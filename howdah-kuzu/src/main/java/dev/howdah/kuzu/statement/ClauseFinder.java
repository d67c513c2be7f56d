package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Token;
import dev.howdah.kuzu.cypher.Token.Kind;
import dev.howdah.kuzu.cypher.TokenReader;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the tokens of a query at its clauses.
 *
 * <p>Most of Cypher's keywords may also name a variable. So it keeps track of whether an operand
 * comes (then a word is a name) or one has just been read (then it is an operator or a clause).
 */
final class ClauseFinder {
    private static final Set<String> CLAUSES =
            Set.of(
                    "MATCH", "UNWIND", "CALL", "LOAD", "CREATE", "MERGE", "SET", "DELETE", "WITH",
                    "RETURN", "UNION", "WHERE", "YIELD");
    private static final Set<String> BINARY =
            Set.of(
                    "AND",
                    "OR",
                    "XOR",
                    "IN",
                    "CONTAINS",
                    "AS",
                    "WHEN",
                    "THEN",
                    "ELSE",
                    "JOIN",
                    "MULTI_JOIN",
                    "SKIP",
                    "LIMIT",
                    "HINT");
    private static final Set<String> PREFIX = Set.of("NOT", "DISTINCT", "CASE", "WHEN");
    private static final Set<String> POSTFIX =
            Set.of("END", "ASC", "ASCENDING", "DESC", "DESCENDING");

    private final List<Token> tokens;
    private final TokenReader reader;
    private final List<Clause> clauses = new ArrayList<>();
    private String keyword = "";
    private int clauseStart;
    private boolean operandRead = true;

    private ClauseFinder(List<Token> tokens) {
        this.tokens = tokens;
        this.reader = new TokenReader(tokens);
    }

    /** All clauses in order, WHERE and YIELD by themselves; empty if the tokens make no query. */
    static Optional<List<Clause>> find(List<Token> tokens) {
        ClauseFinder finder = new ClauseFinder(tokens);
        while (!finder.reader.atEnd()) {
            if (!finder.step()) {
                return Optional.empty();
            }
        }
        finder.endClause(tokens.size());
        boolean query = finder.operandRead && !finder.clauses.isEmpty();
        return query ? Optional.of(finder.clauses) : Optional.empty();
    }

    private boolean step() {
        Token token = tokens.get(reader.index());
        if (token.opens()) {
            operandRead = true;
            return !keyword.isEmpty() && reader.skipBrackets();
        } else if (token.kind() == Kind.SYMBOL) {
            return symbol(token);
        } else if (token.kind() == Kind.WORD && operandRead) {
            return wordBehindOperand(token);
        } else if (operandRead || token.kind() == Kind.END || token.kind() == Kind.UNREADABLE) {
            return false;
        }
        reader.skip();
        operandRead =
                token.kind() != Kind.WORD
                        || !PREFIX.contains(token.value().toUpperCase(Locale.ROOT));
        return true;
    }

    private boolean symbol(Token token) {
        reader.skip();
        if (token.isSymbol(".")) {
            boolean property = !reader.atEnd();
            reader.skip();
            return property;
        } else if (token.isSymbol("*") && !operandRead) {
            operandRead = true;
        } else if (!token.isSymbol("!")) {
            operandRead = false;
        }
        return !token.closes();
    }

    private boolean wordBehindOperand(Token token) {
        String word = token.value().toUpperCase(Locale.ROOT);
        if (reader.accept("OPTIONAL", "MATCH")) {
            begin("MATCH", 2);
        } else if (reader.accept("DETACH", "DELETE")) {
            begin("DELETE", 2);
        } else if (reader.accept("STARTS", "WITH")
                || reader.accept("ENDS", "WITH")
                || reader.accept("ORDER", "BY")
                || reader.accept("ON", "MATCH", "SET")
                || reader.accept("ON", "CREATE", "SET")) {
            operandRead = false;
        } else if (reader.accept("IS", "NULL") || reader.accept("IS", "NOT", "NULL")) {
            operandRead = true;
        } else if (CLAUSES.contains(word)) {
            reader.skip();
            begin(word, 1);
            return clauseHead(word);
        } else {
            reader.skip();
            operandRead = POSTFIX.contains(word);
            return operandRead || BINARY.contains(word);
        }
        return !keyword.isEmpty();
    }

    private boolean clauseHead(String word) {
        if (word.equals("UNION")) {
            reader.accept("ALL");
            operandRead = true;
        } else if (word.equals("LOAD")) {
            Optional<LoadFrom> load = LoadFrom.read(tokens, reader.index() - 1);
            load.ifPresent(found -> reader.moveTo(found.end()));
            operandRead = true;
            return load.isPresent();
        }
        return true;
    }

    private void begin(String word, int length) {
        int start = reader.index() - length;
        endClause(start);
        keyword = word;
        clauseStart = start;
        operandRead = false;
    }

    private void endClause(int end) {
        if (!keyword.isEmpty()) {
            clauses.add(new Clause(keyword, clauseStart, end));
        }
    }
}
