/**
 * The face of the core: opens a PostgreSQL database, shows its catalogue, plans reads and runs
 * them.
 *
 * <pre>
 *   source                        mapping                        destination
 *
 *   plan: ScanRequest             type: PgType ─► LogicalType    column: RowBatch of arrays
 *     ─► tasks, one query each      decided once per column        read in bulk by a host
 *            │                             │                             ▲
 *            ▼                             ▼                             │
 *   connection + wire ───────────► codec: one decoder a column ──────────┘
 *     binary rows in one buffer      bytes in, columns out
 *
 *   scan joins the three and knows neither an engine nor a type
 * </pre>
 *
 * <p>To add a type: give it a row in {@link dev.howdah.postgres.type.TypeMapping}, and a decoder in
 * {@link dev.howdah.postgres.codec} if it comes in a binary form that none reads yet.
 *
 * <p>To add a host: translate {@link dev.howdah.postgres.type.LogicalType} into the engine's types,
 * copy the arrays of a {@link dev.howdah.postgres.column.RowBatch} into its vectors, and turn what
 * its user asks for into {@link dev.howdah.postgres.plan.ScanRequest}s. No engine's class belongs
 * here.
 */
@NullMarked
package dev.howdah.postgres;

import org.jspecify.annotations.NullMarked;
