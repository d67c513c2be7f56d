package dev.howdah.kuzu.copy;

import dev.howdah.kuzu.cypher.Quoting;
import dev.howdah.kuzu.type.ColumnPassage;
import dev.howdah.kuzu.type.StagedColumn;
import dev.howdah.postgres.error.HowdahException;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Which column of a source goes where: by name if all places have one, by position if none has and
 * everything fits, else it is an error.
 */
final class ColumnMatch {
    private final CopyTarget target;
    private final String source;
    private final List<ColumnPassage> columns;

    ColumnMatch(CopyTarget target, String source, List<ColumnPassage> columns) {
        this.target = target;
        this.source = source;
        this.columns = List.copyOf(columns);
    }

    /** The columns in the order of the target's places. */
    List<Slot.Filled> match() {
        List<ColumnPassage> rest = new ArrayList<>(columns);
        List<ColumnPassage> chosen = new ArrayList<>();
        if (!target.isNode()) {
            chosen.addAll(ends(rest));
        }
        List<Slot> places = target.slots().subList(chosen.size(), target.slots().size());
        List<Slot> missing = places.stream().filter(slot -> find(rest, slot).isEmpty()).toList();
        if (missing.isEmpty()) {
            places.forEach(slot -> chosen.add(find(rest, slot).orElseThrow()));
        } else if (missing.size() == places.size() && fits(places, rest)) {
            chosen.addAll(rest);
        } else {
            throw noColumn(missing);
        }
        return filled(chosen);
    }

    /** The columns as they stand, as Kùzu does it with a query. */
    List<Slot.Filled> byPosition() {
        if (columns.size() != target.slots().size()) {
            throw HowdahException.user(
                    "Binder exception: Query returns %d columns but %d columns were expected. COPY %s takes %s"
                            .formatted(
                                    columns.size(),
                                    target.slots().size(),
                                    target.name(),
                                    names(target.slots())));
        }
        return filled(columns);
    }

    private List<ColumnPassage> ends(List<ColumnPassage> rest) {
        List<Slot> keys = target.slots().subList(0, CopyTarget.ENDS);
        List<ColumnPassage> named =
                keys.stream().flatMap(slot -> find(rest, slot).stream()).toList();
        if (named.size() < CopyTarget.ENDS && rest.size() < CopyTarget.ENDS) {
            throw HowdahException.user(
                    "Binder exception: COPY %s needs two columns with the keys of its ends, and %s has %s"
                            .formatted(target.name(), source, list(columns)));
        }
        List<ColumnPassage> ends =
                named.size() == CopyTarget.ENDS
                        ? named
                        : List.copyOf(rest.subList(0, CopyTarget.ENDS));
        rest.removeAll(ends);
        return ends;
    }

    private static Optional<ColumnPassage> find(List<ColumnPassage> columns, Slot slot) {
        return columns.stream()
                .filter(column -> column.name().equals(slot.name()))
                .findFirst()
                .or(
                        () ->
                                columns.stream()
                                        .filter(
                                                column ->
                                                        column.name().equalsIgnoreCase(slot.name()))
                                        .findFirst());
    }

    private static boolean fits(List<Slot> places, List<ColumnPassage> rest) {
        if (places.size() != rest.size()) {
            return false;
        }
        for (int i = 0; i < places.size(); i++) {
            boolean fits =
                    rest.get(i) instanceof StagedColumn column
                            && TypeFit.fits(column.type(), places.get(i).type());
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private HowdahException noColumn(List<Slot> missing) {
        return HowdahException.user(
                "Binder exception: %s has no column %s, which COPY %s needs: it has %s. Say what goes where: COPY %s(%s) FROM (LOAD FROM %s RETURN …)"
                        .formatted(
                                source,
                                names(missing),
                                target.name(),
                                list(columns),
                                Quoting.name(target.name()),
                                names(
                                        target.slots()
                                                .subList(
                                                        target.isNode() ? 0 : CopyTarget.ENDS,
                                                        target.slots().size())),
                                source));
    }

    private List<Slot.Filled> filled(List<? extends ColumnPassage> chosen) {
        List<Slot.Filled> filled = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            Slot slot = target.slots().get(i);
            filled.add(
                    switch (chosen.get(i)) {
                        case StagedColumn column -> new Slot.Filled(slot, checked(slot, column));
                        case ColumnPassage.Unsupported column ->
                                throw HowdahException.unsupported(
                                        "Column \"%s\" of %s can't be copied: %s"
                                                .formatted(column.name(), source, column.reason()));
                    });
        }
        return filled;
    }

    private StagedColumn checked(Slot slot, StagedColumn column) {
        if (TypeFit.fits(column.type(), slot.type())) {
            return column;
        }
        throw HowdahException.user(
                "Binder exception: Column \"%s\" of %s is %s, and %s of table %s is %s: there is no cast. Make it in COPY %s FROM (LOAD FROM %s RETURN …)"
                        .formatted(
                                column.name(),
                                source,
                                column.type(),
                                slot.name(),
                                target.name(),
                                slot.type(),
                                Quoting.name(target.name()),
                                source));
    }

    private static String names(List<Slot> slots) {
        return slots.stream().map(Slot::name).collect(Collectors.joining(", "));
    }

    private static String list(List<ColumnPassage> columns) {
        return columns.isEmpty()
                ? "no columns"
                : columns.stream().map(ColumnPassage::name).collect(Collectors.joining(", "));
    }
}
