package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;

import com.kuzudb.QueryResult;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The walk-through of Kùzu's documentation of its PostgreSQL extension. The statements stand here
 * word for word, line ends and semicolons included; only the port is the test's own.
 */
@ParameterizedClass
@ValueSource(ints = {14, 18})
final class WalkthroughTest {
    private static final String INSTALL =
            """
            INSTALL postgres_scanner;
            LOAD EXTENSION postgres_scanner;
            """;

    private static final String ATTACH =
            """
            ATTACH 'dbname=university user=postgres host=localhost password=testpassword port=5432' AS uw (dbtype 'postgres');
            """;

    private static final String LOAD =
            """
            LOAD FROM uw.person
            RETURN *
            """;

    private static final String CREATE =
            """
            CREATE NODE TABLE Person (name STRING, age INT32, PRIMARY KEY(name));
            """;

    private static final String COPY =
            """
            COPY Person FROM (LOAD FROM uw.person RETURN *);
            """;

    private static final String MATCH =
            """
            MATCH (p:person) RETURN p.*;
            """;

    private static final String CLEAR_CACHE =
            """
            CALL POSTGRES_CLEAR_CACHE() RETURN *;
            """;

    private static final String[] PEOPLE = {"Alice|30", "Bob|27", "Carol|19", "Dan|25"};

    @Parameter int version;

    private HowdahGraph graph;

    @BeforeAll
    static void makeUniversities() throws SQLException {
        for (int version : EmbeddedServer.VERSIONS) {
            EmbeddedServer server = Servers.of(version);
            if (!exists(server)) {
                Servers.execute(
                        server,
                        "postgres",
                        "CREATE DATABASE university",
                        "ALTER USER postgres PASSWORD 'testpassword'");
            }
        }
    }

    private static boolean exists(EmbeddedServer server) throws SQLException {
        try (var connection = server.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT FROM pg_database WHERE datname = 'university'")) {
            return row.next();
        }
    }

    @BeforeEach
    void makePerson() throws SQLException {
        Servers.execute(
                Servers.of(version),
                "university",
                "DROP TABLE IF EXISTS person, course",
                "CREATE TABLE person (name VARCHAR, age INTEGER);",
                "INSERT INTO person (name, age) VALUES ('Alice', 30)",
                "INSERT INTO person (name, age) VALUES ('Bob', 27)",
                "INSERT INTO person (name, age) VALUES ('Carol', 19)",
                "INSERT INTO person (name, age) VALUES ('Dan', 25)");
        graph = HowdahGraph.inMemory();
    }

    @AfterEach
    void nothingIsLeft() {
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        graph.close();
    }

    @Test
    void givesTheResultsThatTheDocumentShows() throws SQLException {
        run(INSTALL);
        run(ATTACH.replace("port=5432", "port=" + Servers.of(version).port()));

        assertThat(columns(LOAD)).containsExactly("name", "age");
        assertThat(rows(LOAD)).containsExactlyInAnyOrder(PEOPLE);

        run(CREATE);
        run(COPY);
        // The document's own picture has "s.name" there, for a variable that it calls p.
        assertThat(columns(MATCH)).containsExactly("p.name", "p.age");
        assertThat(rows(MATCH)).containsExactlyInAnyOrder(PEOPLE);

        run(CLEAR_CACHE);
    }

    @Test
    void theCacheOnceClearedKnowsTablesMadeSince() throws SQLException {
        run(ATTACH.replace("port=5432", "port=" + Servers.of(version).port()));
        Servers.execute(
                Servers.of(version),
                "university",
                "CREATE TABLE course (title VARCHAR)",
                "ALTER TABLE person ADD COLUMN year INTEGER DEFAULT 1");

        run(CLEAR_CACHE);

        assertThat(columns(LOAD)).containsExactly("name", "age", "year");
        assertThat(columns("LOAD FROM uw.course RETURN *")).containsExactly("title");
    }

    private void run(String cypher) {
        graph.queryAll(cypher).forEach(QueryResult::close);
    }

    private List<String> rows(String cypher) {
        try (QueryResult result = graph.query(cypher)) {
            return AttachedGraph.rows(result);
        }
    }

    private List<String> columns(String cypher) {
        try (QueryResult result = graph.query(cypher)) {
            List<String> names = new ArrayList<>();
            for (long i = 0; i < result.getNumColumns(); i++) {
                names.add(result.getColumnName(i));
            }
            return names;
        }
    }
}
