package dev.howdah.duckdb.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** UPDATE and DELETE: what they count, return and leave there. */
final class UpdateTest {
    private static final String[] TABLES = {
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "CREATE TABLE t (id int PRIMARY KEY, v int, w text DEFAULT 'dw', n numeric(10,2), i inet,"
                + " c varchar(3), m mood, a int[], d int GENERATED ALWAYS AS (v * 2) STORED)",
        "INSERT INTO t SELECT g, g * 10, 'w' || g, g, '10.0.0.1' FROM generate_series(1, 10) g"
    };

    static List<Integer> versions() {
        return EmbeddedServer.VERSIONS;
    }

    @ParameterizedTest
    @MethodSource("versions")
    void sendsConstantsAsOneStatement(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            assertThat(db.change("UPDATE pg.t SET v = 5 WHERE id = 3")).isEqualTo(1);
            assertThat(db.change("UPDATE pg.t SET v = 1 + 5 WHERE id BETWEEN 4 AND 6"))
                    .isEqualTo(3);
            assertThat(db.change("UPDATE pg.t SET v = 5 WHERE id = 99")).isZero();
            assertThat(
                            db.change(
                                    "UPDATE pg.t SET w = DEFAULT, n = 1.555, i = '10.2.0.0/16',"
                                            + " m = 'ok', a = [1, NULL, 3] WHERE id = 1"))
                    .isEqualTo(1);
            assertThat(db.change("UPDATE pg.t SET c = 'x' || 'yz'")).isEqualTo(10);
            assertThat(db.change("DELETE FROM pg.t WHERE id IN (7, 8, 9, 10)")).isEqualTo(4);
            assertThat(db.stored("SELECT * FROM t ORDER BY id"))
                    .containsExactly(
                            "1|10|dw|1.56|10.2.0.0/16|xyz|ok|{1,NULL,3}|20",
                            "2|20|w2|2.00|10.0.0.1|xyz|null|null|40",
                            "3|5|w3|3.00|10.0.0.1|xyz|null|null|10",
                            "4|6|w4|4.00|10.0.0.1|xyz|null|null|12",
                            "5|6|w5|5.00|10.0.0.1|xyz|null|null|12",
                            "6|6|w6|6.00|10.0.0.1|xyz|null|null|12");
            assertThat(db.change("DELETE FROM pg.t")).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void computesInDuckDb(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            assertThat(db.change("UPDATE pg.t SET v = v + id WHERE id <= 3")).isEqualTo(3);
            assertThat(
                            db.change(
                                    "UPDATE pg.t SET (w, n) = (upper(w), n / 3), i = '10.0.0.' || id,"
                                            + " m = if(id % 2 = 0, 'ok', 'sad'), a = range(id::INT)::INT[]"
                                            + " WHERE sqrt(id) = 2"))
                    .isEqualTo(1);
            assertThat(db.change("DELETE FROM pg.t WHERE v % 20 = 0 AND id > 4")).isEqualTo(3);
            assertThat(db.stored("SELECT * FROM t ORDER BY id"))
                    .containsExactly(
                            "1|11|w1|1.00|10.0.0.1|null|null|null|22",
                            "2|22|w2|2.00|10.0.0.1|null|null|null|44",
                            "3|33|w3|3.00|10.0.0.1|null|null|null|66",
                            "4|40|W4|1.33|10.0.0.4|null|ok|{0,1,2,3}|80",
                            "5|50|w5|5.00|10.0.0.1|null|null|null|100",
                            "7|70|w7|7.00|10.0.0.1|null|null|null|140",
                            "9|90|w9|9.00|10.0.0.1|null|null|null|180");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void readsOnlyWhatItNeeds(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            assertThat(db.change("UPDATE pg.t SET v = v + id WHERE id <= 3")).isEqualTo(3);
            assertThat(db.rows("SELECT sql FROM postgres_scans()"))
                    .singleElement()
                    .asString()
                    .contains("\"id\" <= ", "\"ctid\"")
                    .doesNotContain("\"w\"", "tableoid");
            assertThat(db.change("UPDATE pg.t SET v = 0 WHERE id < 3 AND w LIKE 'w%'"))
                    .isEqualTo(2);
            assertThat(db.change("DELETE FROM pg.t WHERE id = 1")).isEqualTo(1);
            assertThat(db.rows("SELECT sql FROM postgres_scans()"))
                    .as("a statement that the server ran alone reads nothing")
                    .singleElement()
                    .asString()
                    .contains("\"id\" <= ");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void joinsWhateverDuckDbReads(int version, @TempDir Path directory) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            String file = directory.resolve("f.parquet").toString();
            Rows.execute(
                    db.duckdb(),
                    "CREATE TABLE l AS SELECT range::INT AS id, 'l' || range AS w FROM range(1, 4)",
                    "CREATE TEMP TABLE tmp AS SELECT 4 AS id, 'tmp' AS w",
                    "CREATE MACRO plus(x) AS x + 1000",
                    "CREATE TEMP TABLE t AS SELECT -1 AS v",
                    "COPY (SELECT 5 AS id, 'file' AS w) TO '" + file + "' (FORMAT parquet)");
            assertThat(db.change("UPDATE pg.t SET w = l.w FROM l WHERE l.id = t.id")).isEqualTo(3);
            assertThat(db.change("UPDATE pg.t AS x SET w = tmp.w FROM tmp WHERE tmp.id = x.id"))
                    .isEqualTo(1);
            assertThat(
                            db.change(
                                    "UPDATE pg.public.t SET w = f.w FROM '%s' f WHERE f.id = pg.public.t.id"
                                            .formatted(file)))
                    .isEqualTo(1);
            assertThat(db.change("UPDATE pg.t SET v = plus(v) WHERE id = 1")).isEqualTo(1);
            assertThat(db.change("UPDATE pg.t SET v = (SELECT max(v) FROM pg.t) WHERE id = 2"))
                    .isEqualTo(1);
            assertThat(
                            db.change(
                                    "WITH k AS (SELECT 6 AS id) UPDATE pg.t SET w = 'cte' FROM k"
                                            + " WHERE k.id = t.id"))
                    .isEqualTo(1);
            assertThat(
                            db.change(
                                    "UPDATE pg.t SET w = o.w || '+' FROM pg.t AS o WHERE o.id = 1 AND t.id = 7"))
                    .isEqualTo(1);
            assertThat(db.change("DELETE FROM pg.t USING l WHERE l.id = t.id AND l.id = 3"))
                    .isEqualTo(1);
            assertThat(db.change("DELETE FROM pg.t WHERE id IN (SELECT 8 UNION SELECT 9)"))
                    .isEqualTo(2);
            assertThat(db.stored("SELECT id, v, w FROM t ORDER BY id"))
                    .containsExactly(
                            "1|1010|l1",
                            "2|1010|l2",
                            "4|40|tmp",
                            "5|50|file",
                            "6|60|cte",
                            "7|70|l1+",
                            "10|100|w10");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void returnsNewAndOldRows(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            assertThat(db.rows("UPDATE pg.t SET v = 7 WHERE id = 3 RETURNING id, v, d"))
                    .containsExactly("3|7|14");
            assertThat(db.rows("UPDATE pg.t SET v = v + 1 WHERE id < 3 RETURNING t.v * 2 AS x, w"))
                    .containsExactlyInAnyOrder("22|w1", "42|w2");
            assertThat(db.rows("UPDATE pg.t AS q SET v = id WHERE id = 1 RETURNING q.*"))
                    .containsExactly("1|1|w1|1.00|10.0.0.1/32|null|null|null|2");
            assertThat(db.rows("UPDATE pg.t SET v = v + 1 WHERE id > 50 RETURNING v")).isEmpty();
            assertThat(
                            db.rows(
                                    "DELETE FROM pg.t WHERE v + 0 = 50"
                                            + " RETURNING pg.public.t.id, upper(w)"))
                    .containsExactly("5|W5");
            assertThat(db.rows("DELETE FROM pg.t WHERE id = 4 RETURNING id")).containsExactly("4");
            assertThat(db.stored("SELECT count(*), sum(v) FROM t")).containsExactly("8|429");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void takesParameters(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES);
                PreparedStatement constant =
                        db.duckdb().prepareStatement("UPDATE pg.t SET v = ?, w = ? WHERE id = ?");
                PreparedStatement computed =
                        db.duckdb()
                                .prepareStatement("UPDATE pg.t SET v = v + ? WHERE id % 5 = ?")) {
            for (int id = 1; id <= 3; id++) {
                constant.setInt(1, id * 7);
                constant.setString(2, "p" + id);
                constant.setInt(3, id);
                assertThat(constant.executeUpdate()).isEqualTo(1);
            }
            computed.setInt(1, 1);
            computed.setInt(2, 0);
            assertThat(computed.executeUpdate()).isEqualTo(2);
            assertThat(db.stored("SELECT id, v, w FROM t WHERE id IN (1, 2, 3, 5, 10) ORDER BY id"))
                    .containsExactly("1|7|p1", "2|14|p2", "3|21|p3", "5|51|w5", "10|101|w10");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void refusesWhatCannotBe(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            Rows.execute(db.postgres(), "CREATE VIEW few AS SELECT id, v FROM t WHERE id < 5");
            assertThat(db.change("UPDATE pg.few SET v = 99 WHERE id = 3")).isEqualTo(1);
            assertThatThrownBy(() -> db.change("UPDATE pg.few SET v = v + 1"))
                    .hasMessageContaining("no place (ctid)")
                    .hasMessageContaining("postgres_execute");
            assertThatThrownBy(() -> db.change("UPDATE pg.t SET nope = 1"))
                    .hasMessageContaining("does not have a column with name \"nope\"");
            assertThatThrownBy(() -> db.change("UPDATE pg.t SET v = nope"))
                    .hasMessageContaining("\"nope\" not found");
            assertThatThrownBy(() -> db.change("UPDATE pg.t SET v = 1, V = 2"))
                    .hasMessageContaining("Multiple assignments");
            assertThatThrownBy(() -> db.change("UPDATE pg.t SET d = 1"))
                    .hasMessageContaining("generated");
            assertThatThrownBy(() -> db.change("UPDATE pg.t AS x SET v = t.v + 1"))
                    .hasMessageContaining("\"t\" not found");
            assertThatThrownBy(() -> db.change("UPDATE pg.t SET c = 'toolong'"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("22001"));
            assertThatThrownBy(() -> db.change("UPDATE pg.t SET c = w || 'toolong'"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            failure -> assertThat(failure.getSQLState()).isEqualTo("22001"));
            assertThat(db.stored("SELECT sum(v) FROM t")).containsExactly("619");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void tellsRowsOfSiblingsApart(int version) throws SQLException {
        try (ChangedDatabase db =
                new ChangedDatabase(
                        version,
                        "CREATE TABLE p (id int, k int, v text) PARTITION BY LIST (k)",
                        "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1)",
                        "CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2)",
                        "INSERT INTO p SELECT g, 1 + g % 2, 'v' || g FROM generate_series(1, 8) g",
                        "CREATE TABLE parent (id int, v text)",
                        "CREATE TABLE child (extra int) INHERITS (parent)",
                        "INSERT INTO parent VALUES (1, 'a'), (2, 'b')",
                        "INSERT INTO child VALUES (3, 'c', 0), (4, 'd', 0)")) {
            // In both partitions the rows have the same places.
            assertThat(db.change("UPDATE pg.p SET v = v || 'x' WHERE id % 4 = 0")).isEqualTo(2);
            assertThat(
                            db.rows(
                                    "UPDATE pg.p SET k = 3 - k WHERE v = concat('v', 1) RETURNING id, k"))
                    .containsExactly("1|1");
            assertThat(db.change("DELETE FROM pg.p WHERE length(v) + id = 8")).isEqualTo(1);
            assertThat(db.stored("SELECT tableoid::regclass, * FROM p ORDER BY id"))
                    .containsExactly(
                            "p1|1|1|v1",
                            "p1|2|1|v2",
                            "p2|3|2|v3",
                            "p1|4|1|v4x",
                            "p2|5|2|v5",
                            "p2|7|2|v7",
                            "p1|8|1|v8x");
            assertThat(db.change("DELETE FROM pg.parent WHERE ascii(v) = 97")).isEqualTo(1);
            assertThat(db.change("UPDATE pg.parent SET v = v || v WHERE id + 0 >= 2")).isEqualTo(3);
            assertThat(db.stored("SELECT id, v FROM parent ORDER BY id"))
                    .containsExactly("2|bb", "3|cc", "4|dd");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void changesManyRows(int version) throws SQLException {
        try (ChangedDatabase db =
                new ChangedDatabase(
                        version,
                        "CREATE TABLE big (id int PRIMARY KEY, a bigint, b text)",
                        "INSERT INTO big SELECT g, g, 'b' || g FROM generate_series(1, 100000) g",
                        "VACUUM ANALYZE big")) {
            assertThat(db.change("UPDATE pg.big SET a = a * 3, b = reverse(b)")).isEqualTo(100_000);
            assertThat(
                            db.stored(
                                    "SELECT count(*) FROM big WHERE a = id * 3 AND b = reverse('b' || id)"))
                    .containsExactly("100000");
            assertThat(db.change("DELETE FROM pg.big WHERE a % 2 = 0")).isEqualTo(50_000);
            assertThat(db.rows("UPDATE pg.big SET a = id + 1 RETURNING sum(a)"))
                    .containsExactly("2500050000");
            assertThat(db.stored("SELECT count(*), sum(a) FROM big"))
                    .containsExactly("50000|2500050000");
        }
    }

    @ParameterizedTest
    @MethodSource("versions")
    void takesPartInATransaction(int version) throws SQLException {
        try (ChangedDatabase db = new ChangedDatabase(version, TABLES)) {
            Rows.execute(db.duckdb(), "BEGIN");
            assertThat(db.change("UPDATE pg.t SET v = v + 1 WHERE id > 4")).isEqualTo(6);
            assertThat(db.rows("SELECT sum(v) FROM pg.t")).containsExactly("556");
            assertThat(db.change("DELETE FROM pg.t WHERE v + 0 > 60")).isEqualTo(5);
            assertThat(db.rows("UPDATE pg.t SET v = v * 2 WHERE id = 5 RETURNING v"))
                    .containsExactly("102");
            assertThat(db.stored("SELECT count(*), sum(v) FROM t")).containsExactly("10|550");
            Rows.execute(db.duckdb(), "ROLLBACK");
            assertThat(db.stored("SELECT count(*), sum(v) FROM t")).containsExactly("10|550");
            Rows.execute(db.duckdb(), "BEGIN");
            assertThat(db.change("DELETE FROM pg.t WHERE v + 0 > 60")).isEqualTo(4);
            Rows.execute(db.duckdb(), "COMMIT");
            assertThat(db.stored("SELECT count(*), sum(v) FROM t")).containsExactly("6|210");
        }
    }
}
