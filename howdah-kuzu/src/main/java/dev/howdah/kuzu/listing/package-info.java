/**
 * What SHOW_ATTACHED_DATABASES, SHOW_TABLES and TABLE_INFO give when PostgreSQL databases are
 * attached: rows of both, as a query that can be staged.
 */
@NullMarked
package dev.howdah.kuzu.listing;

import org.jspecify.annotations.NullMarked;
