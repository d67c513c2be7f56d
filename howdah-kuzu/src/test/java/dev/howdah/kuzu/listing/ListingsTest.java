package dev.howdah.kuzu.listing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.FlatTuple;
import com.kuzudb.QueryResult;
import com.kuzudb.Value;

import dev.howdah.kuzu.Servers;
import dev.howdah.kuzu.attach.Attachments;
import dev.howdah.kuzu.cypher.Literal;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.graph.GraphConnection;
import dev.howdah.kuzu.session.GraphSession;
import dev.howdah.kuzu.session.StatementRun;
import dev.howdah.kuzu.statement.Source;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.FieldSource;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Listings as Kùzu reads them, beside its own. */
@ParameterizedClass
@FieldSource("VERSIONS")
final class ListingsTest {
    static final List<Integer> VERSIONS = EmbeddedServer.VERSIONS;

    @Parameter private int version;

    @TempDir private Path folder;

    private final Database graph = new Database(":memory:");
    private final Connection connection = new Connection(graph);
    private final Attachments attachments = new Attachments();
    private final GraphSession session =
            new GraphSession(new GraphConnection(connection), attachments);
    private EmbeddedServer server;
    private String database;
    private int files;

    @BeforeEach
    void create() throws SQLException {
        server = Servers.of(version);
        database = Servers.createDatabase(server);
        Servers.execute(
                server,
                database,
                "CREATE TABLE person (id bigint PRIMARY KEY, name text, born timestamptz, pay numeric(5, 2))",
                "COMMENT ON TABLE person IS 'who it''s about'",
                "CREATE VIEW adult AS SELECT * FROM person",
                "CREATE SCHEMA sales",
                "CREATE TABLE sales.\"order.line\" (b int, a int, PRIMARY KEY (a, b), c text)",
                "CREATE TABLE \"City\" (name text)");
        session.graph().run("CREATE NODE TABLE City(id INT64 PRIMARY KEY)");
        session.graph().run("COMMENT ON TABLE City IS 'Kùzu''s'".replace("''", "\\'"));
    }

    @AfterEach
    void close() throws SQLException {
        attachments.close();
        connection.close();
        graph.close();
    }

    private void attach(String alias) throws SQLException {
        attachments.attach(server.connectionString(database), Optional.of(alias), Map.of());
    }

    private Optional<String> query(Source source) throws SQLException {
        return query(source, Map.of());
    }

    private Optional<String> query(Source source, Map<String, Value> parameters)
            throws SQLException {
        try (StatementRun run = new StatementRun(session, "", parameters)) {
            return new Listings(run).query(source);
        }
    }

    private Optional<String> info(String table) throws SQLException {
        return query(new Source.TableInfo(new Literal.Text(table)));
    }

    /** What Kùzu reads from the query's file: a line of names and types, then the rows. */
    private List<String> staged(Optional<String> query) throws SQLException {
        Path file = folder.resolve(++files + ".parquet");
        try (Statement statement = attachments.stager().connection().createStatement()) {
            statement.execute("COPY (%s) TO '%s'".formatted(query.orElseThrow(), file));
        }
        return kuzu("LOAD FROM " + Quoting.text(file.toString()) + " RETURN *");
    }

    private List<String> kuzu(String cypher) {
        List<String> lines = new ArrayList<>();
        try (QueryResult result = session.graph().query(cypher)) {
            List<String> columns = new ArrayList<>();
            for (long i = 0; i < result.getNumColumns(); i++) {
                columns.add(result.getColumnName(i) + " " + result.getColumnDataType(i).getID());
            }
            lines.add(String.join("|", columns));
            while (result.hasNext()) {
                FlatTuple row = result.getNext();
                List<String> values = new ArrayList<>();
                for (long i = 0; i < result.getNumColumns(); i++) {
                    values.add(row.getValue(i).toString());
                }
                lines.add(String.join("|", values));
            }
        }
        return lines;
    }

    @Test
    void allIsKuzusWhileNothingIsAttached() throws SQLException {
        assertThat(query(new Source.ShowAttachedDatabases())).isEmpty();
        assertThat(query(new Source.ShowTables())).isEmpty();
        assertThat(info("uw.person")).isEmpty();
        assertThat(info("person")).isEmpty();
    }

    @Test
    void databasesAreListedInKuzusShape() throws SQLException {
        attach("uw");
        attach("it's");
        List<String> lines = staged(query(new Source.ShowAttachedDatabases()));
        assertThat(lines)
                .startsWith(kuzu("CALL SHOW_ATTACHED_DATABASES() RETURN *").getFirst())
                .endsWith("uw|POSTGRES", "it's|POSTGRES");
    }

    @Test
    void databasesOfKuzusOwnAreListedToo() throws SQLException {
        Path file = folder.resolve("other");
        new Database(file.toString()).close();
        session.graph().run("ATTACH " + Quoting.text(file.toString()) + " AS k (dbtype kuzu)");
        attach("uw");
        assertThat(staged(query(new Source.ShowAttachedDatabases())))
                .endsWith("k|KUZU", "uw|POSTGRES");
    }

    @Test
    void tablesAreListedInKuzusShapeBehindItsOwn() throws SQLException {
        attach("uw");
        List<String> own = kuzu("CALL SHOW_TABLES() RETURN *");
        List<String> lines = staged(query(new Source.ShowTables()));
        assertThat(lines).startsWith(own.toArray(String[]::new));
        assertThat(lines.subList(own.size(), lines.size()))
                .map(line -> line.substring(line.indexOf('|')))
                .containsExactly(
                        "|City|ATTACHED|uw(POSTGRES)|",
                        "|adult|ATTACHED|uw(POSTGRES)|",
                        "|person|ATTACHED|uw(POSTGRES)|who it's about");
    }

    @Test
    void columnsAreListedInKuzusShapeWithTheKey() throws SQLException {
        attach("uw");
        List<String> lines = staged(info("UW.Person"));
        assertThat(lines)
                .startsWith(kuzu("CALL TABLE_INFO('City') RETURN *").getFirst())
                .endsWith(
                        "0|id|INT64|NULL|True",
                        "1|name|STRING|NULL|False",
                        "2|born|TIMESTAMP_TZ|NULL|False",
                        "3|pay|DECIMAL(5, 2)|NULL|False");
    }

    @Test
    void namesMayHaveThreePartsAndQuotes() throws SQLException {
        attach("uw");
        List<String> columns =
                List.of("0|b|INT32|NULL|True", "1|a|INT32|NULL|True", "2|c|STRING|NULL|False");
        assertThat(staged(info("uw.sales.`order.line`"))).endsWith(columns.toArray(String[]::new));
        assertThat(staged(info("\"uw\".sales.\"order.line\"")))
                .endsWith(columns.toArray(String[]::new));
        assertThat(staged(info("uw.public.adult"))).hasSize(5);
    }

    @Test
    void parameterNamesATable() throws SQLException {
        attach("uw");
        try (Value value = new Value("uw.adult")) {
            Source source = new Source.TableInfo(new Literal.Parameter("t"));
            assertThat(staged(query(source, Map.of("t", value)))).hasSize(5);
            assertThat(query(source)).as("not bound").isEmpty();
        }
    }

    @Test
    void loneNameIsKuzusFirstAndThenTheDefaultDatabases() throws SQLException {
        attach("uw");
        assertThat(info("city")).isEmpty();
        assertThat(staged(info("adult"))).hasSize(5);
        assertThat(info("nope")).isEmpty();
        attachments.useNone();
        assertThat(info("adult")).isEmpty();
    }

    @Test
    void namesOfNobodyAreLeftToKuzu() throws SQLException {
        attach("uw");
        for (String name : List.of("zz.person", "uw.", "", ".", "uw..person", "a.b.c.d", "`uw")) {
            assertThat(info(name)).as(name).isEmpty();
        }
    }

    @Test
    void unknownTableOfOursIsAnErrorAndKuzusTransactionGoesOn() throws SQLException {
        attach("uw");
        session.graph().run("BEGIN TRANSACTION");
        session.graph().run("CREATE (:City {id: 1})");
        assertThat(staged(query(new Source.ShowTables()))).hasSizeGreaterThan(2);
        assertThatThrownBy(() -> info("uw.persn"))
                .isInstanceOf(HowdahException.class)
                .hasMessage(
                        "Catalog exception: uw.persn does not exist in catalog. Did you mean uw.person?");
        session.graph().run("COMMIT");
        assertThat(kuzu("MATCH (c:City) RETURN c.id")).endsWith("1");
    }
}
