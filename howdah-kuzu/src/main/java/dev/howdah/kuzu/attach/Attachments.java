package dev.howdah.kuzu.attach;

import dev.howdah.duckdb.catalog.AttachOptions;
import dev.howdah.duckdb.catalog.AttachTarget;
import dev.howdah.duckdb.catalog.AttachedDatabase;
import dev.howdah.duckdb.jdbc.AttachedPostgres;
import dev.howdah.duckdb.jdbc.HowdahConnection;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.staging.Stager;
import dev.howdah.kuzu.staging.StagingArea;
import dev.howdah.kuzu.staging.StagingLimits;
import dev.howdah.postgres.connection.Environment;
import dev.howdah.postgres.error.ErrorKind;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The attached PostgreSQL databases. Names are found in any case, as Kùzu does. One thread at a
 * time.
 *
 * <p>A database attached while there is no default becomes it, so the first one is, until USE names
 * another. When the default is detached there is none, and a name alone is Kùzu's own business,
 * until USE or the next ATTACH.
 *
 * <p>The DuckDB that stages rows is opened by the first ATTACH. Where a connection string and its
 * secret say nothing, the variables {@code PG…} count, then those of PostgreSQL's container images,
 * {@code POSTGRES_…}.
 */
public final class Attachments implements AutoCloseable {
    private static final String DUPLICATE = "42P04";

    /** What a server or the core says of a table or column that is no more what we know. */
    private static final Set<String> OUTDATED =
            Set.of("42P01", "42703", "3F000", "42804", "42883", "0A000");

    private static final String RUNTIME_EXCEPTION = "Runtime exception";

    /** What DuckDB has by itself, or could take for a schema of its own. */
    private static final Set<String> RESERVED =
            Set.of("memory", "system", "temp", "main", "pg_catalog", "information_schema");

    private final Environment environment;
    private final List<Attachment> attached = new ArrayList<>();
    private @Nullable Stager stager;
    private @Nullable Attachment chosen;
    private boolean choosesFirst = true;

    /** Attaches nothing yet. */
    public Attachments() {
        this(Environment.system());
    }

    /** As the other, in an environment. */
    Attachments(Environment environment) {
        this.environment = environment.withImageVariables();
    }

    /** As the other, beside no databases of Kùzu's own. */
    public Attachment attach(String target, Optional<String> alias, Map<String, Literal> options)
            throws SQLException {
        return attach(target, alias, options, List.of());
    }

    /**
     * Connects to a database and reads its catalogue.
     *
     * @param target a libpq connection string or URI; may be empty if the environment or a secret
     *     says enough
     * @param alias the name; if none, the database's own
     * @param options of ATTACH without dbtype, names in lower case
     * @param taken the names of databases that Kùzu has attached by itself
     * @throws HowdahException if the name is taken, an option is unknown or of a wrong type, the
     *     server can't be reached, or a column of the schema can't be read and {@code
     *     skip_unsupported_table} isn't set
     */
    public Attachment attach(
            String target,
            Optional<String> alias,
            Map<String, Literal> options,
            Collection<String> taken)
            throws SQLException {
        AttachSettings settings = AttachSettings.of(options);
        alias.ifPresent(name -> requireFree(name, taken));
        AttachedPostgres duckdb = duckdb();
        AttachTarget resolved = resolve(duckdb, target, settings);
        String name = alias.orElseGet(resolved.connection()::database);
        requireFree(name, taken);
        AttachedDatabase database = open(duckdb, resolved, name);
        try {
            return add(new Attachment(name, settings, database, duckdb));
        } catch (RuntimeException failure) {
            letGo(database.name());
            throw failure;
        }
    }

    private AttachTarget resolve(AttachedPostgres duckdb, String target, AttachSettings settings) {
        try {
            return duckdb.resolve(target, settings.secret(), environment);
        } catch (HowdahException failure) {
            throw failure.in(RUNTIME_EXCEPTION);
        }
    }

    private AttachedDatabase open(AttachedPostgres duckdb, AttachTarget target, String name)
            throws SQLException {
        try {
            return duckdb.attach(target, duckDbName(name), AttachOptions.DEFAULT);
        } catch (HowdahException failure) {
            throw failure.in(RUNTIME_EXCEPTION);
        }
    }

    private Attachment add(Attachment attachment) {
        attachment.requireSupported();
        attached.add(attachment);
        if (choosesFirst) {
            choosesFirst = false;
            chosen = attachment;
        }
        return attachment;
    }

    private void requireFree(String name, Collection<String> taken) {
        if (name.isEmpty()) {
            throw HowdahException.user(
                    "Binder exception: A database can't be attached under an empty name; give it one: ATTACH … AS name");
        }
        requireFree(name);
        if (taken.stream().anyMatch(name::equalsIgnoreCase)) {
            throw duplicate(name);
        }
    }

    /**
     * Asserts that a database of another kind may be attached under a name.
     *
     * @throws HowdahException in Kùzu's words if one of these has it
     */
    public void requireFree(String name) {
        if (find(name).isPresent()) {
            throw duplicate(name);
        }
    }

    private static HowdahException duplicate(String name) {
        return HowdahException.of(
                ErrorKind.USER,
                DUPLICATE,
                RUNTIME_EXCEPTION
                        + ": Duplicate attached database name: %s. Attached database name must be unique."
                                .formatted(name));
    }

    private String duckDbName(String alias) {
        String name = alias;
        for (int i = 1; isTaken(name); i++) {
            name = alias + "_" + i;
        }
        return name;
    }

    private boolean isTaken(String duckDbName) {
        return RESERVED.contains(duckDbName.toLowerCase(Locale.ROOT))
                || attached.stream()
                        .anyMatch(each -> each.duckDbName().equalsIgnoreCase(duckDbName));
    }

    /** Lets a database go; false if none has this name. */
    public boolean detach(String alias) throws SQLException {
        Optional<Attachment> found = find(alias);
        if (found.isEmpty()) {
            return false;
        }
        letGo(found.get().duckDbName());
        attached.remove(found.get());
        if (found.get() == chosen) {
            chosen = null;
            choosesFirst = true;
        }
        return true;
    }

    private void letGo(String duckDbName) throws SQLException {
        try (Statement statement = stager().connection().createStatement()) {
            statement.execute("DETACH " + Identifier.quote(duckDbName));
        }
    }

    /** Makes a database the default; false if none has this name. */
    public boolean use(String alias) {
        Optional<Attachment> found = find(alias);
        if (found.isPresent()) {
            chosen = found.get();
            choosesFirst = false;
        }
        return found.isPresent();
    }

    /** No database is the default until USE: a name alone means one of Kùzu's own. */
    public void useNone() {
        chosen = null;
        choosesFirst = false;
    }

    public Optional<Attachment> find(String alias) {
        return attached.stream().filter(each -> each.alias().equalsIgnoreCase(alias)).findFirst();
    }

    public Optional<Attachment> defaultDatabase() {
        return Optional.ofNullable(chosen);
    }

    /** All, in the order of attaching. */
    public List<Attachment> all() {
        return List.copyOf(attached);
    }

    /** Reads the catalogues of all databases anew. */
    public void clearCache() throws SQLException {
        refresh(attached);
    }

    /** Reads the catalogues of some databases anew; whether one has changed. */
    public static boolean refresh(Collection<Attachment> attachments) throws SQLException {
        boolean changed = false;
        for (Attachment attachment : attachments) {
            changed |= attachment.refresh();
        }
        return changed;
    }

    /** Whether a failure may come from a catalogue that is no more what the server has. */
    public static boolean mayBeOutdated(SQLException failure) {
        return OUTDATED.contains(String.valueOf(failure.getSQLState()));
    }

    /** What stages their rows; opened if need be. */
    public Stager stager() throws SQLException {
        Stager open = stager;
        if (open == null) {
            open = Stager.open(StagingArea.open(), StagingLimits.configured());
            stager = open;
        }
        return open;
    }

    private AttachedPostgres duckdb() throws SQLException {
        return stager().connection().unwrap(HowdahConnection.class).attachedPostgres();
    }

    /** Lets all databases go, with their connections and staged files. Idempotent. */
    @Override
    public void close() throws SQLException {
        Stager open = stager;
        stager = null;
        attached.clear();
        useNone();
        if (open != null) {
            open.close();
        }
    }
}
