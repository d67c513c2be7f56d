package dev.howdah.kuzu.attach;

import static dev.howdah.kuzu.attach.AttachmentFixture.NO_OPTIONS;
import static dev.howdah.kuzu.attach.AttachmentFixture.as;
import static dev.howdah.kuzu.attach.AttachmentFixture.names;
import static dev.howdah.kuzu.attach.AttachmentFixture.rows;
import static dev.howdah.kuzu.attach.AttachmentFixture.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.kuzu.Servers;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ATTACH with its options and its mistakes, DETACH and USE. */
@ParameterizedClass
@FieldSource("VERSIONS")
final class AttachTest {
    static final List<Integer> VERSIONS = EmbeddedServer.VERSIONS;

    @Parameter private int version;

    private final Attachments attachments = new Attachments();
    private EmbeddedServer server;
    private String database;

    @BeforeEach
    void create() throws SQLException {
        server = Servers.of(version);
        database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TABLE person (name varchar, age integer)",
                "INSERT INTO person VALUES ('Alice', 30)",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.person AS SELECT 7 AS id",
                "CREATE TABLE sales.item AS SELECT 'x' AS sku");
    }

    @AfterEach
    void close() throws SQLException {
        attachments.close();
    }

    private Attachment attach(String alias) throws SQLException {
        return attachments.attach(server.connectionString(database), as(alias), NO_OPTIONS);
    }

    private Attachment attach(String alias, Map<String, Literal> options) throws SQLException {
        return attachments.attach(server.connectionString(database), as(alias), options);
    }

    /** Nothing of a failed ATTACH stays, and the next one works. */
    private void assertUsable(String alias) throws SQLException {
        assertThat(attachments.find(alias)).isEmpty();
        Attachment attached = attach(alias);
        assertThat(rows(attachments, attached.require(Optional.empty(), "person")))
                .containsExactly("Alice|30");
    }

    @Test
    void readsByAlias() throws SQLException {
        Attachment uw = attach("uw");
        assertThat(uw.alias()).isEqualTo("uw");
        assertThat(uw.schema()).isEqualTo("public");
        SourceTable person = uw.require(Optional.empty(), "person");
        assertThat(person.label()).isEqualTo("uw.person");
        assertThat(rows(attachments, person)).containsExactly("Alice|30");
        assertThat(rows(attachments, uw.query("SELECT '{}' || name FROM person")))
                .containsExactly("{}Alice");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgresql://postgres@127.0.0.1:%d/%s",
                "port=%d dbname=%s host=127.0.0.1 user=postgres"
            })
    void takesItsNameFromTheDatabase(String target) throws SQLException {
        Attachment attached =
                attachments.attach(
                        target.formatted(server.port(), database), Optional.empty(), NO_OPTIONS);
        assertThat(attached.alias()).isEqualTo(database);
        assertThat(attachments.find(database)).contains(attached);
    }

    @Test
    void anyNameWillDo() throws SQLException {
        for (String alias :
                List.of(
                        "memory",
                        "System",
                        "temp",
                        "main",
                        "public",
                        "pg_catalog",
                        "order",
                        "a.b",
                        "two words",
                        "it's",
                        "say \"hi\"",
                        "Straße",
                        "1")) {
            Attachment attached = attach(alias);
            assertThat(attachments.find(alias)).contains(attached);
            assertThat(rows(attachments, attached.require(Optional.empty(), "person")))
                    .as(alias)
                    .containsExactly("Alice|30");
            assertThat(rows(attachments, attached.require(Optional.of("sales"), "person")))
                    .as(alias)
                    .containsExactly("7");
            assertThat(rows(attachments, attached.query("SELECT 1"))).containsExactly("1");
        }
        assertThat(attachments.detach("memory")).isTrue();
        assertThat(attachments.find("memory")).isEmpty();
        assertThat(attachments.detach("main")).isTrue();
        Attachment again = attach("main");
        assertThat(rows(attachments, again.require(Optional.empty(), "person")))
                .containsExactly("Alice|30");
    }

    @Test
    void schemaSaysWhatALoneNameMeans() throws SQLException {
        Attachment uw = attach("uw", schema("sales"));
        assertThat(uw.schema()).isEqualTo("sales");
        assertThat(names(uw.tables())).containsExactly("item", "person");
        assertThat(rows(attachments, uw.require(Optional.empty(), "person"))).containsExactly("7");
        SourceTable other = uw.require(Optional.of("public"), "person");
        assertThat(other.label()).isEqualTo("uw.public.person");
        assertThat(rows(attachments, other)).containsExactly("Alice|30");
    }

    @Test
    void schemaIsFoundInAnyCase() throws SQLException {
        assertThat(attach("uw", schema("SALES")).schema()).isEqualTo("sales");
    }

    @Test
    void unknownSchemaIsAnError() throws SQLException {
        assertThatThrownBy(() -> attach("uw", schema("slaes")))
                .isInstanceOf(HowdahException.class)
                .hasMessage(
                        "Binder exception: Schema slaes does not exist in the PostgreSQL database; there are public, sales");
        assertUsable("uw");
    }

    @Test
    void systemSchemaIsAnErrorThatNamesTheWay() throws SQLException {
        assertThatThrownBy(() -> attach("uw", schema("pg_catalog")))
                .hasMessageContaining("SQL_QUERY");
        assertUsable("uw");
    }

    @Test
    void databaseWithoutPublicCanBeAttached() throws SQLException {
        Servers.execute(server, database, "DROP SCHEMA public CASCADE");
        Attachment uw = attach("uw");
        assertThat(uw.tables()).isEmpty();
        assertThat(rows(attachments, uw.require(Optional.of("sales"), "person")))
                .containsExactly("7");
    }

    @Test
    void unknownOptionIsAnErrorThatNamesTheKnownOnes() throws SQLException {
        assertThatThrownBy(() -> attach("uw", Map.of("shema", new Literal.Text("x"))))
                .isInstanceOf(HowdahException.class)
                .hasMessage(
                        "Binder exception: Unrecognized option for attaching postgres: shema. There are schema, skip_unsupported_table and secret.");
        assertUsable("uw");
    }

    static final List<Map<String, Literal>> WRONG_VALUES =
            List.of(
                    Map.of("schema", new Literal.Whole("1")),
                    Map.of("schema", new Literal.Text("")),
                    Map.of("schema", new Literal.Bool(true)),
                    Map.of("secret", new Literal.Null()),
                    Map.of("secret", new Literal.Parameter("p")),
                    Map.of("skip_unsupported_table", new Literal.Text("true")),
                    Map.of("skip_unsupported_table", new Literal.Whole("1")));

    @ParameterizedTest
    @FieldSource("WRONG_VALUES")
    void wrongTypeOfAnOptionIsAnError(Map<String, Literal> options) throws SQLException {
        assertThatThrownBy(() -> attach("uw", options))
                .isInstanceOf(HowdahException.class)
                .hasMessageStartingWith(
                        "Runtime exception: Invalid option value for %s. It takes "
                                .formatted(options.keySet().iterator().next()));
        assertUsable("uw");
    }

    @Test
    void takenNameIsAnErrorInAnyCase() throws SQLException {
        attach("uw");
        assertThatThrownBy(() -> attach("UW"))
                .isInstanceOf(HowdahException.class)
                .hasMessage(
                        "Runtime exception: Duplicate attached database name: UW. Attached database name must be unique.");
        assertThatThrownBy(
                        () ->
                                attachments.attach(
                                        server.connectionString(database),
                                        as("other"),
                                        NO_OPTIONS,
                                        List.of("Other")))
                .hasMessage(
                        "Runtime exception: Duplicate attached database name: other. Attached database name must be unique.");
        assertThat(attachments.all()).hasSize(1);
        assertUsable("other");
    }

    @Test
    void takenNameOfTheDatabaseItselfIsAnError() throws SQLException {
        attach(database);
        assertThatThrownBy(
                        () ->
                                attachments.attach(
                                        server.connectionString(database),
                                        Optional.empty(),
                                        NO_OPTIONS))
                .hasMessageContaining("Duplicate attached database name: " + database);
    }

    @Test
    void emptyNameIsAnError() throws SQLException {
        assertThatThrownBy(() -> attach("")).hasMessageContaining("empty name");
    }

    @Test
    void unknownDatabaseIsAnError() throws SQLException {
        assertThatThrownBy(
                        () ->
                                attachments.attach(
                                        server.connectionString("nope") + " password=hush",
                                        as("uw"),
                                        NO_OPTIONS))
                .isInstanceOf(HowdahException.class)
                .hasMessageStartingWith("Runtime exception: ")
                .hasMessageContaining("nope")
                .hasMessageNotContaining("hush");
        assertUsable("uw");
    }

    @Test
    void wrongConnectionStringIsAnError() throws SQLException {
        assertThatThrownBy(
                        () ->
                                attachments.attach(
                                        "host=127.0.0.1 pasword=hush", as("uw"), NO_OPTIONS))
                .isInstanceOf(HowdahException.class)
                .hasMessageStartingWith("Runtime exception: ")
                .hasMessageContaining("pasword")
                .hasMessageNotContaining("hush");
        assertUsable("uw");
    }

    @Test
    void severalAtOnceEachWithItsOwn() throws SQLException {
        String other = Servers.createDatabase(server);
        Servers.execute(server, other, "CREATE TABLE person AS SELECT 'other' AS who");
        Attachment first = attach("a");
        Attachment second = attachments.attach(server.connectionString(other), as("b"), NO_OPTIONS);
        Attachment third = attach("c", schema("sales"));
        assertThat(attachments.all()).containsExactly(first, second, third);
        assertThat(rows(attachments, first.require(Optional.empty(), "person")))
                .containsExactly("Alice|30");
        assertThat(rows(attachments, second.require(Optional.empty(), "person")))
                .containsExactly("other");
        assertThat(rows(attachments, third.require(Optional.empty(), "person")))
                .containsExactly("7");
        assertThat(attachments.detach("B")).isTrue();
        assertThat(attachments.detach("B")).isFalse();
        assertThat(attachments.all()).containsExactly(first, third);
        assertThat(rows(attachments, third.require(Optional.empty(), "item"))).containsExactly("x");
    }

    @Test
    void firstOneIsTheDefaultUntilAnotherIsUsed() throws SQLException {
        assertThat(attachments.defaultDatabase()).isEmpty();
        Attachment first = attach("a");
        Attachment second = attach("b");
        assertThat(attachments.defaultDatabase()).contains(first);
        assertThat(attachments.use("B")).isTrue();
        assertThat(attachments.defaultDatabase()).contains(second);
        assertThat(attachments.use("c")).isFalse();
        assertThat(attachments.defaultDatabase()).contains(second);
    }

    @Test
    void detachedDefaultLeavesNoneUntilTheNextIsAttached() throws SQLException {
        attach("a");
        attach("b");
        attachments.detach("a");
        assertThat(attachments.defaultDatabase()).isEmpty();
        Attachment third = attach("c");
        assertThat(attachments.defaultDatabase()).contains(third);
    }

    @Test
    void usingNoneLastsUntilUse() throws SQLException {
        attach("a");
        attachments.useNone();
        Attachment second = attach("b");
        assertThat(attachments.defaultDatabase()).isEmpty();
        attachments.use("b");
        assertThat(attachments.defaultDatabase()).contains(second);
    }
}
