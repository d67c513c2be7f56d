/**
 * The face of Howdah for DuckDB: {@link dev.howdah.duckdb.Howdah#install} for those who hold a
 * DuckDB connection already; everybody else connects to {@code jdbc:howdah:}.
 */
@NullMarked
package dev.howdah.duckdb;

import org.jspecify.annotations.NullMarked;
