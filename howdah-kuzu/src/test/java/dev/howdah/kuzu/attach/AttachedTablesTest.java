package dev.howdah.kuzu.attach;

import static dev.howdah.kuzu.attach.AttachmentFixture.NO_OPTIONS;
import static dev.howdah.kuzu.attach.AttachmentFixture.as;
import static dev.howdah.kuzu.attach.AttachmentFixture.names;
import static dev.howdah.kuzu.attach.AttachmentFixture.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.kuzu.Servers;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.staging.Staging;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.catalog.Relation;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an attached database holds, by whatever name. */
@ParameterizedClass
@FieldSource("VERSIONS")
final class AttachedTablesTest {
    static final List<Integer> VERSIONS = EmbeddedServer.VERSIONS;

    @Parameter private int version;

    private final Attachments attachments = new Attachments();
    private EmbeddedServer server;
    private String database;

    @BeforeEach
    void create() throws SQLException {
        server = Servers.of(version);
        database = Servers.createDatabase(server);
    }

    @AfterEach
    void close() throws SQLException {
        attachments.close();
    }

    private Attachment attach(String... statements) throws SQLException {
        return attach(NO_OPTIONS, statements);
    }

    private Attachment attach(Map<String, Literal> options, String... statements)
            throws SQLException {
        Servers.execute(server, database, statements);
        return attachments.attach(server.connectionString(database), as("uw"), options);
    }

    private List<String> read(Attachment uw, String table) throws SQLException {
        return rows(attachments, uw.require(Optional.empty(), table));
    }

    @Test
    void allKindsOfRelationsAreThere() throws SQLException {
        Attachment uw =
                attach(
                        "CREATE TABLE plain AS SELECT 1 AS n",
                        "CREATE VIEW seen AS SELECT n + 1 AS n FROM plain",
                        "CREATE MATERIALIZED VIEW kept AS SELECT n + 2 AS n FROM plain",
                        "CREATE TABLE parted (n int) PARTITION BY LIST (n)",
                        "CREATE TABLE part PARTITION OF parted FOR VALUES IN (4)",
                        "INSERT INTO parted VALUES (4)",
                        "CREATE FOREIGN DATA WRAPPER nothing",
                        "CREATE SERVER far FOREIGN DATA WRAPPER nothing",
                        "CREATE FOREIGN TABLE abroad (n int) SERVER far");
        assertThat(names(uw.tables()))
                .containsExactly("abroad", "kept", "part", "parted", "plain", "seen");
        assertThat(read(uw, "seen")).containsExactly("2");
        assertThat(read(uw, "kept")).containsExactly("3");
        assertThat(read(uw, "parted")).containsExactly("4");
    }

    @Test
    void namesAreFoundInAnyCaseAndAnExactOneFirst() throws SQLException {
        Attachment uw =
                attach(
                        "CREATE TABLE \"A\" AS SELECT 'upper' AS which",
                        "CREATE TABLE a AS SELECT 'lower' AS which",
                        "CREATE TABLE \"Mixed\" AS SELECT 'mixed' AS which",
                        "CREATE SCHEMA \"Sales\"",
                        "CREATE TABLE \"Sales\".t AS SELECT 's' AS which");
        assertThat(read(uw, "A")).containsExactly("upper");
        assertThat(read(uw, "a")).containsExactly("lower");
        assertThat(read(uw, "MIXED")).containsExactly("mixed");
        assertThat(rows(attachments, uw.require(Optional.of("sales"), "T"))).containsExactly("s");
    }

    @Test
    void nameThatFitsTwoIsNoGuess() throws SQLException {
        Attachment uw = attach("CREATE TABLE \"Ab\" (n int)", "CREATE TABLE \"aB\" (n int)");
        assertThatThrownBy(() -> uw.require(Optional.empty(), "ab"))
                .hasMessage(
                        "Catalog exception: uw.ab does not exist in catalog. Did you mean uw.Ab, uw.aB?");
    }

    @Test
    void anyQuotedNameWillDo() throws SQLException {
        for (String name :
                List.of("two words", "a.b", "select", "it''s", "say \"\"hi\"\"", "Übung")) {
            Servers.execute(
                    server, database, "CREATE TABLE \"%s\" AS SELECT 5 AS n".formatted(name));
        }
        Attachment uw =
                attach(
                        "CREATE SCHEMA \"x.y z\"",
                        "CREATE TABLE \"x.y z\".\"p.q\" AS SELECT 6 AS n");
        for (String name : List.of("two words", "a.b", "select", "it''s", "say \"hi\"", "Übung")) {
            assertThat(read(uw, name)).as(name).containsExactly("5");
        }
        assertThat(rows(attachments, uw.require(Optional.of("x.y z"), "p.q"))).containsExactly("6");
    }

    @Test
    void columnsThatDifferJustInCaseAreToldApart() throws SQLException {
        Attachment uw = attach("CREATE TABLE t AS SELECT 1 AS \"X\", 2 AS x");
        assertThat(uw.require(Optional.empty(), "t").columns())
                .extracting(ColumnPassage::name)
                .containsExactly("X", "x_1");
    }

    @Test
    void columnsTravelInKuzusNearestTypes() throws SQLException {
        Attachment uw =
                attach(
                        "CREATE TABLE t (a int2, b numeric(5, 2), c numeric, d timestamptz, e text[])");
        assertThat(uw.require(Optional.empty(), "t").columns())
                .extracting(column -> ((StagedColumn) column).type())
                .containsExactly("INT16", "DECIMAL(5, 2)", "STRING", "TIMESTAMP_TZ", "STRING[]");
        assertThat(uw.require(Optional.empty(), "t").columns())
                .extracting(column -> ((StagedColumn) column).carriers().getFirst().alias())
                .containsExactly("h0", "h1", "h2", "h3", "h4");
    }

    @Test
    void relationsComeWithTheirKeysInNameOrder() throws SQLException {
        Attachment uw =
                attach(
                        "CREATE SCHEMA s",
                        "CREATE TABLE s.b (id int PRIMARY KEY)",
                        "CREATE TABLE s.a (b int REFERENCES s.b)");
        List<Relation> relations = uw.relations("S");
        assertThat(relations).extracting(Relation::name).containsExactly("a", "b");
        assertThat(relations.getFirst().keys()).hasOnlyElementsOfType(Relation.Key.Foreign.class);
        Servers.execute(server, database, "CREATE SCHEMA late", "CREATE TABLE late.c (n int)");
        assertThat(uw.relations("late")).extracting(Relation::name).containsExactly("c");
        assertThatThrownBy(() -> uw.relations("nope"))
                .hasMessage(
                        "Binder exception: Schema nope does not exist in the PostgreSQL database; there are late, public, s");
    }

    @Test
    void newTableIsFoundByItself() throws SQLException {
        Attachment uw = attach();
        assertThat(uw.find(Optional.empty(), "late")).isEmpty();
        Servers.execute(
                server,
                database,
                "CREATE TABLE late AS SELECT 1 AS n",
                "CREATE SCHEMA s",
                "CREATE TABLE s.later AS SELECT 2 AS n");
        assertThat(read(uw, "late")).containsExactly("1");
        assertThat(rows(attachments, uw.require(Optional.of("s"), "later"))).containsExactly("2");
    }

    @Test
    void newTableIsFoundWhileAStatementIsStaged() throws SQLException {
        Attachment uw = attach("CREATE TABLE t AS SELECT 1 AS n");
        try (Staging staging = attachments.stager().begin()) {
            assertThat(staging.connection()).isSameAs(attachments.stager().connection());
            assertThat(read(uw, "t")).containsExactly("1");
            Servers.execute(server, database, "CREATE TABLE late (n int)", "DELETE FROM t");
            assertThat(read(uw, "late")).isEmpty();
            assertThat(read(uw, "t")).as("still the same snapshot").containsExactly("1");
        }
        assertThat(read(uw, "t")).isEmpty();
    }

    @Test
    void clearedCacheSeesWhatHasChanged() throws SQLException {
        Attachment uw =
                attach("CREATE TABLE gone (n int)", "CREATE TABLE t AS SELECT 1 AS n, 'x' AS old");
        Servers.execute(
                server,
                database,
                "DROP TABLE gone",
                "ALTER TABLE t DROP COLUMN old",
                "ALTER TABLE t ADD COLUMN young text DEFAULT 'y'");
        attachments.clearCache();
        assertThat(names(uw.tables())).containsExactly("t");
        assertThat(uw.find(Optional.empty(), "gone")).isEmpty();
        assertThat(uw.require(Optional.empty(), "t").columns())
                .extracting(ColumnPassage::name)
                .containsExactly("n", "young");
        assertThat(read(uw, "t")).containsExactly("1|y");
        assertThat(uw.refresh()).isFalse();
    }

    @Test
    void unknownTableIsAnErrorThatNamesWhatIsNear() throws SQLException {
        Attachment uw =
                attach(
                        "CREATE TABLE person (n int)",
                        "CREATE SCHEMA s",
                        "CREATE TABLE s.orders (n int)");
        assertThatThrownBy(() -> uw.require(Optional.empty(), "persn"))
                .isInstanceOf(HowdahException.class)
                .hasMessage(
                        "Catalog exception: uw.persn does not exist in catalog. Did you mean uw.person?");
        assertThatThrownBy(() -> uw.require(Optional.empty(), "orders"))
                .hasMessage(
                        "Catalog exception: uw.orders does not exist in catalog. Did you mean uw.s.orders?");
        assertThatThrownBy(() -> uw.require(Optional.of("zzz"), "person"))
                .hasMessage(
                        "Catalog exception: uw.zzz.person does not exist in catalog. There is no table in the schema zzz; there is uw.person.");
        assertThatThrownBy(() -> uw.require(Optional.empty(), "zzzzzz"))
                .hasMessageEndingWith("CALL SHOW_TABLES() RETURN * lists what there is.");
        assertThat(read(uw, "person")).isEmpty();
    }

    @Test
    void unsupportedColumnRefusesTheDatabaseAndNamesTheMend() throws SQLException {
        assertThatThrownBy(
                        () ->
                                attach(
                                        "CREATE TABLE good (n int)",
                                        "CREATE TABLE bad (\"a`b\" int4)"))
                .isInstanceOf(HowdahException.class)
                .hasMessageStartingWith(
                        "Binder exception: Column a`b of uw.bad, of type int4, can't be read: ")
                .hasMessageContaining("in a view")
                .hasMessageContaining("skip_unsupported_table = true");
        assertThat(attachments.all()).isEmpty();
        assertThat(rows(attachments, "duckdb_databases() SELECT database_name"))
                .doesNotContain("uw");
    }

    @Test
    void unsupportedTableIsSkippedIfAsked() throws SQLException {
        Attachment uw =
                attach(
                        Map.of("skip_unsupported_table", new Literal.Bool(true)),
                        "CREATE TABLE good AS SELECT 1 AS n",
                        "CREATE TABLE bad (\"a`b\" int4)");
        assertThat(names(uw.tables())).containsExactly("good");
        assertThat(uw.find(Optional.empty(), "bad")).isEmpty();
        assertThat(uw.relations("public")).extracting(Relation::name).containsExactly("good");
        assertThat(read(uw, "good")).containsExactly("1");
    }

    @Test
    void unsupportedTableOfAnotherSchemaOnlyFailsWhenAskedFor() throws SQLException {
        Attachment uw = attach("CREATE SCHEMA s", "CREATE TABLE s.bad (\"a`b\" int4)");
        assertThatThrownBy(() -> uw.require(Optional.of("s"), "bad"))
                .hasMessageStartingWith("Binder exception: Column a`b of uw.s.bad");
    }

    @Test
    void moreTablesThanOneChunkHoldsAreAllThere() throws SQLException {
        Attachment uw =
                attach(
                        "DO $$ BEGIN FOR i IN 1..2500 LOOP EXECUTE format('CREATE TABLE t%s (id int, name text)', i); END LOOP; END $$");
        assertThat(uw.tables()).hasSize(2500);
        assertThat(read(uw, "t2500")).isEmpty();
    }
}
