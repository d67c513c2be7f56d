package dev.howdah.kuzu.importgraph;

import dev.howdah.duckdb.statement.DuckDbLiteral;
import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.staging.StagedSelect;
import dev.howdah.kuzu.staging.Staging;
import dev.howdah.kuzu.staging.TableSlices;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.sql.Identifier;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Carries out a COPY: the rows go through a file, or one after the other if the disk demands it.
 */
final class StagedCopy {
    private final GraphConnection graph;
    private final Staging staging;
    private final Attachment attachment;

    StagedCopy(StatementRun run, Attachment attachment) throws SQLException {
        this.graph = run.graph();
        this.staging = run.staging();
        this.attachment = attachment;
    }

    /** Copies, and gives the number of rows that the source had. */
    long copy(CopyStep step) throws SQLException {
        TableSlices slices =
                TableSlices.of(staging, attachment.duckDbName(), step.source().table().relation());
        if (step.source() instanceof LoadSource.Plain plain) {
            return copyPlain(step, plain, slices);
        }
        LoadSource.Server server = (LoadSource.Server) step.source();
        if (slices.isEmpty()) {
            copyQuery(step, server, server.sql(Optional.empty()));
        }
        for (int slice = 0; slice < slices.count(); slice++) {
            Optional<String> condition =
                    Optional.of(slices.condition(slice, LoadSource.Server.ROW));
            copyQuery(step, server, server.sql(condition));
        }
        return number("FROM " + attachment.query(server.countSql()));
    }

    private long copyPlain(CopyStep step, LoadSource.Plain plain, TableSlices slices)
            throws SQLException {
        if (slices.isEmpty()) {
            return copyFrom(step, plain.columns(), plain.table().duckDbName(), plain.condition());
        }
        Map<String, String> names = new LinkedHashMap<>();
        for (StagedColumn column : plain.columns()) {
            int index = plain.table().columns().indexOf(column);
            names.put(plain.table().relation().columns().get(index).name(), column.name());
        }
        long rows = 0;
        for (int slice = 0; slice < slices.count(); slice++) {
            String source = slices.source(slice, names);
            rows += copyFrom(step, plain.columns(), source, plain.condition());
        }
        return rows;
    }

    private void copyQuery(CopyStep step, LoadSource.Server server, String sql)
            throws SQLException {
        String query = attachment.query(sql);
        String keys =
                server.items().stream()
                        .map(item -> Identifier.quote(item.name()))
                        .collect(Collectors.joining(", "));
        List<StagedColumn> columns = new ArrayList<>();
        for (ColumnPassage passage :
                staging.describe(
                        server.table().label(), "SELECT " + keys + " FROM " + query, "howdah_k")) {
            if (!(passage instanceof StagedColumn staged)) {
                throw HowdahException.internal("A key that can't travel: " + passage);
            }
            columns.add(staged);
        }
        columns.addAll(server.columns());
        copyFrom(step, columns, query, Optional.empty());
    }

    private long copyFrom(
            CopyStep step, List<StagedColumn> columns, String source, Optional<String> condition)
            throws SQLException {
        Path file =
                staging.stage(
                        step.source().table().label(),
                        new StagedSelect(columns, source, condition));
        String projections =
                columns.stream().map(StagedColumn::projection).collect(Collectors.joining(", "));
        graph.run(step.over("LOAD FROM " + Staging.literal(file) + " WITH " + projections));
        long rows = number("SELECT count(*) FROM " + DuckDbLiteral.quote(file.toString()));
        staging.remove(file);
        return rows;
    }

    /** The first value of the first row of a query to DuckDB. */
    private long number(String sql) throws SQLException {
        try (Statement statement = staging.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
