package dev.howdah.postgres.predicate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.postgres.predicate.Expression.And;
import dev.howdah.postgres.predicate.Expression.Arithmetic;
import dev.howdah.postgres.predicate.Expression.ArithmeticOperator;
import dev.howdah.postgres.predicate.Expression.Between;
import dev.howdah.postgres.predicate.Expression.Cast;
import dev.howdah.postgres.predicate.Expression.ColumnReference;
import dev.howdah.postgres.predicate.Expression.Comparison;
import dev.howdah.postgres.predicate.Expression.ComparisonOperator;
import dev.howdah.postgres.predicate.Expression.DatePart;
import dev.howdah.postgres.predicate.Expression.In;
import dev.howdah.postgres.predicate.Expression.IsNull;
import dev.howdah.postgres.predicate.Expression.Like;
import dev.howdah.postgres.predicate.Expression.Literal;
import dev.howdah.postgres.predicate.Expression.Not;
import dev.howdah.postgres.predicate.Expression.Opaque;
import dev.howdah.postgres.predicate.Expression.Or;
import dev.howdah.postgres.sql.PredicateRenderer;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.MappingOptions;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;
import dev.howdah.postgres.type.MappingOptions.NumericAs;
import dev.howdah.postgres.type.PgType;
import dev.howdah.postgres.type.TypeMapping;

import org.junit.jupiter.api.Test;

import java.util.List;

final class PushdownRulesTest {
    private static final MappingOptions NAN_AS_NULL =
            new MappingOptions(new NumericAs.NearestDouble(), NonFiniteNumeric.NULL, false);
    private static final int NUMERIC_10_2 = ((10 << 16) | 2) + 4;
    private static final Expression UNKNOWN = new Opaque("f(x)");

    private static final ColumnReference NUMBER = column("i", "int4", PgType.NO_TYPMOD);
    private static final ColumnReference TEXT = column("s", "text", PgType.NO_TYPMOD);

    private static ColumnReference column(String name, String type, int typmod) {
        return column(name, type, typmod, MappingOptions.DEFAULT);
    }

    private static ColumnReference column(
            String name, String type, int typmod, MappingOptions options) {
        PgType base = new PgType.Base(0, "pg_catalog", type);
        return new ColumnReference(
                name, TypeMapping.map(base, typmod, 0, options), false, false, true);
    }

    private static Expression compare(
            ComparisonOperator operator, Expression left, LogicalType type, String text) {
        return new Comparison(operator, left, new Literal(type, text));
    }

    private static PushdownResult decide(Expression predicate) {
        return new PushdownRules(new ServerText(true)).decide(predicate);
    }

    private static String pushed(Expression predicate) {
        return decide(predicate).pushed().map(PredicateRenderer::render).orElse("");
    }

    private static final Expression ONE =
            compare(ComparisonOperator.EQUAL, NUMBER, Scalar.INT4, "1");

    @Test
    void answersWhatIsPushedAndWhatRemains() {
        PushdownResult result = decide(new And(List.of(ONE, UNKNOWN)));
        assertThat(result.pushed()).contains(ONE);
        assertThat(result.remaining()).contains(UNKNOWN);
        assertThat(result.exact()).isFalse();
        assertThat(decide(ONE).exact()).isTrue();
    }

    @Test
    void losesNoBranchOfAnOr() {
        assertThat(pushed(new Or(List.of(ONE, UNKNOWN)))).isEmpty();
        assertThat(pushed(new Not(new And(List.of(ONE, UNKNOWN))))).isEmpty();
        assertThat(pushed(new Not(new Or(List.of(ONE, UNKNOWN)))))
                .isEqualTo("(\"i\" <> '1'::int4)");
    }

    @Test
    void widensAConditionUnderNotAsWell() {
        Expression range =
                new Between(NUMBER, new Literal(Scalar.INT4, "3"), new Literal(Scalar.INT4, "9"));
        assertThat(pushed(new Not(range)))
                .isEqualTo("((\"i\" <= '3'::int4) OR (\"i\" >= '9'::int4))");
        assertThat(decide(range).exact()).isFalse();
        Expression like = new Like(TEXT, "x%", true, false);
        assertThat(pushed(new Not(like)))
                .startsWith("((NOT ((\"s\" COLLATE \"C\") ILIKE 'x%'::text)) OR ")
                .contains("octet_length");
    }

    @Test
    void turnsAComparisonRoundWhenTheConstantStandsFirst() {
        assertThat(
                        pushed(
                                new Comparison(
                                        ComparisonOperator.LESS,
                                        new Literal(Scalar.INT4, "1"),
                                        NUMBER)))
                .isEqualTo("(\"i\" > '1'::int4)");
    }

    @Test
    void asksNothingOfTextWhereTheServersEncodingCouldRefuseTheConstant() {
        PushdownRules latin = new PushdownRules(new ServerText(false));
        assertThat(latin.decide(compare(ComparisonOperator.EQUAL, TEXT, Scalar.TEXT, "é")).pushed())
                .isEmpty();
        assertThat(latin.decide(compare(ComparisonOperator.LESS, TEXT, Scalar.TEXT, "e")).pushed())
                .isEmpty();
        assertThat(latin.decide(new Like(TEXT, "_", false, false)).pushed()).isEmpty();
        assertThat(latin.decide(compare(ComparisonOperator.EQUAL, TEXT, Scalar.TEXT, "e")).exact())
                .isTrue();
    }

    @Test
    void doesNotTakeNanForANumberWhereTheHostReadsNull() {
        ColumnReference price = column("n", "numeric", NUMERIC_10_2, NAN_AS_NULL);
        assertThat(pushed(new IsNull(price, false))).isEmpty();
        PushdownResult notNull = decide(new IsNull(price, true));
        assertThat(notNull.pushed()).isPresent();
        assertThat(notNull.exact()).isFalse();
        Decimal type = new Decimal(10, 2);
        assertThat(decide(compare(ComparisonOperator.GREATER, price, type, "5.00")).exact())
                .isFalse();
        assertThat(decide(compare(ComparisonOperator.EQUAL, price, type, "5.00")).exact()).isTrue();
        assertThat(decide(new Not(new In(price, List.of(new Literal(type, "5.00"))))).exact())
                .isFalse();
        PushdownRules rules = new PushdownRules(new ServerText(true));
        assertThat(rules.sort(new SortKey(price, false, false))).isEmpty();
        assertThat(rules.sort(new SortKey(column("n", "numeric", NUMERIC_10_2), false, false)))
                .isPresent();
    }

    @Test
    void widensBoundsOfARoundedNumericByOneDouble() {
        ColumnReference rounded = column("n", "numeric", PgType.NO_TYPMOD);
        assertThat(pushed(compare(ComparisonOperator.LESS, rounded, Scalar.FLOAT8, "1.0")))
                .isEqualTo("(\"n\" <= '1'::numeric)");
        assertThat(pushed(compare(ComparisonOperator.EQUAL, rounded, Scalar.FLOAT8, "1.0")))
                .contains("0.99999999999999988897769753748434595763683319091796875")
                .contains("1.0000000000000002220446049250313080847263336181640625");
        assertThat(pushed(compare(ComparisonOperator.LESS, rounded, Scalar.FLOAT8, "NaN")))
                .isEmpty();
    }

    @Test
    void calculatesWhereNothingOverflows() {
        Expression sum =
                new Arithmetic(ArithmeticOperator.ADD, NUMBER, new Literal(Scalar.INT4, "1"));
        assertThat(pushed(compare(ComparisonOperator.GREATER, sum, Scalar.INT4, "5")))
                .isEqualTo("(((\"i\")::numeric + ('1'::int4)::numeric) > '5'::int4)");
        Expression floats =
                new Arithmetic(
                        ArithmeticOperator.ADD,
                        column("f", "float8", PgType.NO_TYPMOD),
                        new Literal(Scalar.FLOAT8, "1"));
        assertThat(pushed(compare(ComparisonOperator.GREATER, floats, Scalar.FLOAT8, "5")))
                .isEmpty();
    }

    @Test
    void asksForNoPartThatTheSidesCountDifferently() {
        ColumnReference date = column("d", "date", PgType.NO_TYPMOD);
        for (DatePart.Field field : List.of(DatePart.Field.YEAR, DatePart.Field.HOUR)) {
            DatePart part = new DatePart(field, date);
            assertThat(pushed(compare(ComparisonOperator.EQUAL, part, Scalar.INT8, "1"))).isEmpty();
        }
        DatePart month = new DatePart(DatePart.Field.MONTH, date);
        assertThat(pushed(compare(ComparisonOperator.EQUAL, month, Scalar.INT8, "3")))
                .isEqualTo("(extract(month FROM \"d\") = '3'::int8)");
        DatePart zoned =
                new DatePart(DatePart.Field.MONTH, column("t", "timestamptz", PgType.NO_TYPMOD));
        assertThat(pushed(compare(ComparisonOperator.EQUAL, zoned, Scalar.INT8, "3"))).isEmpty();
    }

    @Test
    void comparesNoTypeThatOnlyLooksAlike() {
        for (String type : List.of("xid", "cid", "json", "jsonb", "timetz", "bit", "char")) {
            ColumnReference column = column("c", type, PgType.NO_TYPMOD);
            assertThat(pushed(compare(ComparisonOperator.EQUAL, column, column.logical(), "1")))
                    .as(type)
                    .isEmpty();
            assertThat(pushed(new IsNull(column, false))).isEqualTo("(\"c\" IS NULL)");
        }
    }

    @Test
    void dropsNoCastThatRounds() {
        ColumnReference price = column("n", "numeric", NUMERIC_10_2);
        Cast rounding = new Cast(price, new Decimal(10, 1));
        assertThat(pushed(compare(ComparisonOperator.EQUAL, rounding, new Decimal(10, 1), "1.5")))
                .isEmpty();
        Cast widening = new Cast(price, new Decimal(12, 3));
        assertThat(pushed(compare(ComparisonOperator.EQUAL, widening, new Decimal(12, 3), "1.500")))
                .isEqualTo("(\"n\" = '1.500'::numeric)");
    }

    @Test
    void refusesALabelThatTheEnumLacks() {
        PgType.Enumeration mood =
                new PgType.Enumeration(1, "my schema", "Mood", List.of("sad", "ok"));
        ColumnReference column =
                new ColumnReference(
                        "m",
                        TypeMapping.map(mood, PgType.NO_TYPMOD, 0, MappingOptions.DEFAULT),
                        false,
                        false,
                        true);
        assertThat(pushed(compare(ComparisonOperator.EQUAL, column, column.logical(), "ok")))
                .isEqualTo("(\"m\" = 'ok'::\"my schema\".\"Mood\")");
        assertThat(pushed(compare(ComparisonOperator.EQUAL, column, column.logical(), "glad")))
                .isEmpty();
        assertThat(pushed(compare(ComparisonOperator.LESS, column, column.logical(), "ok")))
                .isEmpty();
    }

    @Test
    void refusesAPatternThatIsAnErrorOnTheServer() {
        assertThat(pushed(new Like(TEXT, "a\\", false, true))).isEmpty();
        assertThat(pushed(new Like(TEXT, "a\\\\", false, true))).isNotEmpty();
        assertThat(pushed(new Like(TEXT, "a\\", false, false)))
                .isEqualTo("(\"s\" LIKE E'a\\\\\\\\'::text)");
    }

    @Test
    void seesACompositeOfNullsAsAValue() {
        PgType pair =
                new PgType.Composite(
                        1,
                        "public",
                        "pair",
                        List.of(
                                new PgType.Attribute(
                                        "x", NUMBER.mapping().type(), PgType.NO_TYPMOD, 0)));
        ColumnReference column =
                new ColumnReference(
                        "p",
                        TypeMapping.map(pair, PgType.NO_TYPMOD, 0, MappingOptions.DEFAULT),
                        false,
                        false,
                        true);
        assertThat(pushed(new IsNull(column, false)))
                .isEqualTo("(\"p\" IS NOT DISTINCT FROM NULL)");
        assertThat(pushed(new IsNull(column, true))).isEqualTo("(\"p\" IS DISTINCT FROM NULL)");
    }
}
