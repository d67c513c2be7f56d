package dev.howdah.duckdb.pushdown;

import com.fasterxml.jackson.databind.JsonNode;

import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.Expression.Opaque;
import dev.howdah.postgres.predicate.PushdownResult;
import dev.howdah.postgres.predicate.PushdownRules;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads from {@code EXPLAIN (FORMAT JSON) <statement>} what every scan of PostgreSQL may leave to
 * the server.
 *
 * <p>EXPLAIN should run with {@code in_clause} among disabled_optimizers: a list of more than three
 * values is hidden otherwise, and nothing is pushed for it. Not thread-safe, as its parser.
 */
public final class PlanReader {
    private static final Set<String> LIMITS =
            Set.of("LIMIT", "STREAMING_LIMIT", "LIMIT_PERCENT", "TOP_N");
    private static final Pattern LIMIT_WORD =
            Pattern.compile("\\blimit\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern OFFSET_WORD =
            Pattern.compile("\\boffset\\b", Pattern.CASE_INSENSITIVE);

    private final ScanColumns columns;
    private final ExpressionParser parser;

    public PlanReader(ScanColumns columns, ExpressionParser parser) {
        this.columns = columns;
        this.parser = parser;
    }

    /**
     * What to push, by table id. A table that isn't in the answer gets nothing pushed.
     *
     * @param statement the statement that was explained
     * @param plan how DuckDB would execute it
     */
    public Map<Integer, TablePushdown> read(String statement, Plan plan) {
        if (ScanColumnNames.looksSynthetic(statement)) {
            // A name of the user's own could stand for our t1c0.
            return Map.of();
        }
        List<PlanNode> roots = plan.roots();
        Optional<List<ScanOccurrence>> scans =
                roots.size() == 1 ? ScanOccurrence.all(roots.getFirst()) : Optional.empty();
        Map<Integer, TablePushdown> answers = new LinkedHashMap<>();
        if (scans.isEmpty()) {
            return answers;
        }
        Iterator<List<Optional<JsonNode>>> filters = filters(scans.get()).iterator();
        StatementLookup shape = shape(statement, scans.get());
        boolean withoutOffset = hasNoOffset(statement, roots.getFirst());
        for (ScanOccurrence scan : scans.get()) {
            answers.merge(
                    scan.tableId(),
                    answer(scan, filters.next(), shape, withoutOffset),
                    TablePushdown::or);
        }
        return answers;
    }

    /** The filters of each scan, all parsed at once. */
    private List<List<Optional<JsonNode>>> filters(List<ScanOccurrence> scans) {
        List<String> texts = new ArrayList<>();
        scans.forEach(scan -> texts.addAll(scan.filters()));
        Iterator<Optional<JsonNode>> trees = parser.expressions(texts).iterator();
        List<List<Optional<JsonNode>>> filters = new ArrayList<>();
        for (ScanOccurrence scan : scans) {
            List<Optional<JsonNode>> own = new ArrayList<>();
            scan.filters().forEach(text -> own.add(trees.next()));
            filters.add(own);
        }
        return filters;
    }

    /** Only a statement with one scan can be simple; it is parsed if somebody asks. */
    private StatementLookup shape(String statement, List<ScanOccurrence> scans) {
        return scans.size() == 1
                ? StatementLookup.later(
                        () ->
                                parser.statement(statement)
                                        .flatMap(parsed -> StatementShape.of(parsed, columns)))
                : StatementLookup.none();
    }

    /**
     * EXPLAIN prints an offset only if it is constant, so that {@code OFFSET random()} looks like
     * none at all. The one LIMIT of a plan is the statement's own if the statement has the word.
     */
    private static boolean hasNoOffset(String statement, PlanNode root) {
        return root.count(LIMITS) == 1
                && LIMIT_WORD.matcher(statement).find()
                && !OFFSET_WORD.matcher(statement).find();
    }

    private TablePushdown answer(
            ScanOccurrence scan,
            List<Optional<JsonNode>> filters,
            StatementLookup shape,
            boolean withoutOffset) {
        ScanColumnNames names = new ScanColumnNames(scan.tableId(), scan.columns(), columns, shape);
        if (names.areAmbiguous()) {
            return TablePushdown.nothing(scan.tableId());
        }
        PushdownRules rules = new PushdownRules(columns.server(scan.tableId()));
        // Only where fewer rows could be asked for is it worth parsing the statement.
        boolean exactnessMatters =
                scan.consumer().filter(RowDemandReader::mayNeedFewer).isPresent();
        ExpressionReader reader =
                new ExpressionReader(
                        names,
                        (low, high) ->
                                exactnessMatters
                                        && shape.find()
                                                .filter(known -> known.includesEnds(low, high))
                                                .isPresent());
        Optional<PushdownResult> result = filter(filters, reader).map(rules::decide);
        Optional<Expression> predicate = result.flatMap(PushdownResult::pushed);
        boolean exact = scan.complete() && result.map(PushdownResult::exact).orElse(true);
        RowDemand demand =
                exact
                        ? new RowDemandReader(rules, names, shape, withoutOffset).read(scan)
                        : RowDemand.ALL;
        return new TablePushdown(
                scan.tableId(),
                scan.columns().stream().sorted().toList(),
                predicate,
                exact,
                demand.order(),
                demand.limit(),
                demand.countOnly() && predicate.isEmpty(),
                demand.countOnly() && predicate.isPresent(),
                1);
    }

    private static Optional<Expression> filter(
            List<Optional<JsonNode>> filters, ExpressionReader reader) {
        List<Expression> conditions =
                filters.stream()
                        .map(
                                tree ->
                                        tree.map(reader::condition)
                                                .orElseGet(() -> new Opaque("unparsable")))
                        .toList();
        return PushdownRules.all(conditions);
    }
}
