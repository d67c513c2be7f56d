package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.cypher.Lexer;
import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.cypher.Token;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The result of a call as a query of Kùzu, with what the user's own RETURN makes of it. */
final class ImportReport {
    private final List<String> columns;
    private final List<List<String>> rows = new ArrayList<>();

    private ImportReport(List<String> columns) {
        this.columns = columns;
    }

    /** A report of an import; a row per table. */
    static ImportReport ofTables() {
        return new ImportReport(List.of("table", "kind", "source", "rows", "orphans", "note"));
    }

    /** A report of what an import would do; a row per statement. */
    static ImportReport ofStatements() {
        return new ImportReport(List.of("number", "statement"));
    }

    void add(String table, boolean node, String source, long rows, long orphans, String note) {
        this.rows.add(
                List.of(
                        Quoting.text(table),
                        Quoting.text(node ? "NODE" : "REL"),
                        Quoting.text(source),
                        Long.toString(rows),
                        Long.toString(orphans),
                        Quoting.text(note)));
    }

    void add(String statement) {
        rows.add(List.of(Integer.toString(rows.size() + 1), Quoting.text(statement)));
    }

    /**
     * The query.
     *
     * @param rest of the call, from WHERE, YIELD or RETURN on
     */
    String query(String rest) {
        List<List<String>> shown = rows.isEmpty() ? List.of(nothing()) : rows;
        String list = shown.stream().map(this::struct).collect(Collectors.joining(", ", "[", "]"));
        String scope =
                columns.stream()
                        .map(it -> "howdah_row." + Quoting.name(it) + " AS " + Quoting.name(it))
                        .collect(Collectors.joining(", "));
        return "UNWIND %s AS howdah_row %sWITH %s %s"
                .formatted(
                        list,
                        rows.isEmpty() ? "WITH howdah_row WHERE false " : "",
                        scope,
                        withoutYield(rest));
    }

    private List<String> nothing() {
        return columns.stream()
                .map(
                        name ->
                                switch (name) {
                                    case "rows", "orphans", "number" -> "0";
                                    default -> "''";
                                })
                .toList();
    }

    private String struct(List<String> values) {
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            fields.add(Quoting.name(columns.get(i)) + ": " + values.get(i));
        }
        return "{" + String.join(", ", fields) + "}";
    }

    /** What YIELD says of a call's columns, WITH says of variables. */
    private static String withoutYield(String rest) {
        int depth = 0;
        for (Token token : Lexer.tokenize(rest)) {
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
            if (depth == 0 && token.is("RETURN")) {
                return rest;
            }
            if (depth == 0 && token.is("YIELD")) {
                return rest.substring(0, token.start()) + "WITH" + rest.substring(token.end());
            }
        }
        return rest;
    }
}
