/**
 * What all statements of one graph connection share, and what one statement holds while it runs:
 * its text, its parameters, its staged files.
 */
@NullMarked
package dev.howdah.kuzu.session;

import org.jspecify.annotations.NullMarked;
