package dev.howdah.postgres.codec;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;

/** The enums, composites and domains that the round-trip cases use. */
final class CodecSchema {
    private CodecSchema() {}

    /** Makes them anew and puts them on the search path of the connection. */
    static void install(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP SCHEMA IF EXISTS \"Other \"\"s\" CASCADE");
            statement.execute("DROP SCHEMA IF EXISTS codec CASCADE; CREATE SCHEMA codec");
            statement.execute("SET search_path = codec, public");
            for (String sql : definitions()) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> definitions() {
        return List.of(
                "CREATE SCHEMA \"Other \"\"s\"",
                "CREATE TYPE mood AS ENUM ('sad', '', 'glad', 'so''so', 'ü', 'a,b {\"x\"}')",
                "CREATE TYPE \"Other \"\"s\".mood AS ENUM ('one', 'two')",
                "CREATE TYPE \"Other \"\"s\".\"Big\" AS ENUM (" + manyLabels() + ")",
                "CREATE TYPE pair AS (a int4, \"B b\" text)",
                "CREATE TYPE pair_and_list AS (a int4, list int4[])",
                "CREATE TYPE nested AS (id int8, p pair, \"m\"\"ood\" mood, amount numeric(10,2))",
                "CREATE TYPE with_text_forms AS (a inet, p pair, r int4range[], n int4)",
                "CREATE TYPE with_nested_text_forms AS (t with_text_forms, x bool)",
                "CREATE DOMAIN cents AS numeric(12,2) CHECK (value IS NULL OR value > -1e9)",
                "CREATE DOMAIN more_cents AS cents",
                "CREATE DOMAIN ints AS int4[]",
                "CREATE DOMAIN inets AS inet[]",
                "CREATE DOMAIN matrix AS numeric(5,1)[][]",
                "CREATE DOMAIN same_matrix AS matrix",
                "CREATE DOMAIN pairs AS pair",
                "CREATE DOMAIN textual AS with_text_forms",
                "CREATE DOMAIN moods AS mood",
                "CREATE TYPE of_domains AS (c cents, i ints, m moods, p pairs)",
                "CREATE TYPE grown AS (a int4, gone text, b int4)",
                "ALTER TYPE grown DROP ATTRIBUTE gone",
                "ALTER TYPE grown ADD ATTRIBUTE c text");
    }

    private static String manyLabels() {
        return String.join(
                ", ", IntStream.range(0, 300).mapToObj(i -> "'label " + i + "'").toList());
    }
}
