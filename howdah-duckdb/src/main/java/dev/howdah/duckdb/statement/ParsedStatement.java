package dev.howdah.duckdb.statement;

import dev.howdah.postgres.error.CredentialMask;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One statement, told apart as far as Howdah must act on it. */
public sealed interface ParsedStatement {
    /** The statement as it was written, without the semicolon. */
    String text();

    /** ATTACH of a PostgreSQL; any other ATTACH is {@link Verbatim}. */
    record Attach(
            String text,
            String path,
            Optional<String> alias,
            boolean orReplace,
            boolean ifNotExists,
            List<Option> options)
            implements ParsedStatement {
        public Attach {
            Objects.requireNonNull(path);
            options = List.copyOf(options);
        }

        /** The connection string may hold a password. */
        @Override
        public String toString() {
            return "ATTACH " + alias.orElse("…");
        }
    }

    /**
     * An option in the brackets of ATTACH.
     *
     * @param name in lower case
     * @param values one value, those of a list, or none where only the name stands
     */
    record Option(String name, List<Value> values, boolean list) {
        public Option {
            values = List.copyOf(values);
        }
    }

    /** A value of an option or setting: a string, or the word or number as it stands. */
    record Value(String text, boolean quoted) {}

    /** DETACH. */
    record Detach(String text, String name, boolean ifExists) implements ParsedStatement {}

    /** USE, with one part or two. */
    record Use(String text, ObjectName target) implements ParsedStatement {}

    /** SHOW TABLES and nothing else. */
    record ShowTables(String text) implements ParsedStatement {}

    /** SET or RESET of the search path or the schema. */
    record SearchPathChange(String text) implements ParsedStatement {}

    /** A call of postgres_attach and nothing else: views over a PostgreSQL's tables. */
    record PostgresAttach(
            String text,
            String connectionString,
            String sourceSchema,
            String sinkSchema,
            boolean overwrite,
            boolean filterPushdown,
            String suffix)
            implements ParsedStatement {
        /** The connection string may hold a password. */
        @Override
        public String toString() {
            return "postgres_attach of " + sourceSchema;
        }
    }

    /**
     * SET or RESET of one of our settings. RESET has no value, and one that is no constant is not
     * given.
     */
    record SetSetting(String text, String name, Optional<Value> value) implements ParsedStatement {
        /** Without credentials, as for all statements that may hold any. */
        @Override
        public String toString() {
            return CredentialMask.mask(text);
        }
    }

    /** COPY FROM DATABASE source TO target. */
    record CopyDatabase(String text, String source, String target, boolean schema, boolean data)
            implements ParsedStatement {}

    /**
     * COPY … TO a file of PostgreSQL's binary format.
     *
     * @param query whose rows are written
     */
    record BinaryCopyTo(String text, String query, String file) implements ParsedStatement {}

    /**
     * CREATE SECRET of a PostgreSQL; any other is {@link Verbatim}. {@link SecretDefinition#parse}
     * says what is in it.
     */
    record CreateSecret(String text) implements ParsedStatement {
        /** It holds a password as a rule. */
        @Override
        public String toString() {
            return "CREATE SECRET";
        }
    }

    /**
     * DROP SECRET, which may mean one of ours or one of DuckDB's.
     *
     * @param persistent which of two it means, if that was said
     * @param storage in lower case
     */
    record DropSecret(
            String text, String name, Optional<Boolean> persistent, Optional<String> storage)
            implements ParsedStatement {}

    /** INSTALL or LOAD of the native extension, which Howdah replaces. */
    record LoadExtension(String text) implements ParsedStatement {}

    /** BEGIN, COMMIT or ROLLBACK. */
    record Transaction(String text, Action action) implements ParsedStatement {
        /** What it does. */
        public enum Action {
            BEGIN,
            COMMIT,
            ROLLBACK
        }
    }

    /**
     * CONNECT.
     *
     * @param database the name of an attached database, empty if a connection string is given
     * @param target the connection string with its options
     */
    record Connect(String text, String database, Optional<Attach> target)
            implements ParsedStatement {
        /** The connection string may hold a password. */
        @Override
        public String toString() {
            return "CONNECT " + database;
        }
    }

    /** DISCONNECT, or CONNECT LOCAL, which is no mistake where nothing is connected. */
    record Disconnect(String text, boolean lenient) implements ParsedStatement {}

    /** A statement typed while connected to a PostgreSQL, which gets it as it is. */
    record Passed(String text) implements ParsedStatement {
        @Override
        public String toString() {
            return CredentialMask.mask(text);
        }
    }

    /** SAVEPOINT, RELEASE or ROLLBACK TO. */
    record Savepoint(String text) implements ParsedStatement {}

    /** EXPLAIN. */
    record Explain(String text, boolean analyze, Optional<String> format, ParsedStatement inner)
            implements ParsedStatement {
        @Override
        public String toString() {
            return CredentialMask.mask(text);
        }
    }

    /**
     * A statement that changes an object; the host says whether that lies in a PostgreSQL.
     *
     * @param targets what is changed; empty means the current schema
     * @param object what the targets are
     * @param reads whether the statement may read relations as well
     */
    record Change(
            String text, String verb, ObjectKind object, List<ObjectName> targets, boolean reads)
            implements ParsedStatement {
        public Change {
            targets = List.copyOf(targets);
        }

        /** Whether the text is PREPARE of the change. */
        public boolean isPrepared() {
            return Lexer.tokenize(text).getFirst().is("PREPARE");
        }

        @Override
        public String toString() {
            return CredentialMask.mask(text);
        }
    }

    /** What a {@link Change} changes. */
    enum ObjectKind {
        /** A table, view, type or anything else that lies in a schema. */
        IN_SCHEMA,
        SCHEMA,
        DATABASE
    }

    /** A statement that may read relations and that EXPLAIN understands. */
    record Query(String text) implements ParsedStatement {
        @Override
        public String toString() {
            return CredentialMask.mask(text);
        }
    }

    /** All else: DuckDB knows what it means. */
    record Verbatim(String text) implements ParsedStatement {
        @Override
        public String toString() {
            return CredentialMask.mask(text);
        }
    }
}
