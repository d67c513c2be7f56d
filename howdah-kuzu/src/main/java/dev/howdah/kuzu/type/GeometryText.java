package dev.howdah.kuzu.type;

import dev.howdah.kuzu.type.StagedColumn.Carrier;
import dev.howdah.postgres.type.PgType;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Geometry, which the core reads as text: its coordinates, as DuckDB's and Kùzu's own extensions
 * show it. A path stays text, for its coordinates don't say whether it is closed.
 */
enum GeometryText {
    POINT("STRUCT(x DOUBLE, y DOUBLE)") {
        @Override
        String select(String source) {
            return "CASE WHEN %1$s IS NOT NULL THEN {'x': %2$s, 'y': %3$s} END"
                    .formatted(source, coordinate(source, 1), coordinate(source, 2));
        }

        private String coordinate(String source, int group) {
            return "CAST(regexp_extract(%s, '^\\(([^,]*),([^,]*)\\)$', %d) AS DOUBLE)"
                    .formatted(source, group);
        }
    },
    LINE,
    LSEG,
    BOX,
    POLYGON,
    CIRCLE;

    private final String kuzuType;

    GeometryText() {
        this("DOUBLE[]");
    }

    GeometryText(String kuzuType) {
        this.kuzuType = kuzuType;
    }

    static Optional<GeometryText> find(PgType type) {
        if (type instanceof PgType.Domain domain) {
            return find(domain.base());
        }
        if (type instanceof PgType.Base base && base.schema().equals("pg_catalog")) {
            for (GeometryText geometry : values()) {
                if (geometry.name().toLowerCase(Locale.ROOT).equals(base.name())) {
                    return Optional.of(geometry);
                }
            }
        }
        return Optional.empty();
    }

    ColumnPassage column(String name, String source, String alias) {
        return new StagedColumn(
                name, List.of(new Carrier(alias, select(source))), alias, kuzuType, true);
    }

    String select(String source) {
        return "CAST(regexp_extract_all(%s, '[^\\[\\](){}<>,]+') AS DOUBLE[])".formatted(source);
    }
}
