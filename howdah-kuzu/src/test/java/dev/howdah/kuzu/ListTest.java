package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

/** SHOW_ATTACHED_DATABASES, SHOW_TABLES and TABLE_INFO from Cypher. */
@ParameterizedClass
@FieldSource("VERSIONS")
final class ListTest {
    static final List<Integer> VERSIONS = EmbeddedServer.VERSIONS;

    @Parameter private int version;

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        uw =
                new AttachedGraph(
                        Servers.of(version),
                        "CREATE TABLE person (id int PRIMARY KEY, name text)",
                        "COMMENT ON TABLE person IS 'people'",
                        "CREATE TABLE place (name text)");
        uw.run("CREATE NODE TABLE Pet(id INT64 PRIMARY KEY)");
    }

    @AfterEach
    void close() {
        uw.close();
    }

    @Test
    void databases() {
        assertThat(uw.rows("CALL SHOW_ATTACHED_DATABASES() RETURN *"))
                .containsExactly("uw|POSTGRES");
        assertThat(uw.columns("CALL show_attached_databases() RETURN *"))
                .containsExactly("name", "database type");
    }

    @Test
    void tables() {
        assertThat(uw.columns("CALL SHOW_TABLES() RETURN *"))
                .containsExactly("id", "name", "type", "database name", "comment");
        assertThat(uw.rows("CALL SHOW_TABLES() RETURN *"))
                .map(row -> row.substring(row.indexOf('|') + 1))
                .containsExactlyInAnyOrder(
                        "Pet|NODE|local(kuzu)|",
                        "person|ATTACHED|uw(POSTGRES)|people",
                        "place|ATTACHED|uw(POSTGRES)|");
        assertThat(
                        uw.rows(
                                "CALL SHOW_TABLES() WHERE type = 'ATTACHED' AND id > 0 RETURN name, typeof(id) ORDER BY name"))
                .containsExactly("person|UINT64", "place|UINT64");
        assertThat(
                        uw.rows(
                                "CALL SHOW_TABLES() YIELD id AS i, name AS n, type AS t, `database name` AS d, comment AS c WITH n WHERE n STARTS WITH 'pe' RETURN n"))
                .containsExactly("person");
        assertThat(uw.rows("CALL SHOW_TABLES() RETURN count(*)")).containsExactly("3");
    }

    @Test
    void columns() {
        assertThat(uw.rows("CALL TABLE_INFO('uw.person') RETURN *"))
                .containsExactly("0|id|INT32|NULL|True", "1|name|STRING|NULL|False");
        assertThat(uw.rows("CALL TABLE_INFO('uw.public.place') RETURN name, type"))
                .containsExactly("name|STRING");
        assertThat(uw.rows("CALL TABLE_INFO('place') RETURN name")).containsExactly("name");
        assertThat(uw.rows("CALL TABLE_INFO('pet') RETURN name, `primary key`"))
                .containsExactly("id|True");
    }

    @Test
    void unknownOnesAreErrorsAndTheSessionGoesOn() {
        assertThatThrownBy(() -> uw.run("CALL TABLE_INFO('uw.peron') RETURN *"))
                .isInstanceOf(HowdahException.class)
                .hasMessage(
                        "Catalog exception: uw.peron does not exist in catalog. Did you mean uw.person?");
        assertThatThrownBy(() -> uw.run("CALL TABLE_INFO('peron') RETURN *"))
                .isInstanceOf(HowdahException.class)
                .hasMessage("Catalog exception: peron does not exist in catalog.");
        assertThatThrownBy(() -> uw.run("CALL TABLE_INFO('zz.person') RETURN *"))
                .isInstanceOf(HowdahException.class)
                .hasMessage("Runtime exception: No database named zz.");
        assertThat(uw.rows("CALL TABLE_INFO('place') RETURN name")).containsExactly("name");
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
    }
}
