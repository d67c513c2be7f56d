package dev.howdah.postgres.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.predicate.Expression;
import dev.howdah.postgres.predicate.SortKey;
import dev.howdah.postgres.type.ColumnMapping;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.TypeMapping;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is asked of the server, and what is made of its answer. */
final class ScanPlannerTest {
    private static final int VERSION = 180_000;
    private static final ScanSettings SETTINGS = new ScanSettings(2, 1000, true);
    private static final Pattern RANGE =
            Pattern.compile("ctid >= '\\((\\d+),0\\)'::tid(?: AND ctid < '\\((\\d+),0\\)'::tid)?");
    private static final ColumnMapping INT8 =
            TypeMapping.map(
                    new PgType.Base(20, "pg_catalog", "int8"), -1, 0, MappingOptions.DEFAULT);
    private static final ColumnMapping INET =
            TypeMapping.map(
                    new PgType.Base(869, "pg_catalog", "inet"), -1, 0, MappingOptions.DEFAULT);
    private static final Expression POSITIVE =
            new Expression.Comparison(
                    Expression.ComparisonOperator.GREATER,
                    new Expression.ColumnReference("id", INT8, true, false, true),
                    new Expression.Literal(LogicalType.Scalar.INT8, "0"));

    @ParameterizedTest
    @CsvSource({"1001, 1", "60000, 1", "60001, 7", "5000000, 1", "4294967295, 1", "123457, 300"})
    void rangesCoverEveryPageOnce(long pages, int parts) {
        List<RelationPages.Part> answer =
                java.util.stream.IntStream.range(0, parts)
                        .mapToObj(i -> new RelationPages.Part("p" + i, pages / (i + 1), false))
                        .toList();
        ScanPlan plan = ScanPlanner.plan(table(), SETTINGS, new RelationPages(answer, List.of()));
        assertThat(plan.reason()).isEqualTo(PlanReason.SPLIT);
        assertThat(plan.needsSnapshot()).isTrue();
        assertThat(plan.tasks().size()).isBetween(2, 130);
        long expected = 0;
        for (ScanTask task : plan.tasks()) {
            Matcher range = RANGE.matcher(task.sql());
            assertThat(range.find()).isTrue();
            assertThat(Long.parseLong(range.group(1))).isEqualTo(expected);
            boolean last = task.equals(plan.tasks().get(plan.tasks().size() - 1));
            assertThat(range.group(2) == null).isEqualTo(last);
            expected = last ? expected : Long.parseLong(range.group(2));
        }
        assertThat(expected).isLessThan(pages);
    }

    @Test
    void asksTheRealSizeOfWhatTheCatalogueCallsEmpty() {
        Optional<PlanningQuestion> question = ScanPlanner.question(table(), SETTINGS, VERSION);
        assertThat(question).isPresent();
        assertThat(question.get().sql()).contains("pg_relation_size").doesNotContain("EXPLAIN");
        assertThat(plan(table(), 0).reason()).isEqualTo(PlanReason.SMALL);
        assertThat(plan(table(), 1000).reason()).isEqualTo(PlanReason.SMALL);
        assertThat(plan(table(), 1001).reason()).isEqualTo(PlanReason.SPLIT);
    }

    @Test
    void anIndexKeepsItOneQuery() {
        ScanRequest request = request(RelationKind.TABLE, Optional.of(POSITIVE));
        assertThat(ScanPlanner.question(request, SETTINGS, VERSION).orElseThrow().sql())
                .contains("EXPLAIN SELECT \"id\" FROM \"s\".\"t\" WHERE (\"id\" > ");
        assertThat(plan(request, 9000, "Index Scan using t_pkey on t", "  Index Cond: (id > 0)"))
                .extracting(ScanPlan::reason)
                .isEqualTo(PlanReason.INDEX);
        assertThat(plan(request, 9000, "Bitmap Heap Scan on t", "  ->  Bitmap Index Scan on i"))
                .extracting(ScanPlan::reason)
                .isEqualTo(PlanReason.INDEX);
        ScanPlan split = plan(request, 9000, "Gather", "  ->  Parallel Seq Scan on t  (cost=0)");
        assertThat(split.reason()).isEqualTo(PlanReason.SPLIT);
        assertThat(split.tasks().get(0).sql()).endsWith("'::tid AND ((\"id\" > '0'::int8))");
    }

    @Test
    void onlyTheTablesThatAreReadInFullCount() {
        ScanRequest request = request(RelationKind.PARTITIONED_TABLE, Optional.of(POSITIVE));
        List<RelationPages.Part> parts =
                List.of(
                        new RelationPages.Part("t", 0, false),
                        new RelationPages.Part("t_1", 500_000, false),
                        new RelationPages.Part("\"T 2\"", 2000, false));
        List<String> explained =
                List.of(
                        "Append  (cost=0.00..1.00 rows=1 width=8)",
                        "  ->  Index Scan using i on t_1  (cost=0.00..1.00 rows=1 width=8)",
                        "  ->  Seq Scan on \"T 2\" t_2  (cost=0.00..1.00 rows=1 width=8)");
        ScanPlan plan = ScanPlanner.plan(request, SETTINGS, new RelationPages(parts, explained));
        assertThat(plan.tasks()).hasSize(2);
    }

    @Test
    void aForeignPartitionKeepsItOneQuery() {
        RelationPages answer =
                new RelationPages(
                        List.of(
                                new RelationPages.Part("t", 9000, false),
                                new RelationPages.Part("f", 0, true)),
                        List.of());
        assertThat(ScanPlanner.plan(table(), SETTINGS, answer).reason())
                .isEqualTo(PlanReason.FOREIGN_PARTITION);
    }

    @Test
    void asksNothingWhereTheAnswerWouldChangeNothing() {
        assertOneQuery(request(RelationKind.VIEW, Optional.empty()), PlanReason.VIEW);
        assertOneQuery(
                request(RelationKind.FOREIGN_TABLE, Optional.empty()), PlanReason.FOREIGN_TABLE);
        ScanRequest count = of(table(), List.of(), List.of(), OptionalLong.empty());
        assertOneQuery(count, PlanReason.COUNT);
        assertThat(ScanPlanner.plan(count, SETTINGS, VERSION).tasks().get(0).sql())
                .isEqualTo("SELECT count(*) FROM \"s\".\"t\"");
        assertThat(ScanPlanner.question(table(), SETTINGS, 130_012)).isEmpty();
        assertThat(ScanPlanner.question(table(), new ScanSettings(8, 1000, false), VERSION))
                .isEmpty();
        assertThat(ScanPlanner.question(table(), ScanSettings.ofThreads(1), VERSION)).isEmpty();
    }

    @Test
    void anOrderMeansTheRelationsColumns() {
        ScanRequest request =
                of(
                        table(),
                        List.of(new ScanRequest.SelectedColumn("address", INET)),
                        List.of(
                                new SortKey(
                                        new Expression.ColumnReference(
                                                "address", INET, false, false, true),
                                        true,
                                        false)),
                        OptionalLong.of(3));
        assertOneQuery(request, PlanReason.LIMIT);
        assertThat(ScanPlanner.plan(request, SETTINGS, VERSION).tasks().get(0).sql())
                .isEqualTo(
                        "SELECT \"address\"::text AS \"result 0\" FROM \"s\".\"t\""
                                + " ORDER BY \"address\" DESC NULLS LAST LIMIT 3");
    }

    private static void assertOneQuery(ScanRequest request, PlanReason reason) {
        assertThat(ScanPlanner.question(request, SETTINGS, VERSION)).isEmpty();
        ScanPlan plan = ScanPlanner.plan(request, SETTINGS, VERSION);
        assertThat(plan.reason()).isEqualTo(reason);
        assertThat(plan.tasks()).hasSize(1);
        assertThat(plan.needsSnapshot()).isFalse();
    }

    private static ScanPlan plan(ScanRequest request, long pages, String... explained) {
        return ScanPlanner.plan(
                request,
                SETTINGS,
                new RelationPages(
                        List.of(new RelationPages.Part("t", pages, false)), List.of(explained)));
    }

    private static ScanRequest table() {
        return request(RelationKind.TABLE, Optional.empty());
    }

    private static ScanRequest of(
            ScanRequest request,
            List<ScanRequest.SelectedColumn> columns,
            List<SortKey> order,
            OptionalLong limit) {
        return new ScanRequest(request.relation(), columns, request.predicate(), order, limit);
    }

    private static ScanRequest request(RelationKind kind, Optional<Expression> predicate) {
        Relation relation =
                new Relation(
                        1234,
                        "s",
                        "t",
                        kind,
                        List.of(),
                        0,
                        -1,
                        false,
                        false,
                        false,
                        Optional.empty(),
                        List.of(),
                        List.of());
        return new ScanRequest(
                relation,
                List.of(new ScanRequest.SelectedColumn("id", INT8)),
                predicate,
                List.of(),
                OptionalLong.empty());
    }
}
