package dev.howdah.duckdb.pushdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One scan of PostgreSQL in a plan, and what stands above it.
 *
 * @param columns the indexes of the columns that it reads, in its order
 * @param filters the conditions directly above it, as printed
 * @param complete whether {@code filters} are all there are below {@code consumer}
 * @param projections the lists of the projections below {@code consumer}, the uppermost first
 * @param consumer the first operator above that is neither filter nor projection
 */
record ScanOccurrence(
        int tableId,
        List<Integer> columns,
        List<String> filters,
        boolean complete,
        List<List<String>> projections,
        Optional<PlanNode> consumer,
        boolean consumerIsRoot) {
    private static final String SCAN = "PG_SCAN";
    private static final Pattern COLUMN = Pattern.compile("t([0-9]{1,9})c([0-9]{1,9})");
    private static final Pattern POSITION = Pattern.compile("#[0-9]+");

    /** All scans of a plan; empty if one of them doesn't say which table it reads. */
    static Optional<List<ScanOccurrence>> all(PlanNode root) {
        List<ScanOccurrence> found = new ArrayList<>();
        return collect(root, new ArrayList<>(), found) ? Optional.of(found) : Optional.empty();
    }

    private static boolean collect(
            PlanNode node, List<PlanNode> ancestors, List<ScanOccurrence> found) {
        if (node.is(SCAN)) {
            Optional<ScanOccurrence> scan = of(node, ancestors);
            scan.ifPresent(found::add);
            return scan.isPresent();
        }
        ancestors.add(node);
        boolean readable = true;
        for (PlanNode child : node.children()) {
            readable &= collect(child, ancestors, found);
        }
        ancestors.removeLast();
        return readable;
    }

    private static Optional<ScanOccurrence> of(PlanNode scan, List<PlanNode> ancestors) {
        List<Integer> columns = new ArrayList<>();
        OptionalInt table = OptionalInt.empty();
        for (String name : scan.list("Projections")) {
            Matcher column = COLUMN.matcher(name);
            if (!column.matches()) {
                return Optional.empty();
            }
            table = OptionalInt.of(Integer.parseInt(column.group(1)));
            columns.add(Integer.parseInt(column.group(2)));
        }
        if (table.isEmpty()) {
            return Optional.empty();
        }
        List<String> filters = new ArrayList<>();
        List<List<String>> projections = new ArrayList<>();
        boolean complete = true;
        int above = ancestors.size() - 1;
        for (; above >= 0; above--) {
            PlanNode node = ancestors.get(above);
            if (node.is("PROJECTION")) {
                projections.addFirst(node.list("Projections"));
            } else if (!node.is("FILTER")) {
                break;
            } else if (projections.stream().allMatch(ScanOccurrence::onlyPasses)) {
                filters.add(node.text("Expression"));
            } else {
                // Above a computation a name may mean its result.
                complete = false;
            }
        }
        int position = above;
        boolean root =
                ancestors.subList(0, Math.max(position, 0)).stream()
                        .allMatch(node -> node.is("PROJECTION"));
        return Optional.of(
                new ScanOccurrence(
                        table.getAsInt(),
                        columns,
                        filters,
                        complete,
                        projections,
                        position < 0 ? Optional.empty() : Optional.of(ancestors.get(position)),
                        root));
    }

    private static boolean onlyPasses(List<String> projection) {
        return projection.stream().allMatch(item -> POSITION.matcher(item).matches());
    }
}
