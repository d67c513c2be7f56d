package dev.howdah.duckdb.connect;

import dev.howdah.duckdb.statement.Dialect;
import dev.howdah.postgres.scan.RemoteConsole;

import java.util.Optional;

/**
 * Where a connection's statements go now, for a prompt.
 *
 * @param name what CONNECT named, or the database that a connection string leads to, unless the
 *     option CONNECT_DISPLAY says otherwise
 * @param dialect the rules that statements are cut by
 * @param timeZone the server session's own
 */
public record ServerState(
        String name,
        RemoteConsole.Transaction transaction,
        Dialect dialect,
        Optional<String> timeZone) {}
