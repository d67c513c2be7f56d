package dev.howdah.kuzu.copy;

import com.kuzudb.QueryResult;

import dev.howdah.kuzu.attach.Attachment;
import dev.howdah.kuzu.rewrite.ResolvedSource;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.staging.StagedSelect;
import dev.howdah.kuzu.staging.Staging;
import dev.howdah.kuzu.staging.TableSlices;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.error.HowdahException;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Copies columns of one source: in one file, or in slices of a table that is too large. */
final class TableCopy {
    private final StatementRun run;
    private final CopyTarget target;
    private final ResolvedSource source;
    private final List<Slot.Filled> filled;
    private final List<StagedColumn> columns;
    private final KeyFailure failure;
    private final Optional<KeyCheck> keys;

    /**
     * A copy.
     *
     * @param filled the columns in the order of the target's places
     */
    TableCopy(
            StatementRun run, CopyTarget target, ResolvedSource source, List<Slot.Filled> filled) {
        this.run = run;
        this.target = target;
        this.source = source;
        this.filled = List.copyOf(filled);
        this.columns = filled.stream().map(Slot.Filled::column).distinct().toList();
        this.failure = new KeyFailure(target, source.label());
        this.keys =
                target.keyIndex() >= 0 && !target.ignoreErrors()
                        ? Optional.of(
                                new KeyCheck(run, target, filled.get(target.keyIndex()), failure))
                        : Optional.empty();
    }

    /** A plan only: nothing is read. */
    QueryResult explain(String prefix) throws SQLException {
        Path file = source.stage(columns, Optional.of("false"));
        return run.query(
                prefix + target.head() + piece(file) + target.options(target.ignoreErrors()));
    }

    QueryResult copy(String prefix, Optional<Attachment> attachment) throws SQLException {
        Optional<TableSlices> slices = slices(attachment);
        boolean vouched = checkKeysOfAll(slices.isPresent(), attachment);
        Files files = new Files(slices, !vouched && slices.isEmpty());
        boolean create =
                run.graph().inTransaction()
                        || target.hasDecimalKey()
                        || target.slots().isEmpty()
                        || (slices.isPresent() && filled.stream().anyMatch(Slot.Filled::mayFail))
                        || (!target.isNode()
                                && slices.isPresent()
                                && GraphAnswers.count(run, target) > 0);
        if (create) {
            return run.graph().atomically(() -> create(prefix, files));
        }
        return target.isNode()
                ? new NodeLoad(run, target, failure)
                        .load(
                                prefix,
                                () -> {
                                    Path file = files.next();
                                    return file == null ? null : piece(file);
                                })
                : relationships(prefix, files, slices.isPresent());
    }

    private Optional<TableSlices> slices(Optional<Attachment> attachment) throws SQLException {
        if (attachment.isEmpty() || source.table().isEmpty()) {
            return Optional.empty();
        }
        TableSlices slices =
                TableSlices.of(
                        run.staging(),
                        attachment.get().duckDbName(),
                        source.table().get().relation());
        return slices.isEmpty() ? Optional.empty() : Optional.of(slices);
    }

    /** Whether no file needs to be looked through for duplicates. */
    private boolean checkKeysOfAll(boolean sliced, Optional<Attachment> attachment)
            throws SQLException {
        if (keys.isEmpty()) {
            return true;
        } else if (source.table().isPresent() && keys.get().isVouchedFor(source.table().get())) {
            return true;
        } else if (sliced) {
            keys.get()
                    .checkServer(
                            source.table().orElseThrow(), attachment.orElseThrow().duckDbName());
            return true;
        }
        return false;
    }

    private QueryResult create(String prefix, Files files) throws SQLException {
        return new RowCreation(run, target)
                .create(
                        prefix,
                        () -> {
                            Path file = files.next();
                            if (file == null) {
                                return null;
                            }
                            Rows rows = Rows.of(file, filled);
                            if (!target.isNode() && !target.ignoreErrors()) {
                                checkEnds(rows);
                            }
                            return rows;
                        });
    }

    /** A table without rows loses none when a COPY into it is rolled back. */
    private QueryResult relationships(String prefix, Files files, boolean sliced)
            throws SQLException {
        if (!sliced) {
            Path file = files.next();
            return copyFile(
                    prefix, file == null ? source.stage(columns, Optional.of("false")) : file);
        }
        Outcome total =
                run.graph()
                        .atomically(
                                () -> {
                                    Outcome sum = Outcome.NOTHING;
                                    for (Path file = files.next();
                                            file != null;
                                            file = files.next()) {
                                        try (QueryResult result = copyFile("", file)) {
                                            sum = sum.plus(Outcome.read(result));
                                        }
                                    }
                                    return sum;
                                });
        return Messages.of(run, total.lines(target.name()));
    }

    /** Kùzu looks up all keys before it writes, so that a failure leaves what was there. */
    private QueryResult copyFile(String prefix, Path file) {
        try {
            return run.queryWhole(
                    prefix + target.head() + piece(file) + target.options(target.ignoreErrors()));
        } catch (HowdahException kuzus) {
            if (MissingNodes.isReason(kuzus)) {
                checkEnds(Rows.of(file, filled));
            }
            throw kuzus;
        }
    }

    private void checkEnds(Rows rows) {
        List<String> names =
                filled.subList(0, CopyTarget.ENDS).stream()
                        .map(each -> each.column().name())
                        .toList();
        Optional<HowdahException> missing =
                new MissingNodes(run, target, failure).find(rows, names);
        if (missing.isPresent()) {
            throw missing.get();
        }
    }

    /** A file's own columns are faster than a query over them by a third. */
    private String piece(Path file) {
        boolean direct =
                columns.size() == filled.size()
                        && !filled.isEmpty()
                        && filled.stream().allMatch(Slot.Filled::isDirect);
        if (direct) {
            return Staging.literal(file);
        }
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < filled.size(); i++) {
            items.append(i == 0 ? "" : ", ")
                    .append(filled.get(i).value())
                    .append(" AS howdah_value")
                    .append(i);
        }
        return "(LOAD FROM " + Staging.literal(file) + " RETURN " + items + ")";
    }

    /** Stages one file after the other, each checked. */
    private final class Files {
        private final Optional<TableSlices> slices;
        private final boolean checkDuplicates;
        private final Map<String, String> names = new LinkedHashMap<>();
        private int number;
        private boolean againstGraph;
        private @Nullable Path previous;

        Files(Optional<TableSlices> slices, boolean checkDuplicates) {
            this.slices = slices;
            this.checkDuplicates = checkDuplicates;
            columns.forEach(column -> names.put(column.name(), column.name()));
        }

        @Nullable Path next() throws SQLException {
            if (previous != null) {
                run.staging().remove(previous);
                previous = null;
            }
            if (number == slices.map(TableSlices::count).orElse(1)) {
                if (slices.isPresent()) {
                    run.staging().endTransaction();
                }
                return null;
            }
            Path file = stage(number++);
            previous = file;
            check(file);
            return file;
        }

        private Path stage(int slice) throws SQLException {
            if (slices.isEmpty()) {
                return source.stage(columns, Optional.empty());
            }
            return run.staging()
                    .stage(
                            source.label(),
                            new StagedSelect(
                                    columns, slices.get().source(slice, names), Optional.empty()));
        }

        private void check(Path file) throws SQLException {
            if (keys.isPresent() && checkDuplicates) {
                keys.get().checkFile(file);
            }
            if (slices.isEmpty()) {
                run.staging().endTransaction();
            }
            Rows rows = Rows.of(file, filled);
            for (Slot.Filled each : filled) {
                if (each.mayFail()) {
                    checkCast(rows, each);
                }
            }
            boolean filledTable =
                    keys.isPresent() && number == 1 && GraphAnswers.count(run, target) > 0;
            againstGraph |= filledTable;
            if (keys.isPresent() && againstGraph) {
                keys.get().checkGraph(rows);
            }
        }

        /** A value that can't be cast must not come to light within the COPY. */
        private void checkCast(Rows rows, Slot.Filled each) {
            try {
                GraphAnswers.rows(run, rows.clauses() + " RETURN count(" + each.value() + ")");
            } catch (HowdahException kuzus) {
                throw HowdahException.of(
                        kuzus.kind(),
                        "%s Column \"%s\" of %s is %s, and %s of table %s is %s."
                                .formatted(
                                        kuzus.getMessage(),
                                        each.column().name(),
                                        source.label(),
                                        each.column().type(),
                                        each.slot().name(),
                                        target.name(),
                                        each.slot().type()),
                        kuzus);
            }
        }
    }
}
