/** What the tests share: running servers. */
@NullMarked
package dev.howdah.postgres.testing;

import org.jspecify.annotations.NullMarked;
