package dev.howdah.kuzu.rewrite;

import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Reference;
import dev.howdah.kuzu.statement.Reference.Header;
import dev.howdah.kuzu.statement.Reference.YieldItem;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The columns of a source under the names that a reference gives them. */
final class VisibleColumns {
    private final List<Visible> columns;

    private VisibleColumns(List<Visible> columns) {
        this.columns = columns;
    }

    /**
     * A column.
     *
     * @param name what the statement calls it
     * @param passage it in the source
     */
    record Visible(String name, ColumnPassage passage) {}

    /** The columns, with Kùzu's errors for WITH HEADERS and YIELD that don't fit them. */
    static VisibleColumns of(StatementRun run, ResolvedSource source, Reference reference) {
        List<ColumnPassage> passages = source.columns();
        List<String> names = passages.stream().map(ColumnPassage::name).toList();
        if (!reference.headers().isEmpty()) {
            checkHeaders(run, source, reference.headers());
            names = reference.headers().stream().map(Header::name).toList();
        } else if (!reference.yields().isEmpty()) {
            checkYields(names, reference.yields());
            names = reference.yields().stream().map(YieldItem::name).toList();
        }
        List<Visible> columns = new ArrayList<>();
        for (int i = 0; i < passages.size(); i++) {
            columns.add(new Visible(names.get(i), passages.get(i)));
        }
        return new VisibleColumns(columns);
    }

    private static void checkHeaders(
            StatementRun run, ResolvedSource source, List<Header> headers) {
        List<ColumnPassage> columns = source.columns();
        if (headers.size() != columns.size()) {
            throw HowdahException.user(
                    "Binder exception: Number of columns mismatch. Expected %d but got %d."
                            .formatted(headers.size(), columns.size()));
        }
        for (int i = 0; i < headers.size(); i++) {
            String wanted = canonical(run, headers.get(i).type());
            if (columns.get(i) instanceof StagedColumn column && !column.type().equals(wanted)) {
                throw HowdahException.user(
                        "Binder exception: %s has data type %s but %s was expected."
                                .formatted(headers.get(i).name(), column.type(), wanted));
            }
        }
    }

    /** The type as Kùzu writes it, who knows it by several names. */
    private static String canonical(StatementRun run, String type) {
        return run.graph()
                .list(
                        "RETURN typeof(CAST(NULL AS " + type + "))",
                        row -> String.valueOf(row.getValue(0)))
                .getFirst();
    }

    private static void checkYields(List<String> names, List<YieldItem> yields) {
        if (yields.size() != names.size()) {
            throw HowdahException.user(
                    "Binder exception: Output variables must all appear in the yield clause.");
        }
        for (int i = 0; i < yields.size(); i++) {
            String column = yields.get(i).column();
            if (!column.equalsIgnoreCase(names.get(i))) {
                throw HowdahException.user(
                        "Binder exception: Unknown table function output variable name: %s. The columns are %s, in this order."
                                .formatted(column, String.join(", ", names)));
            }
        }
    }

    List<String> names() {
        return columns.stream().map(Visible::name).toList();
    }

    /** The column that a condition means by this name. */
    Optional<StagedColumn> find(String name) {
        return columns.stream()
                .filter(column -> column.name().equalsIgnoreCase(name))
                .findFirst()
                .map(Visible::passage)
                .filter(StagedColumn.class::isInstance)
                .map(StagedColumn.class::cast);
    }

    /**
     * The columns that a statement needs, named as it names them.
     *
     * @param carriers what the others' columns in the file begin with
     */
    List<StagedColumn> needed(Reference reference, String label, String carriers) {
        List<StagedColumn> needed = new ArrayList<>();
        for (Visible column : columns) {
            if (!reference.mentions().mayNeed(column.name())) {
                continue;
            }
            switch (column.passage()) {
                case StagedColumn staged ->
                        needed.add(staged.prefixed(carriers).named(column.name()));
                case ColumnPassage.Unsupported unsupported ->
                        throw HowdahException.unsupported(
                                "Binder exception: Column %s of %s cannot be read: %s."
                                        .formatted(
                                                unsupported.name(), label, unsupported.reason()));
            }
        }
        return needed;
    }
}
