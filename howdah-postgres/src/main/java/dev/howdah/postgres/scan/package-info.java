/**
 * The blind driver: runs a plan's tasks on connections, decodes rows into batches and hands them to
 * whoever drains the scan.
 */
@NullMarked
package dev.howdah.postgres.scan;

import org.jspecify.annotations.NullMarked;
