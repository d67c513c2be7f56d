package dev.howdah.cli.shell;

import dev.howdah.cli.render.JdbcRows;
import dev.howdah.duckdb.connect.ServerState;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** DuckDB with PostgreSQL on its back, spoken to in SQL. */
final class SqlEngine implements ShellEngine {
    private final Connection connection;
    private final Place place;
    private final Language language;
    private final Names names;
    private final ProgressSource progress;
    private final AtomicReference<@Nullable Statement> running = new AtomicReference<>();
    private ZoneId zone = ZoneOffset.UTC;

    SqlEngine(Connection connection) throws SQLException {
        this.connection = connection;
        place = new Place(connection);
        language = new SqlLanguage(place);
        names = new CatalogNames(connection, place);
        progress = Engine.progress(connection);
    }

    static SqlEngine open(Optional<Path> database) throws SQLException {
        return new SqlEngine(Engine.open(database));
    }

    @Override
    public void run(String sql, ResultPrinter printer) throws SQLException {
        zone = currentZone();
        try (Statement statement = connection.createStatement()) {
            running.set(statement);
            if (statement.execute(sql)) {
                try (ResultSet result = statement.getResultSet()) {
                    printer.print(JdbcRows.of(result, zone));
                }
            }
        } finally {
            running.set(null);
        }
    }

    @Override
    public void cancel() {
        Statement statement = running.get();
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException endedMeanwhile) {
                // A statement that has just ended needs no cancelling.
            }
        }
    }

    @Override
    public ProgressSource progress() {
        return progress;
    }

    @Override
    public Language language() {
        return language;
    }

    @Override
    public Names names() {
        return names;
    }

    @Override
    public Listing listing() {
        return new CatalogListing(connection);
    }

    @Override
    public String prompt() {
        return place.prompt();
    }

    @Override
    public String greeting() {
        return "Howdah: DuckDB on PostgreSQL's back. Enter \".help\" for hints.";
    }

    @Override
    public History history() {
        return new History("HOWDAH_HISTORY", ".howdah_history");
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** Asked before each statement: while a result streams, the connection is busy. */
    private ZoneId currentZone() {
        Optional<ServerState> server = place.server();
        if (server.isPresent()) {
            return server.get().timeZone().flatMap(SqlEngine::zone).orElse(zone);
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT current_setting('TimeZone')")) {
            result.next();
            return ZoneId.of(result.getString(1));
        } catch (SQLException | DateTimeException unknown) {
            // In a failed transaction nothing can be asked: the last known zone serves.
            return zone;
        }
    }

    private static Optional<ZoneId> zone(String name) {
        try {
            return Optional.of(ZoneId.of(name));
        } catch (DateTimeException unknown) {
            return Optional.empty();
        }
    }
}
