package dev.howdah.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.howdah.server.EmbeddedServer;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** What {@code .tables} and {@code .schema} print of an attached PostgreSQL. */
class AttachedListingTest {
    @Test
    void showsAttachedTablesWithTheirColumns() throws SQLException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (EmbeddedServer server = EmbeddedServer.start(EmbeddedServer.NEWEST)) {
            try (Connection remote = server.connect();
                    Statement statement = remote.createStatement()) {
                statement.execute("CREATE TABLE orders (id int8, \"Net Price\" numeric(12, 2))");
            }
            try (Connection shell = DriverManager.getConnection("jdbc:howdah:");
                    Statement statement = shell.createStatement();
                    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8)) {
                statement.execute(
                        "ATTACH '%s' AS pg (TYPE postgres)".formatted(server.connectionString()));
                CatalogListing listing = new CatalogListing(shell);
                listing.printNames("orders", out);
                listing.printDefinitions("orders", out);
            }
        }

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        pg.public.orders
                        CREATE TABLE pg.public.orders(id BIGINT, "Net Price" DECIMAL(12,2));
                        """);
    }
}
