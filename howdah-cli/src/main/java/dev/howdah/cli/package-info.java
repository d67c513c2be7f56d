/**
 * The command {@code howdah}: options and help. What a command does lies in the package named after
 * it.
 */
@NullMarked
package dev.howdah.cli;

import org.jspecify.annotations.NullMarked;
