package dev.howdah.kuzu.attach;

import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.ColumnPassage.Unsupported;
import dev.howdah.postgres.error.HowdahException;
import dev.howdah.postgres.type.PgType;

import java.util.Optional;

/** Columns that Kùzu can't be given. */
final class UnsupportedColumns {
    private UnsupportedColumns() {}

    /** The place of the first one of a table. */
    static Optional<Integer> find(SourceTable table) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (table.columns().get(i) instanceof Unsupported) {
                return Optional.of(i);
            }
        }
        return Optional.empty();
    }

    /** Fails if the table has one. */
    static void refuse(SourceTable table) {
        find(table)
                .ifPresent(
                        index -> {
                            ColumnPassage passage = table.columns().get(index);
                            PgType type = table.relation().columns().get(index).type();
                            throw HowdahException.unsupported(
                                    "Binder exception: Column %s of %s, of type %s, can't be read: %s. Tables like this one are left out by ATTACH … (dbtype postgres, skip_unsupported_table = true)"
                                            .formatted(
                                                    passage.name(),
                                                    table.label(),
                                                    type.name(),
                                                    ((Unsupported) passage).reason()));
                        });
    }
}
