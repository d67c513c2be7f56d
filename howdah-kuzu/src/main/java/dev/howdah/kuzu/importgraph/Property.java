package dev.howdah.kuzu.importgraph;

import dev.howdah.kuzu.type.StagedColumn;

import java.util.Objects;

/**
 * A property that a column of PostgreSQL becomes.
 *
 * @param name unique in its table, in any case
 * @param type as CREATE TABLE writes it
 * @param column how it travels; its name is the variable that has it in Cypher
 */
record Property(String name, String type, StagedColumn column) {
    Property {
        Objects.requireNonNull(name);
        Objects.requireNonNull(type);
        Objects.requireNonNull(column);
    }
}
