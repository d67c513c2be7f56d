package dev.howdah.kuzu.statement;

import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.Span;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a statement is to us; option names are in lower case. Whether names mean something of ours
 * is for the caller to find out: a {@code DETACH} may also mean another Kùzu database.
 */
public sealed interface Statement {
    /** {@code [FORCE] INSTALL postgres [FROM …]}. */
    record Install(String extension) implements Statement {}

    /** {@code LOAD [EXTENSION] postgres}. */
    record LoadExtension(String extension) implements Statement {}

    /** {@code ATTACH} of a PostgreSQL; without the option that says so. */
    record Attach(String target, Optional<String> alias, Map<String, Literal> options)
            implements Statement {
        public Attach {
            options = Map.copyOf(options);
        }

        @Override
        public String toString() {
            // Where a password stands in what is misspelt, nobody knows.
            return "Attach[alias=%s, options=%s]".formatted(alias, options.keySet());
        }
    }

    /** {@code DETACH name}. */
    record Detach(String name) implements Statement {}

    /** {@code USE name}. */
    record Use(String name) implements Statement {}

    /** {@code CALL POSTGRES_CLEAR_CACHE()} or {@code CLEAR_ATTACHED_DB_CACHE()}. */
    record ClearCache() implements Statement {}

    /**
     * {@code CALL IMPORT_GRAPH(database, name := value, …)}.
     *
     * @param rest from WHERE, YIELD or RETURN on
     */
    record ImportGraph(Literal database, Map<String, Literal> options, Span rest)
            implements Statement {
        public ImportGraph {
            options = Map.copyOf(options);
        }
    }

    /**
     * {@code COPY table [(columns)] FROM source [(options)]}.
     *
     * @param prefix what of EXPLAIN, EXPLAIN LOGICAL or PROFILE stands before it, in capitals;
     *     empty without. Only EXPLAIN copies nothing.
     * @param sourceSpan the source alone; a subquery with its parentheses
     * @param references those of a subquery
     */
    record CopyFrom(
            String prefix,
            String table,
            List<String> columns,
            Source source,
            Span sourceSpan,
            Map<String, Literal> options,
            List<Reference> references)
            implements Statement {
        public CopyFrom {
            columns = List.copyOf(columns);
            options = Map.copyOf(options);
            references = List.copyOf(references);
        }
    }

    /**
     * {@code COPY (query) TO name [(options)]}; never behind EXPLAIN or PROFILE.
     *
     * @param query without its parentheses
     */
    record CopyTo(
            Span query,
            List<String> target,
            Map<String, Literal> options,
            List<Reference> references)
            implements Statement {
        public CopyTo {
            target = List.copyOf(target);
            options = Map.copyOf(options);
            references = List.copyOf(references);
        }
    }

    /**
     * {@code CREATE NODE|REL TABLE … AS query}.
     *
     * @param node whether it makes a node table
     */
    record CreateTableAs(
            boolean node, String table, boolean ifNotExists, List<Reference> references)
            implements Statement {
        public CreateTableAs {
            references = List.copyOf(references);
        }
    }

    /** Anything else; without references it is Kùzu's alone. */
    record Query(List<Reference> references) implements Statement {
        public Query {
            references = List.copyOf(references);
        }
    }
}
