package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.SQLException;
import java.util.List;

/** MERGE: which branch each row takes, what is counted, returned and left there. */
final class MergeTest {
    private static final String[] TABLES = {
        "CREATE TABLE t (id int, v int DEFAULT 7, w text DEFAULT 'dw')",
        "INSERT INTO t SELECT g, g * 10, 'w' || g FROM generate_series(1, 5) g"
    };

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    private static ChangedDatabase open(int version) throws SQLException {
        ChangedDatabase db = new ChangedDatabase(version, TABLES);
        Rows.execute(
                db.duckdb(),
                "CREATE TABLE s(id INT, v INT)",
                "INSERT INTO s VALUES (2, 200), (4, 400), (6, 600), (8, 800)");
        return db;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void takesTheFirstBranchThatHolds(int version) throws SQLException {
        try (ChangedDatabase db = open(version)) {
            assertThat(
                            db.change(
                                    """
                                    MERGE INTO pg.t USING s ON t.id = s.id
                                    WHEN MATCHED AND s.v > 300 THEN DELETE
                                    WHEN MATCHED THEN UPDATE SET v = s.v + t.v, w = DEFAULT
                                    WHEN NOT MATCHED AND v > 700 THEN DO NOTHING
                                    WHEN NOT MATCHED THEN INSERT (id, w) VALUES (id, 'new' || v)
                                    WHEN NOT MATCHED BY SOURCE AND t.id = 5 THEN DELETE
                                    WHEN NOT MATCHED BY SOURCE THEN UPDATE SET v = v + 1
                                    """))
                    .isEqualTo(6);
            assertThat(db.stored("SELECT * FROM t ORDER BY id"))
                    .containsExactly("1|11|w1", "2|220|dw", "3|31|w3", "6|7|new600");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void returnsWhatHappened(int version) throws SQLException {
        try (ChangedDatabase db = open(version)) {
            assertThat(
                            db.rows(
                                    """
                                    MERGE INTO pg.t AS x USING s USING (id)
                                    WHEN MATCHED AND x.id = 2 THEN DELETE
                                    WHEN MATCHED THEN UPDATE SET v = s.v
                                    WHEN NOT MATCHED THEN INSERT (id, v) VALUES (s.id, DEFAULT)
                                    RETURNING merge_action, *, x.v + 1 AS more
                                    """))
                    .containsExactlyInAnyOrder(
                            "DELETE|2|20|w2|21",
                            "UPDATE|4|400|w4|401",
                            "INSERT|6|7|dw|8",
                            "INSERT|8|7|dw|8");
            assertThat(
                            db.rows(
                                    "MERGE INTO pg.t USING s ON t.id = s.id AND s.id < 0"
                                            + " WHEN MATCHED THEN DELETE RETURNING *, merge_action"))
                    .isEmpty();
            assertThat(db.stored("SELECT count(*), sum(v) FROM t")).containsExactly("6|504");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void returnsArraysOfTwoDimensions(int version) throws SQLException {
        try (ChangedDatabase db =
                new ChangedDatabase(version, "CREATE TABLE grids (id int, grid int[][])")) {
            assertThat(
                            db.rows(
                                    "MERGE INTO pg.grids AS t USING (SELECT 1 AS id) AS s ON t.id = s.id"
                                            + " WHEN NOT MATCHED THEN INSERT VALUES (1, [[1, 2], [3, 4]])"
                                            + " RETURNING merge_action, *, grid[2][1]"))
                    .containsExactly("INSERT|1|[[1, 2], [3, 4]]|3");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void takesColumnsByNameAndByPosition(int version) throws SQLException {
        try (ChangedDatabase db = open(version)) {
            assertThat(
                            db.change(
                                    "MERGE INTO pg.t USING (SELECT 'n' || v AS w, id FROM s) AS q USING (id)"
                                            + " WHEN MATCHED THEN UPDATE BY NAME"
                                            + " WHEN NOT MATCHED THEN INSERT BY NAME"))
                    .isEqualTo(4);
            assertThat(db.stored("SELECT * FROM t WHERE id % 2 = 0 ORDER BY id"))
                    .containsExactly("2|20|n200", "4|40|n400", "6|7|n600", "8|7|n800");
            assertThat(
                            db.change(
                                    "MERGE INTO pg.t USING (VALUES (1, 2, 'p'), (9, 9, 'q')) AS q(id, b, c)"
                                            + " ON t.id = q.id WHEN MATCHED THEN UPDATE SET *"
                                            + " WHEN NOT MATCHED THEN INSERT *"))
                    .isEqualTo(2);
            assertThat(
                            db.change(
                                    "MERGE INTO pg.t USING (VALUES (77)) AS q(k) ON t.id = q.k"
                                            + " WHEN NOT MATCHED THEN INSERT DEFAULT VALUES"))
                    .isEqualTo(1);
            assertThat(db.stored("SELECT * FROM t WHERE id IN (1, 9) OR id IS NULL ORDER BY id"))
                    .containsExactly("1|2|p", "9|9|q", "null|7|dw");
            assertThatThrownBy(
                            () ->
                                    db.change(
                                            "MERGE INTO pg.t USING s USING (id) WHEN MATCHED THEN UPDATE"))
                    .hasMessageContaining("expected 3 columns but got 2");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void refusesARowThatIsMeantTwice(int version) throws SQLException {
        try (ChangedDatabase db = open(version)) {
            for (String action : List.of("UPDATE SET v = q.v", "DELETE")) {
                for (String returning : List.of("", " RETURNING id")) {
                    assertThatThrownBy(
                                    () ->
                                            db.rows(
                                                    "MERGE INTO pg.t USING (VALUES (1, 5), (1, 6)) q(id, v)"
                                                            + " USING (id) WHEN MATCHED THEN "
                                                            + action
                                                            + returning))
                            .hasMessageContaining("MERGE command cannot affect row a second time")
                            .isInstanceOfSatisfying(
                                    SQLException.class,
                                    failure ->
                                            assertThat(failure.getSQLState()).isEqualTo("21000"));
                }
            }
            assertThat(
                            db.change(
                                    "MERGE INTO pg.t USING (VALUES (1, 5), (1, 6)) q(id, v) USING (id)"
                                            + " WHEN MATCHED AND q.v = 5 THEN DO NOTHING"
                                            + " WHEN MATCHED THEN UPDATE SET v = q.v"))
                    .isEqualTo(1);
            assertThat(db.stored("SELECT sum(v) FROM t")).containsExactly("146");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void raisesItsErrors(int version) throws SQLException {
        try (ChangedDatabase db = open(version)) {
            assertThatThrownBy(
                            () ->
                                    db.change(
                                            "MERGE INTO pg.t USING s USING (id)"
                                                    + " WHEN MATCHED THEN UPDATE SET v = 0"
                                                    + " WHEN NOT MATCHED AND s.id = 8"
                                                    + " THEN ERROR 'no ' || s.v"))
                    .hasMessageContaining("Merge error condition WHEN NOT MATCHED: no 800");
            assertThatThrownBy(
                            () ->
                                    db.change(
                                            "MERGE INTO pg.t USING s USING (id)"
                                                    + " WHEN MATCHED THEN ERROR"))
                    .hasMessageContaining("Merge error condition WHEN MATCHED");
            assertThatThrownBy(
                            () ->
                                    db.change(
                                            "MERGE INTO pg.t USING s ON t.id = s.id WHEN NOT MATCHED"
                                                    + " THEN INSERT (id) VALUES (t.id)"))
                    .hasMessageContaining("\"t\" not found");
            assertThat(db.stored("SELECT sum(v) FROM t")).containsExactly("150");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void computesValuesOnlyWhereTheyAreNeeded(int version) throws SQLException {
        try (ChangedDatabase db = open(version)) {
            assertThat(
                            db.change(
                                    """
                                    MERGE INTO pg.t USING (VALUES (1, 'one'), (8, '8'), (9, 'nine')) q(id, x) USING (id)
                                    WHEN MATCHED AND x = '1' THEN UPDATE SET v = CAST(x AS INTEGER)
                                    WHEN NOT MATCHED AND x = '8' THEN INSERT (id, v) VALUES (id, CAST(x AS INTEGER))
                                    WHEN NOT MATCHED BY SOURCE AND w = 'w2' THEN UPDATE SET v = CAST(w[2:] AS INTEGER)
                                    """))
                    .isEqualTo(2);
            assertThat(db.stored("SELECT id, v FROM t WHERE id IN (1, 2, 8, 9) ORDER BY id"))
                    .containsExactly("1|10", "2|2", "8|8");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsItsSourceOnce(int version) throws SQLException {
        try (ChangedDatabase db = open(version)) {
            Rows.execute(db.duckdb(), "CREATE SEQUENCE q");
            assertThat(
                            db.change(
                                    "MERGE INTO pg.t USING (SELECT id, nextval('q')::INT AS n FROM s) AS z USING (id)"
                                            + " WHEN MATCHED THEN UPDATE SET v = n"
                                            + " WHEN NOT MATCHED THEN INSERT (id, v) VALUES (id, n)"))
                    .isEqualTo(4);
            assertThat(db.stored("SELECT sum(v) FROM t WHERE id % 2 = 0")).containsExactly("10");
            assertThat(db.rows("SELECT currval('q')")).containsExactly("4");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void mergesManyRowsIntoPartitions(int version) throws SQLException {
        try (ChangedDatabase db =
                new ChangedDatabase(
                        version,
                        "CREATE TABLE p (id int, v bigint) PARTITION BY RANGE (id)",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (30000)",
                        "CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (30000) TO (1000000)",
                        "INSERT INTO p SELECT g, g FROM generate_series(0, 59999) g")) {
            assertThat(
                            db.change(
                                    """
                                    MERGE INTO pg.p USING (SELECT range::INT AS id FROM range(20000, 120000)) s USING (id)
                                    WHEN MATCHED AND id % 2 = 0 THEN DELETE
                                    WHEN MATCHED THEN UPDATE SET v = -p.v
                                    WHEN NOT MATCHED THEN INSERT VALUES (s.id, 0)
                                    WHEN NOT MATCHED BY SOURCE AND v < 10 THEN UPDATE SET id = 500000 + id
                                    """))
                    .isEqualTo(100_010);
            assertThat(
                            db.stored(
                                    "SELECT tableoid::regclass, count(*), sum(v) FROM p GROUP BY 1 ORDER BY 1"))
                    .containsExactly("p1|24990|74989955", "p2|75010|-674999955");
        }
    }
}
