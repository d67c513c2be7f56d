/**
 * Reads the results of Kùzu for the renderers: each value as Kùzu's shell writes it and as JSON,
 * exactly. The only package that knows Kùzu's values.
 */
@NullMarked
package dev.howdah.cli.render.graph;

import org.jspecify.annotations.NullMarked;
