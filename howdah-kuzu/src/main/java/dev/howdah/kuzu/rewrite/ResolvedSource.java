package dev.howdah.kuzu.rewrite;

import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.staging.StagedSelect;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.catalog.Relation;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** A source whose rows come from DuckDB: a table, a query of the server's, or a list of things. */
public final class ResolvedSource {
    private final StatementRun run;
    private final String label;
    private final String from;
    private final List<ColumnPassage> columns;
    private final Optional<SourceTable> table;

    ResolvedSource(
            StatementRun run,
            String label,
            String from,
            List<ColumnPassage> columns,
            Optional<SourceTable> table) {
        this.run = run;
        this.label = label;
        this.from = from;
        this.columns = List.copyOf(columns);
        this.table = table;
    }

    /** What errors call it. */
    public String label() {
        return label;
    }

    /** What DuckDB finds after FROM. */
    public String from() {
        return from;
    }

    /** How its columns travel, in order; aliases begin with {@code h} and a number. */
    public List<ColumnPassage> columns() {
        return columns;
    }

    /** The table, if it is one. */
    public Optional<SourceTable> table() {
        return table;
    }

    /** The columns of which each value is in one row at most. */
    List<String> keys() {
        return table.stream()
                .flatMap(found -> found.relation().keys().stream())
                .filter(key -> !(key instanceof Relation.Key.Foreign) && key.columns().size() == 1)
                .map(key -> key.columns().getFirst())
                .toList();
    }

    /**
     * Stages its rows in the statement's snapshot.
     *
     * @param chosen some of its columns, perhaps renamed
     * @param condition DuckDB's, on its columns
     */
    public Path stage(List<StagedColumn> chosen, Optional<String> condition) throws SQLException {
        return stage(new StagedSelect(chosen, from, condition));
    }

    Path stage(StagedSelect select) throws SQLException {
        return run.staging().stage(label, select);
    }
}
