package dev.howdah.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.cli.demo.Demo;
import dev.howdah.cli.shell.ShellStreams;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.OptionalInt;

final class DemoTest {
    @Test
    void showsEachStatementWithItsRealResult() throws SQLException, IOException {
        ByteArrayOutputStream screen = new ByteArrayOutputStream();
        try (PrintStream out = new PrintStream(screen, false, StandardCharsets.UTF_8)) {
            new Demo(new ShellStreams(false, out, out, OptionalInt.empty(), false)).run();
        }

        assertThat(screen.toString(StandardCharsets.UTF_8))
                .containsSubsequence(
                        "D ATTACH 'host=127.0.0.1",
                        "D SHOW ALL TABLES;",
                        "D SELECT * FROM pg.uuids;",
                        """
                        ┌──────────────────────────────────────┐
                        │                  u                   │
                        │                 uuid                 │
                        ├──────────────────────────────────────┤
                        │ 6d3d2541-710b-4bde-b3af-4711738636bf │
                        │ NULL                                 │
                        │ 00000000-0000-0000-0000-000000000001 │
                        │ ffffffff-ffff-ffff-ffff-ffffffffffff │
                        └──────────────────────────────────────┘
                        """,
                        "│ Americas │  66670 │",
                        "D CREATE TABLE orders AS FROM pg.orders;",
                        "FROM postgres_scans();",
                        "\"customer_id\" = ",
                        "D INSERT INTO pg.revenue VALUES ('DE', 0), ('NL', 12.5)",
                        "│ NL      │         12.50 │",
                        "D BEGIN;",
                        "│         25.00 │      0 │",
                        "D ROLLBACK;",
                        "│         12.50 │ 200000 │",
                        "kuzu> INSTALL postgres_scanner;",
                        "kuzu> ATTACH 'dbname=university ",
                        "kuzu> LOAD FROM uw.person",
                        "│ Alice",
                        "│ Dan",
                        "kuzu> COPY Person FROM (LOAD FROM uw.person RETURN *);",
                        "kuzu> MATCH (p:person) RETURN p.*;",
                        "│ p.name",
                        "│ Alice",
                        "kuzu> CALL POSTGRES_CLEAR_CACHE() RETURN *;",
                        "dry_run := true",
                        "CREATE NODE TABLE",
                        "CREATE REL TABLE",
                        "kuzu> CALL IMPORT_GRAPH('shop', tables := ['customers', 'orders']) RETURN",
                        "│ orders_customers │ REL",
                        "│ 200000 │",
                        "kuzu> MATCH (c:customers {id: 4242})",
                        "│ Customer 4242 │",
                        "TO shop.customer_scores;",
                        "20000 tuples have been copied",
                        "That was it.");
    }
}
