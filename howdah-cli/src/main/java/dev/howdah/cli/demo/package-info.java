/** The guided tour: a throw-away PostgreSQL with sample data, and what can be done with it. */
@NullMarked
package dev.howdah.cli.demo;

import org.jspecify.annotations.NullMarked;
