package dev.howdah.kuzu.statement;

/**
 * A clause of a query.
 *
 * @param keyword its first or telling word in capitals: MATCH also stands for OPTIONAL MATCH
 * @param start its first token
 * @param end the token behind it
 */
record Clause(String keyword, int start, int end) {
    boolean is(String other) {
        return keyword.equals(other);
    }

    boolean isUpdate() {
        return is("CREATE") || is("MERGE") || is("SET") || is("DELETE");
    }
}
