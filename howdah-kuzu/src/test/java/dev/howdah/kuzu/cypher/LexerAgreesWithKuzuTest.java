package dev.howdah.kuzu.cypher;

import static org.assertj.core.api.Assertions.assertThat;

import com.kuzudb.Connection;
import com.kuzudb.Database;
import com.kuzudb.PreparedStatement;
import com.kuzudb.QueryResult;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

/** Kùzu itself says where strings, comments, names and statements end. */
final class LexerAgreesWithKuzuTest {
    private static final List<String> PIECES =
            List.of(
                    "'",
                    "'",
                    "\"",
                    "`",
                    "``",
                    "\\",
                    "\\'",
                    "\\\\",
                    "/*",
                    "*/",
                    "*",
                    "/",
                    "//",
                    "\n",
                    "\r",
                    "\r\n",
                    " ",
                    "\t",
                    "\u00a0",
                    "\u3000",
                    "a",
                    "n",
                    "u",
                    "\\u00e9",
                    "\\U0001F600",
                    "\\n",
                    "\\q",
                    ";",
                    "--",
                    "'x'",
                    "\"y\"",
                    "/**/",
                    "LOAD FROM",
                    "\u00e9",
                    "1");

    private static Database database;
    private static Connection connection;

    @BeforeAll
    static void open() {
        database = new Database(":memory:");
        connection = new Connection(database);
    }

    @AfterAll
    static void close() {
        connection.close();
        database.close();
    }

    @Test
    void stringsEndWhereKuzuEndsThem() {
        Random random = new Random(20);
        for (int i = 0; i < 3000; i++) {
            String text = "RETURN '" + pieces(random) + "'";
            List<Token> tokens = Lexer.tokenize(text);
            boolean one = tokens.size() == 2 && tokens.getLast().kind() == Token.Kind.STRING;
            if (one) {
                assertThat(value(text)).as(text).isEqualTo(tokens.getLast().value());
            } else if (tokens.getLast().kind() == Token.Kind.UNREADABLE) {
                assertThat(isLegal(text)).as(text).isFalse();
            }
        }
    }

    @Test
    void namesEndWhereKuzuEndsThem() {
        Random random = new Random(21);
        for (int i = 0; i < 2000; i++) {
            String text = "RETURN 1 AS `" + pieces(random) + "`";
            List<Token> tokens = Lexer.tokenize(text);
            Token last = tokens.getLast();
            boolean name =
                    tokens.size() == 4
                            && last.kind() == Token.Kind.QUOTED_NAME
                            && !last.value().isEmpty();
            if (name) {
                assertThat(columnName(text)).as(text).isEqualTo(last.value());
            } else {
                assertThat(isLegal(text)).as(text).isFalse();
            }
        }
    }

    @Test
    void commentsEndWhereKuzuEndsThem() {
        Random random = new Random(22);
        for (int i = 0; i < 3000; i++) {
            String text = "RETURN 1 /*" + pieces(random) + "*/ + 1";
            List<Token> tokens = Lexer.tokenize(text);
            List<String> values = tokens.stream().map(Token::value).toList();
            if (values.equals(List.of("RETURN", "1", "+", "1"))) {
                assertThat(value(text)).as(text).isEqualTo("2");
            } else if (tokens.getLast().kind() == Token.Kind.UNREADABLE) {
                assertThat(isLegal(text)).as(text).isFalse();
            }
        }
    }

    @Test
    void statementsEndWhereKuzuEndsThem() {
        Random random = new Random(23);
        List<String> separators =
                List.of(";", " ", "\n", "/*;*/", "//;\n", "RETURN 1", "RETURN ';'");
        for (int i = 0; i < 2000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(1, 9); n > 0; n--) {
                text.append(separators.get(random.nextInt(separators.size())));
            }
            int results = results(text.toString());
            if (results > 0) {
                assertThat(Script.split(text.toString())).as("%s", text).hasSize(results);
            } else {
                boolean agreed =
                        Script.split(text.toString()).stream()
                                .anyMatch(part -> results(part.text()) == 0);
                assertThat(agreed).as("%s", text).isTrue();
            }
        }
    }

    @Test
    void whatIsQuotedComesBack() {
        Random random = new Random(25);
        for (int i = 0; i < 1000; i++) {
            String text = pieces(random);
            String quoted = "RETURN " + Quoting.text(text);
            assertThat(value(quoted)).isEqualTo(text);
            assertThat(Lexer.tokenize(quoted).getLast().value()).isEqualTo(text);
            String name = text.replace("`", "") + "x";
            assertThat(columnName("RETURN 1 AS " + Quoting.name(name))).isEqualTo(name);
        }
        assertThat(columnName("RETURN 1 AS " + Quoting.name("a`b"))).isEqualTo("a``b");
    }

    @Test
    void charactersOfNamesAreKuzus() {
        Random random = new Random(24);
        for (int i = 0; i < 2000; i++) {
            int codePoint = i < 1000 ? i + 0x20 : random.nextInt(0x80, 0x2000);
            String character = Character.toString(codePoint);
            if (Character.isISOControl(codePoint)) {
                continue;
            }
            String text = "RETURN 1 AS x" + character;
            List<Token> tokens = Lexer.tokenize(text);
            boolean nameOrBlank = tokens.size() == 4;
            assertThat(isLegal(text)).as(text).isEqualTo(nameOrBlank || codePoint == ';');
        }
    }

    private static String pieces(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(7); n > 0; n--) {
            text.append(PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static boolean isLegal(String text) {
        try (PreparedStatement prepared = connection.prepare(text)) {
            return prepared.isSuccess();
        }
    }

    private static String value(String text) {
        try (QueryResult result = connection.query(text)) {
            assertThat(result.isSuccess()).as("%s: %s", text, result.getErrorMessage()).isTrue();
            return result.getNext().getValue(0).getValue().toString();
        }
    }

    private static String columnName(String text) {
        try (QueryResult result = connection.query(text)) {
            assertThat(result.isSuccess()).as("%s: %s", text, result.getErrorMessage()).isTrue();
            return result.getColumnName(0);
        }
    }

    private static int results(String text) {
        try (QueryResult result = connection.query(text)) {
            if (!result.isSuccess()) {
                return 0;
            }
            int count = 1;
            for (QueryResult next = result; next.hasNextQueryResult(); count++) {
                next = next.getNextQueryResult();
            }
            return count;
        }
    }
}
