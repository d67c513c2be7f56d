package dev.howdah.duckdb.jdbc;

import dev.howdah.duckdb.jdbc.StatementRunner.Outcome;
import dev.howdah.duckdb.session.Session;
import dev.howdah.duckdb.statement.ParsedStatement;
import dev.howdah.duckdb.statement.ParsedStatement.CreateSecret;
import dev.howdah.duckdb.statement.ParsedStatement.DropSecret;
import dev.howdah.duckdb.statement.ParsedStatement.Explain;
import dev.howdah.duckdb.statement.SecretDefinition;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.secret.Secret;
import dev.howdah.postgres.secret.SecretStore.IfExists;
import dev.howdah.postgres.secret.Storage;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** CREATE SECRET of a PostgreSQL, and DROP SECRET of one. They belong to no transaction. */
final class OwnSecrets {
    private final Session session;

    OwnSecrets(Session session) {
        this.session = session;
    }

    boolean isOwn(ParsedStatement statement) {
        return switch (statement) {
            case CreateSecret create -> true;
            case Explain explain -> explain.inner() instanceof CreateSecret;
            case DropSecret drop -> isOurs(drop);
            default -> false;
        };
    }

    private boolean isOurs(DropSecret drop) {
        List<Storage> meant = storages(drop);
        if (meant.isEmpty()) {
            return false;
        }
        try {
            return session.secrets()
                    .find(drop.name())
                    .filter(secret -> meant.contains(secret.storage()))
                    .isPresent();
        } catch (HowdahException ambiguousOrUntrusted) {
            return true;
        }
    }

    /** Where the secret may lie; nowhere if DuckDB alone may know such a storage. */
    private static List<Storage> storages(DropSecret drop) {
        return Arrays.stream(Storage.values())
                .filter(each -> drop.storage().map(each.sqlName()::equals).orElse(true))
                .filter(
                        each ->
                                drop.persistent()
                                        .map(isFile -> isFile == (each == Storage.FILE))
                                        .orElse(true))
                .toList();
    }

    /** Its result is a row that says so, as DuckDB's is. */
    Outcome carryOut(ParsedStatement statement, Request request) throws SQLException {
        return switch (statement) {
            case CreateSecret create -> create(create, request);
            case DropSecret drop -> drop(drop);
            default ->
                    throw HowdahException.unsupported(
                            "EXPLAIN of CREATE SECRET: there is nothing to plan; leave out EXPLAIN");
        };
    }

    private Outcome create(CreateSecret create, Request request) throws SQLException {
        SecretDefinition definition = SecretDefinition.parse(create.text());
        SecretValues values = new SecretValues(session.duckdb(), request.parameters());
        Secret secret = new SecretOptions(values).secret(definition);
        // In a transaction that has failed this fails, and nothing is created.
        boolean isDuckDbs = isDuckDbs(secret, definition);
        PreparedStatement success = session.duckdb().prepareStatement("SELECT true AS \"Success\"");
        try {
            // The last query of DuckDB's: with streaming results its rows stay open.
            success.execute();
            if (!isDuckDbs) {
                session.secrets().create(secret, ifExists(definition));
            }
            return new Outcome.Rows(success);
        } catch (SQLException | RuntimeException failure) {
            success.close();
            throw failure;
        }
    }

    private static IfExists ifExists(SecretDefinition definition) {
        if (definition.ifNotExists()) {
            return IfExists.KEEP;
        }
        return definition.orReplace() ? IfExists.REPLACE : IfExists.FAIL;
    }

    /** DuckDB's own secrets and ours must differ in their names: DROP SECRET knows no type. */
    private boolean isDuckDbs(Secret secret, SecretDefinition definition) throws SQLException {
        try (PreparedStatement query =
                session.duckdb()
                        .prepareStatement(
                                "SELECT type FROM duckdb_secrets() WHERE lower(name) = lower(?)")) {
            query.setString(1, secret.name());
            try (ResultSet rows = query.executeQuery()) {
                if (!rows.next()) {
                    return false;
                }
                if (definition.ifNotExists()) {
                    return true;
                }
                throw HowdahException.of(
                        ErrorKind.USER,
                        "42710",
                        ("Secret with name \"%s\" already exists: it is one of DuckDB's own, of"
                                        + " type \"%s\"; choose another name, or DROP SECRET it"
                                        + " first")
                                .formatted(secret.name(), rows.getString(1)));
            }
        }
    }

    private Outcome drop(DropSecret drop) {
        List<Storage> meant = storages(drop);
        session.secrets()
                .drop(
                        drop.name(),
                        meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty());
        return new Outcome.Done();
    }
}
