package dev.howdah.duckdb.statement;

import dev.howdah.duckdb.statement.ChangeStatement.Comment;
import dev.howdah.duckdb.statement.ChangeStatement.Drop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Parses DROP and COMMENT ON. */
final class DropParser {
    private static final Set<String> DROPPED =
            Set.of("TABLE", "VIEW", "MATERIALIZED VIEW", "INDEX", "TYPE", "SEQUENCE", "SCHEMA");
    private static final Set<String> COMMENTED =
            Set.of(
                    "TABLE",
                    "VIEW",
                    "MATERIALIZED VIEW",
                    "COLUMN",
                    "INDEX",
                    "TYPE",
                    "SEQUENCE",
                    "SCHEMA");

    private final ClauseReader in;

    DropParser(ClauseReader in) {
        this.in = in;
    }

    ChangeStatement drop() {
        in.expect("DROP");
        String kind = kind();
        if (!DROPPED.contains(kind)) {
            return UnsupportedChanges.kind("DROP", kind);
        }
        boolean ifExists = in.accept("IF", "EXISTS");
        List<ObjectName> names = new ArrayList<>();
        do {
            names.add(in.requiredObjectName());
        } while (in.accept(','));
        String behaviour =
                in.accept("CASCADE") ? "CASCADE" : in.accept("RESTRICT") ? "RESTRICT" : "";
        in.expectEnd();
        return new Drop(kind, ifExists, names, behaviour);
    }

    ChangeStatement comment() {
        in.expect("COMMENT");
        in.expect("ON");
        String kind = kind();
        if (!COMMENTED.contains(kind)) {
            return UnsupportedChanges.kind("COMMENT ON", kind);
        }
        ObjectName name = in.requiredObjectName();
        if (kind.equals("COLUMN") && name.size() < 2) {
            throw in.syntaxError("\".\" and the name of a column");
        }
        in.expect("IS");
        Token comment = in.next();
        if (comment.kind() != Token.Kind.STRING && !comment.is("NULL")) {
            throw in.syntaxError("a string or NULL");
        }
        in.skip();
        String written = in.since(comment);
        in.expectEnd();
        return new Comment(kind, name, written);
    }

    private String kind() {
        String prefix = in.accept("MATERIALIZED") ? "MATERIALIZED " : "";
        return prefix + in.identifierOrKeyword().toUpperCase(Locale.ROOT);
    }
}
