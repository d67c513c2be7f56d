package dev.howdah.duckdb.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.duckdb.statement.ChangeStatement.Action;
import dev.howdah.duckdb.statement.ChangeStatement.Assignment;
import dev.howdah.duckdb.statement.ChangeStatement.Delete;
import dev.howdah.duckdb.statement.ChangeStatement.Insert;
import dev.howdah.duckdb.statement.ChangeStatement.Merge;
import dev.howdah.duckdb.statement.ChangeStatement.RowChange;
import dev.howdah.duckdb.statement.ChangeStatement.Source;
import dev.howdah.duckdb.statement.ChangeStatement.Update;
import dev.howdah.duckdb.statement.ChangeStatement.When;
import dev.howdah.postgres.error.HowdahException;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What DuckDB accepts as a change it must also accept as a query put together from its parts. */
final class ReassemblyTest {
    private static Connection duckDb;

    @BeforeAll
    static void connect() throws SQLException {
        duckDb = DriverManager.getConnection("jdbc:duckdb:");
        try (Statement statement = duckDb.createStatement()) {
            statement.execute("CREATE TABLE t (a INT PRIMARY KEY, b INT, c VARCHAR)");
            statement.execute("CREATE TABLE u (a INT, b INT, c VARCHAR)");
            statement.execute("CREATE TABLE v (a INT, x INT)");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        duckDb.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES (1, ?, ');--') -- c",
                "INSERT INTO t (SELECT * FROM u) UNION ALL (SELECT * FROM u) ORDER BY 1 LIMIT ?",
                "INSERT INTO t ((VALUES (1, 2, 'x')))",
                "INSERT INTO t TABLE u",
                "INSERT INTO t (TABLE u) ON CONFLICT (a) DO UPDATE SET b = excluded.b WHERE t.a > 1",
                "INSERT INTO t FROM u SELECT a, CASE WHEN b > 1 THEN 1 END, c RETURNING a AS where",
                "INSERT INTO t BY NAME SELECT 1 AS a, $$RETURNING$$ AS c",
                "INSERT INTO t FROM u JOIN v conflict ON conflict.a = u.a SELECT u.*",
                "INSERT INTO t SELECT u.* FROM u JOIN v ON u.a = v.a ON CONFLICT DO NOTHING",
                "INSERT INTO t VALUES (1, 2, 'x'), (2, 3, 'y'), ON CONFLICT DO NOTHING RETURNING *",
                "WITH q AS (SELECT ?::INT) INSERT INTO t (a) WITH r AS (FROM q) FROM r WHERE true",
                "INSERT INTO t (a) SELECT u.a AS returning FROM u /* ? */ WHERE b = ? AND c = '?'",
                "UPDATE t SET b = ?, c = 'FROM' || c WHERE a = ?",
                "UPDATE t AS set SET b = CASE WHEN b = 1 THEN 2 END, c = c::VARCHAR, WHERE set.a = 1",
                "UPDATE t x SET (b, c) = (u.b, u.c) FROM u WHERE x.a = u.a AND u.b = ?",
                "UPDATE t SET b = t.a IS NOT DISTINCT FROM u.a FROM u, (FROM v WHERE x = 1) w",
                "UPDATE t SET b = ([1, 2])[1], c = substring(t.c FROM 2) FROM u JOIN v USING (a)",
                "UPDATE t SET (b, c) = 5 RETURNING *",
                "WITH q AS (FROM u WHERE a = ?) UPDATE t SET b = ? FROM q WHERE q.a = t.a",
                "DELETE FROM t",
                "DELETE FROM t x USING u JOIN v USING (a), u w WHERE x.a = w.a RETURNING x.*",
                "WITH q AS (FROM u) DELETE FROM t WHERE a IN (SELECT a FROM q WHERE b = ?)",
                "MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN UPDATE WHEN NOT MATCHED THEN"
                        + " INSERT",
                "MERGE INTO t x USING u JOIN v ON CASE WHEN u.a = v.a THEN true END ON x.a = u.a"
                        + " WHEN MATCHED AND CASE WHEN x.b = ? THEN true END THEN UPDATE SET b ="
                        + " CASE WHEN true THEN ? END, c = DEFAULT WHEN MATCHED THEN DELETE",
                "MERGE INTO t USING (FROM u) AS s USING (a) WHEN NOT MATCHED AND s.b > 1 THEN"
                        + " INSERT (a, b) VALUES (s.a, DEFAULT) WHEN NOT MATCHED THEN ERROR 'no ' ||"
                        + " s.c WHEN NOT MATCHED BY SOURCE THEN DELETE RETURNING merge_action, a"
            })
    void partsAreAQueryOfDuckDb(String sql) throws SQLException {
        prepare(sql);
        RowChange change = (RowChange) ChangeStatements.parse(sql);
        NumberedSql query = NumberedSql.of(query(change));

        assertThat(prepare(query.sql())).isEqualTo(query.ordinals().size());
    }

    private static int prepare(String sql) throws SQLException {
        try (PreparedStatement prepared = duckDb.prepareStatement(sql)) {
            return prepared.getParameterMetaData().getParameterCount();
        }
    }

    private static String query(RowChange change) {
        String body =
                switch (change) {
                    case Insert insert ->
                            "SELECT * FROM (" + ((Source.Query) insert.source()).sql() + ")";
                    case Update update ->
                            select(expressions(update.assignments()), target(update))
                                    + with(", ", update.from())
                                    + with(" WHERE ", update.where());
                    case Delete delete ->
                            select(List.of("1"), target(delete))
                                    + with(", ", delete.using())
                                    + with(" WHERE ", delete.where());
                    case Merge merge ->
                            select(branches(merge), target(merge))
                                    + " JOIN ("
                                    + merge.source()
                                    + ")"
                                    + merge.on()
                                            .map(" ON "::concat)
                                            .orElse(
                                                    " USING ("
                                                            + String.join(
                                                                    ", ", merge.usingColumns())
                                                            + ")");
                };
        return change.with().map(with -> with + " ").orElse("") + body;
    }

    private static String select(List<String> list, String from) {
        return "SELECT " + String.join(", ", list) + " FROM " + from;
    }

    private static String target(RowChange change) {
        return change.target() + with(" AS ", change.alias());
    }

    private static String with(String before, Optional<String> part) {
        return part.map(before::concat).orElse("");
    }

    private static List<String> expressions(List<Assignment> assignments) {
        return assignments.stream().map(Assignment::expression).flatMap(Optional::stream).toList();
    }

    private static List<String> branches(Merge merge) {
        List<String> list = new ArrayList<>(List.of("1"));
        for (When when : merge.branches()) {
            when.condition().ifPresent(list::add);
            list.addAll(
                    switch (when.action()) {
                        case Action.UpdateRow update -> expressions(update.assignments());
                        case Action.InsertRow insert ->
                                insert.values().stream().flatMap(Optional::stream).toList();
                        case Action.Fail fail -> fail.message().stream().toList();
                        case Action.DeleteRow delete -> List.of();
                        case Action.InsertDefaults defaults -> List.of();
                        case Action.DoNothing nothing -> List.of();
                    });
        }
        return list;
    }

    @Test
    void knowsTheReservedWordsOfDuckDb() throws SQLException {
        Set<String> reserved = new TreeSet<>();
        try (Statement statement = duckDb.createStatement();
                ResultSet words =
                        statement.executeQuery(
                                "SELECT upper(keyword_name) FROM duckdb_keywords()"
                                        + " WHERE keyword_category = 'reserved'")) {
            while (words.next()) {
                reserved.add(words.getString(1));
            }
        }
        assertThat(new TreeSet<>(ReservedWords.ALL)).isEqualTo(reserved);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT t VALUES (1, 2, 'x')",
                "INSERT INTO t x VALUES (1, 2, 'x')",
                "INSERT INTO t (a) BY NAME SELECT 1 AS a",
                "INSERT INTO t VALUES (1, 2, 'x'))",
                "UPDATE t SET t.a = 1",
                "UPDATE t SET a = 1 RETURNING",
                "UPDATE t SET (a, b) = (1, 2, 3)",
                "DELETE t",
                "MERGE INTO t USING u USING (a)",
                "MERGE INTO t USING u USING (a) WHEN NOT MATCHED THEN DELETE",
                "TRUNCATE t, u",
                "CREATE TABLE w (a)",
                "CREATE TABLE w (LIKE t)",
                "CREATE TABLE w (a INT) AS SELECT 1",
                "ALTER TABLE t ADD COLUMN x INT, ADD COLUMN y INT",
                "COMMENT ON TABLE t IS 'a' || 'b'",
                "COPY t FROM 'x' || 'y'"
            })
    void refusesWhatDuckDbRefuses(String sql) {
        assertThat(Stream.of(true, false).map(ours -> isRefused(sql, ours)).distinct().toList())
                .containsExactly(true);
    }

    private static boolean isRefused(String sql, boolean ours) {
        try {
            if (ours) {
                ChangeStatements.parse(sql);
            } else {
                prepare(sql);
            }
            return false;
        } catch (SQLException | HowdahException refused) {
            return true;
        }
    }
}
