package dev.howdah.kuzu.rewrite;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.listing.Listings;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Source;
import dev.howdah.postgres.error.HowdahException;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what a source means among the attached databases. */
public final class SourceResolver {
    private static final String ALIAS = "h";
    private static final int QUALIFIED = 2;
    private static final int WITH_SCHEMA = 3;

    private final StatementRun run;
    private final Set<Attachment> used = new LinkedHashSet<>();

    public SourceResolver(StatementRun run) {
        this.run = run;
    }

    /** Whether the source is an attached database's, or a list in which these stand. */
    public boolean isOurs(Source source) throws SQLException {
        return switch (source) {
            case Source.Table table -> table(table).isPresent();
            case Source.SqlQuery _ -> true;
            case Source.Subquery _ -> false;
            case Source.ShowAttachedDatabases _, Source.ShowTables _, Source.TableInfo _ ->
                    listing(source).isPresent();
        };
    }

    /**
     * The source; empty if it is Kùzu's own.
     *
     * @throws HowdahException if it names an attached database that hasn't got it
     */
    public Optional<ResolvedSource> resolve(Source source) throws SQLException {
        return switch (source) {
            case Source.Table table -> table(table).map(this::resolved);
            case Source.SqlQuery query -> Optional.of(sqlQuery(query));
            case Source.Subquery _ -> Optional.empty();
            case Source.ShowAttachedDatabases _, Source.ShowTables _, Source.TableInfo _ -> {
                Optional<String> query = listing(source);
                yield query.isEmpty()
                        ? Optional.empty()
                        : Optional.of(described("the list", "(" + query.get() + ")"));
            }
        };
    }

    /** The attached databases that the resolved sources read. */
    Set<Attachment> used() {
        return used;
    }

    private Optional<String> listing(Source source) throws SQLException {
        return run.attachments().all().isEmpty()
                ? Optional.empty()
                : new Listings(run).query(source);
    }

    private Optional<SourceTable> table(Source.Table table) throws SQLException {
        List<String> parts = table.parts();
        if (parts.size() == 1) {
            Optional<Attachment> attachment = run.attachments().defaultDatabase();
            attachment.ifPresent(used::add);
            return attachment.isEmpty()
                    ? Optional.empty()
                    : attachment.get().find(Optional.empty(), parts.getFirst());
        }
        Optional<Attachment> attachment = run.attachments().find(parts.getFirst());
        if (attachment.isEmpty() || parts.size() > WITH_SCHEMA) {
            return Optional.empty();
        }
        used.add(attachment.get());
        Optional<String> schema =
                parts.size() == QUALIFIED ? Optional.empty() : Optional.of(parts.get(1));
        return Optional.of(attachment.get().require(schema, parts.getLast()));
    }

    private ResolvedSource resolved(SourceTable table) {
        return new ResolvedSource(
                run, table.label(), table.duckDbName(), table.columns(), Optional.of(table));
    }

    private ResolvedSource sqlQuery(Source.SqlQuery query) throws SQLException {
        String database = text(query.database(), "database");
        Attachment attachment =
                run.attachments()
                        .find(database)
                        .orElseThrow(
                                () ->
                                        HowdahException.user(
                                                "Runtime exception: No database named "
                                                        + database
                                                        + "."));
        used.add(attachment);
        return described(
                "SQL_QUERY on " + attachment.alias(), attachment.query(text(query.sql(), "SQL")));
    }

    private ResolvedSource described(String label, String from) throws SQLException {
        return new ResolvedSource(
                run,
                label,
                from,
                run.staging().describe(label, "SELECT * FROM " + from, ALIAS),
                Optional.empty());
    }

    private String text(Literal literal, String what) {
        Literal value =
                literal instanceof Literal.Parameter parameter
                        ? ParameterConstants.text(run.parameter(parameter.name()))
                        : literal;
        if (value instanceof Literal.Text text) {
            return text.value();
        }
        throw HowdahException.user(
                "Binder exception: SQL_QUERY takes the %s as a STRING: CALL SQL_QUERY('uw', 'SELECT …') RETURN *"
                        .formatted(what));
    }
}
