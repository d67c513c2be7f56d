/** The one place that quotes names and values and renders SELECT, COPY and predicates as text. */
@NullMarked
package dev.howdah.postgres.sql;

import org.jspecify.annotations.NullMarked;
