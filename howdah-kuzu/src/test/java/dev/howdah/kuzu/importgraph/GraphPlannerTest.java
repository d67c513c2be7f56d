package dev.howdah.kuzu.importgraph;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.kuzu.attach.SourceTable;
import dev.howdah.kuzu.importgraph.GraphPlan.NodeTable;
import dev.howdah.kuzu.importgraph.GraphPlan.RelationshipTable;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.catalog.RelationKind;
import dev.howdah.postgres.type.LogicalType;
import dev.howdah.postgres.type.LogicalType.Scalar;
import dev.howdah.postgres.type.PgType;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What graph is planned for which keys; no server. */
final class GraphPlannerTest {
    @Test
    void aTableOfTwoForeignKeysIsARelationship() {
        GraphPlan plan =
                plan(
                        table("a", "id int4!").primary("id"),
                        table("b", "id int4!").primary("id"),
                        table("ab", "b_id int4!", "a_id int4!", "since date")
                                .primary("b_id", "a_id")
                                .foreign("z", "a_id", "a", "id")
                                .foreign("y", "b_id", "b", "id"));

        assertThat(plan.nodes()).extracting(NodeTable::name).containsExactly("a", "b");
        RelationshipTable ab = plan.relationships().getFirst();
        assertThat(ab.name()).isEqualTo("ab");
        assertThat(List.of(ab.from().node(), ab.to().node())).containsExactly("b", "a");
        assertThat(ab.properties()).extracting(Property::name).containsExactly("since");
    }

    @Test
    void aTableThatIsReferredToOrMayHaveNoValueOrHasAKeyOfItsOwnStaysANode() {
        GraphPlan plan =
                plan(
                        table("a", "id int4!").primary("id"),
                        table("referred", "x int4!", "y int4!")
                                .primary("x", "y")
                                .foreign("f1", "x", "a", "id")
                                .foreign("f2", "y", "a", "id"),
                        table("refers", "id int4!", "x int4", "y int4")
                                .primary("id")
                                .foreign("f3", "x,y", "referred", "x,y"),
                        table("nullable", "x int4", "y int4!")
                                .foreign("f4", "x", "a", "id")
                                .foreign("f5", "y", "a", "id"),
                        table("keyed", "id int4!", "x int4!", "y int4!")
                                .primary("id")
                                .foreign("f6", "x", "a", "id")
                                .foreign("f7", "y", "a", "id"),
                        table("three", "x int4!", "y int4!", "z int4!")
                                .primary("x", "y", "z")
                                .foreign("f8", "x", "a", "id")
                                .foreign("f9", "y", "a", "id")
                                .foreign("fa", "z", "a", "id"));

        assertThat(plan.nodes())
                .extracting(NodeTable::name)
                .containsExactly("a", "referred", "refers", "nullable", "keyed", "three");
        assertThat(plan.relationships())
                .extracting(RelationshipTable::name)
                .containsExactly(
                        "referred_x",
                        "referred_y",
                        "refers_referred",
                        "nullable_x",
                        "nullable_y",
                        "keyed_x",
                        "keyed_y",
                        "three_x",
                        "three_y",
                        "three_z");
    }

    @Test
    void theKeyIsAColumnOrIsDerived() {
        GraphPlan plan =
                plan(
                        table("own", "id int8!").primary("id"),
                        table("several", "a int4!", "b text!").primary("a", "b"),
                        table("flag", "f bool!").primary("f"),
                        table("mail", "m text!", "n int4").unique("u", "m").unique("t", "n"),
                        table("none", "x int4"),
                        table("log", "x int8").foreign("f", "x", "own", "id"));

        assertThat(plan.nodes())
                .extracting(node -> node.key().property() + " " + node.key().type())
                .containsExactly(
                        "id INT64",
                        "several_key STRING",
                        "flag_key STRING",
                        "m STRING",
                        "none_row SERIAL",
                        "log_row STRING");
        assertThat(plan.nodes().get(3).notes())
                .containsExactly("its key is the unique constraint u, for it has no primary key");
    }

    @Test
    void namesAreUniqueInAnyCaseAndStay() {
        List<SourceTable> sources =
                List.of(
                        table("t", "id int4!").primary("id").source(),
                        table("T", "id int4!").primary("id").source(),
                        table("t_u", "id int4!").primary("id").source(),
                        table("u", "id int4!", "t_id int4")
                                .primary("id")
                                .foreign("f", "t_id", "t", "id")
                                .source(),
                        table("x`y", "id int4!", "Id int4!").primary("id").source());

        GraphPlan plan = GraphPlanner.plan("uw", sources, Map.of());
        assertThat(plan.nodes())
                .extracting(NodeTable::name)
                .containsExactly("t", "T_2", "t_u", "u", "x_y");
        assertThat(plan.nodes().get(4).properties())
                .extracting(Property::name)
                .containsExactly("id", "Id_2");
        assertThat(plan.relationships()).extracting(RelationshipTable::name).containsExactly("u_t");

        Origin second = new Origin("uw", "public", "T", Optional.empty());
        GraphPlan again = GraphPlanner.plan("uw", sources, Map.of(second, "t"));
        assertThat(again.nodes())
                .extracting(NodeTable::name)
                .containsExactly("t_2", "t", "t_u", "u", "x_y");
    }

    @Test
    void aForeignKeyToWhatIsNotImportedIsNoted() {
        GraphPlan plan =
                plan(
                        table("a", "id int4!", "b_id int4")
                                .primary("id")
                                .foreign("to_b", "b_id", "b", "id"));

        assertThat(plan.relationships()).isEmpty();
        assertThat(plan.nodes().getFirst().notes())
                .containsExactly(
                        "foreign key to_b makes no relationship: public.b is not imported");
    }

    @Test
    void aWiderChildOrAnotherKindOfEqualityIsLookedUp() {
        GraphPlan plan =
                plan(
                        table("a", "id int4!", "code text!").primary("id").unique("u", "code"),
                        table("b", "id int4!", "wide int8", "code text", "same int2")
                                .primary("id")
                                .foreign("f1", "wide", "a", "id")
                                .foreign("f2", "code", "a", "code")
                                .foreign("f3", "same", "a", "id"));

        assertThat(plan.relationships())
                .extracting(it -> it.to().way().getClass().getSimpleName())
                .containsExactly("Lookup", "Lookup", "Direct");
        assertThat(TableScript.of(plan.relationships().get(1)).copy().cypher("uw"))
                .isEqualTo(
                        "COPY `b_code` FROM (CALL SQL_QUERY('uw', 'SELECT c.\"id\" AS \"howdah_from\", p1.\"id\" AS \"howdah_to\" FROM \"public\".\"b\" AS c JOIN \"public\".\"a\" AS p1 ON c.\"code\" = p1.\"code\" WHERE c.\"code\" IS NOT NULL') RETURN `howdah_from`, `howdah_to`) (ignore_errors = true)");
        assertThat(TableScript.of(plan.relationships().get(2)).copy().cypher("uw"))
                .isEqualTo(
                        "COPY `b_same` FROM (LOAD FROM `uw`.`public`.`b` WHERE `same` IS NOT NULL RETURN `id` AS `howdah_from`, `same` AS `howdah_to`) (ignore_errors = true)");
    }

    private static GraphPlan plan(TableBuilder... tables) {
        List<SourceTable> sources = new ArrayList<>();
        for (TableBuilder table : tables) {
            sources.add(table.source());
        }
        return GraphPlanner.plan("uw", sources, Map.of());
    }

    private static TableBuilder table(String name, String... columns) {
        return new TableBuilder(name, columns);
    }

    /** A relation in the making. */
    private static final class TableBuilder {
        private final String name;
        private final List<Column> columns = new ArrayList<>();
        private final List<ColumnPassage> passages = new ArrayList<>();
        private final List<Relation.Key> keys = new ArrayList<>();

        TableBuilder(String name, String... declarations) {
            this.name = name;
            for (String declaration : declarations) {
                String[] words = declaration.split(" ");
                boolean notNull = words[1].endsWith("!");
                PgType type = new PgType.Base(0, "pg_catalog", words[1].replace("!", ""));
                columns.add(column(words[0], type, notNull));
                passages.add(
                        ColumnPassage.of(
                                name,
                                words[0],
                                Optional.of(type),
                                logical(type.name()),
                                "h" + passages.size()));
            }
        }

        private static Column column(String name, PgType type, boolean notNull) {
            return new Column(
                    1,
                    name,
                    type,
                    PgType.NO_TYPMOD,
                    0,
                    notNull,
                    false,
                    true,
                    Optional.empty(),
                    Column.Identity.NONE,
                    false,
                    Optional.empty());
        }

        private static LogicalType logical(String type) {
            return switch (type) {
                case "int2" -> Scalar.INT2;
                case "int4" -> Scalar.INT4;
                case "int8" -> Scalar.INT8;
                case "bool" -> Scalar.BOOLEAN;
                case "date" -> Scalar.DATE;
                default -> Scalar.TEXT;
            };
        }

        TableBuilder primary(String... names) {
            keys.add(new Relation.Key.Primary(name + "_pkey", List.of(names)));
            return this;
        }

        TableBuilder unique(String constraint, String... names) {
            keys.add(new Relation.Key.Unique(constraint, List.of(names)));
            return this;
        }

        TableBuilder foreign(String constraint, String own, String parent, String referenced) {
            keys.add(
                    new Relation.Key.Foreign(
                            constraint,
                            List.of(own.split(",")),
                            "public",
                            parent,
                            List.of(referenced.split(","))));
            return this;
        }

        SourceTable source() {
            Relation relation =
                    new Relation(
                            name.hashCode(),
                            "public",
                            name,
                            RelationKind.TABLE,
                            columns,
                            0,
                            0,
                            false,
                            false,
                            false,
                            Optional.empty(),
                            keys,
                            List.of());
            return new SourceTable("uw." + name, relation, '"' + name + '"', passages);
        }
    }
}
