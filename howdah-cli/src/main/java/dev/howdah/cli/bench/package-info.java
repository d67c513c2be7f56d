/**
 * Measures how fast PostgreSQL is read and written, on a server of its own: what the server needs
 * at least, what Howdah makes of it, and what its driver alone does.
 */
@NullMarked
package dev.howdah.cli.bench;

import org.jspecify.annotations.NullMarked;
