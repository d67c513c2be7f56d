package dev.howdah.kuzu.importgraph;

import dev.howdah.postgres.catalog.Column;
import dev.howdah.postgres.type.PgType;

import java.util.Map;

/** What a column's type means for a key. */
enum KeyClass {
    /** An integer: PostgreSQL and Kùzu write it with the same digits. */
    INTEGER,
    /** Text that is equal if and only if it is the same text. */
    TEXT,
    /** A UUID: written the same by both. */
    UUID,
    /** A value that is the same in both, but written in different ways. */
    EXACT,
    /** A numeric of a declared precision. */
    NUMERIC,
    /** Values that may be equal in PostgreSQL without being the same. */
    OTHER;

    private static final Map<String, KeyClass> BASE =
            Map.ofEntries(
                    Map.entry("int2", INTEGER),
                    Map.entry("int4", INTEGER),
                    Map.entry("int8", INTEGER),
                    Map.entry("oid", INTEGER),
                    Map.entry("text", TEXT),
                    Map.entry("varchar", TEXT),
                    Map.entry("uuid", UUID),
                    Map.entry("bpchar", EXACT),
                    Map.entry("date", EXACT),
                    Map.entry("timestamp", EXACT),
                    Map.entry("timestamptz", EXACT),
                    Map.entry("bytea", EXACT));

    private static final Map<String, Integer> WIDTH = Map.of("int2", 2, "int4", 4, "int8", 8);

    /** Whether the text that Kùzu writes for a value is the one that PostgreSQL writes. */
    boolean isWrittenAlike() {
        return this == INTEGER || this == TEXT || this == UUID;
    }

    static KeyClass of(Column column) {
        Plain plain = Plain.of(column);
        if (plain.type instanceof PgType.Enumeration) {
            return TEXT;
        }
        if (!(plain.type instanceof PgType.Base base) || !base.schema().equals("pg_catalog")) {
            return OTHER;
        }
        if (base.name().equals("numeric")) {
            return plain.typmod == PgType.NO_TYPMOD ? OTHER : NUMERIC;
        }
        KeyClass found = BASE.getOrDefault(base.name(), OTHER);
        boolean text = found == TEXT || base.name().equals("bpchar");
        return text && !column.deterministicCollation() ? OTHER : found;
    }

    /**
     * Whether a child's value finds the parent's with the same value: not if it must be brought
     * into another form first, as a CHAR(3) for a CHAR(5).
     */
    static boolean areInterchangeable(Column child, Column parent) {
        KeyClass kind = of(child);
        Plain from = Plain.of(child);
        Plain to = Plain.of(parent);
        if (kind != of(parent) || kind == OTHER) {
            return false;
        }
        if (kind == INTEGER) {
            return width(from) <= width(to)
                    && WIDTH.containsKey(from.type.name()) == WIDTH.containsKey(to.type.name());
        }
        return kind == TEXT
                || (from.type.name().equals(to.type.name()) && from.typmod == to.typmod);
    }

    private static int width(Plain plain) {
        return WIDTH.getOrDefault(plain.type.name(), 4);
    }

    /** A type and its modifier without the domains around it. */
    private record Plain(PgType type, int typmod) {
        static Plain of(Column column) {
            Plain plain = new Plain(column.type(), column.typmod());
            while (plain.type instanceof PgType.Domain domain) {
                plain = new Plain(domain.base(), domain.typmod());
            }
            return plain;
        }
    }
}
