package dev.howdah.kuzu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.sql.SQLException;

/** A COPY TO that fails late writes nothing, and the next one works. */
final class WriteBackSafetyTest {
    /** More than one file's worth of rows. */
    private static final String MANY =
            "COPY (UNWIND range(1, 500000) AS x RETURN x AS id, '0123456789012345678901234567890123456789012345678901234567890123456789' AS s) TO uw.t";

    private static final String ONE = "COPY (RETURN 1 AS id, 'x' AS s) TO uw.t";

    private AttachedGraph uw;

    @BeforeEach
    void attach() throws SQLException {
        uw = new AttachedGraph(Servers.newest());
    }

    @AfterEach
    void close() {
        assertThat(AttachedGraph.stagedFiles()).isEmpty();
        uw.close();
    }

    private void failsAndNextWorks(String copy, String message) {
        assertThatThrownBy(() -> uw.run(copy)).hasMessageContaining(message);
        hasRows(0);
        uw.run(ONE);
        hasRows(1);
    }

    private void hasRows(int rows) {
        assertThat(uw.rows("CALL SQL_QUERY('uw', 'SELECT count(*) FROM t') RETURN *"))
                .containsExactly(rows + "");
    }

    @Test
    void aConstraintFailsInTheLastFile() throws SQLException {
        uw.sql("CREATE TABLE t (id integer CHECK (id <> 499999), s text)");
        failsAndNextWorks(MANY, "violates check constraint");
    }

    @Test
    void theConnectionDiesBetweenFiles() throws SQLException {
        uw.sql(
                "CREATE TABLE t (id integer, s text)",
                "CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$",
                "CREATE TRIGGER die BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.id = 480000) EXECUTE FUNCTION die()");
        failsAndNextWorks(MANY, "57P01");
    }

    @Test
    void theCommitFails() throws SQLException {
        uw.sql(
                "CREATE TABLE parent (id integer PRIMARY KEY)",
                "CREATE TABLE t (id integer REFERENCES parent DEFERRABLE INITIALLY DEFERRED, s text)");
        assertThatThrownBy(() -> uw.run(ONE))
                .hasMessageContaining("violates foreign key constraint");
        hasRows(0);
        uw.sql("INSERT INTO parent VALUES (1)");
        uw.run(ONE);
        hasRows(1);
    }

    @Test
    void aTableThatCouldNotBeMadeIsMadeNextTime() throws SQLException {
        uw.sql(
                "CREATE FUNCTION refuse() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no tables today'; END $$",
                "CREATE EVENT TRIGGER refuse ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION refuse()");
        assertThatThrownBy(() -> uw.run(ONE)).hasMessageContaining("no tables today");
        uw.sql("DROP EVENT TRIGGER refuse");
        uw.run(ONE);
        hasRows(1);
    }
}
