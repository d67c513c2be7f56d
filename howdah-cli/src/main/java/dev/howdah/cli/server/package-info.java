/** Runs a throw-away PostgreSQL for trying things out. Knows nothing of the other packages. */
@NullMarked
package dev.howdah.cli.server;

import org.jspecify.annotations.NullMarked;
