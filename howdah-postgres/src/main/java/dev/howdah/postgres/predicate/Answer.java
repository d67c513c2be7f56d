package dev.howdah.postgres.predicate;

import java.util.Optional;

/**
 * A condition for the server that holds for every row in question.
 *
 * @param condition empty if nothing can be asked of the server
 * @param exact whether it holds for no other row
 */
record Answer(Optional<Expression> condition, boolean exact) {
    static final Answer NOTHING = new Answer(Optional.empty(), false);

    static Answer exact(Expression condition) {
        return new Answer(Optional.of(condition), true);
    }

    static Answer superset(Expression condition) {
        return new Answer(Optional.of(condition), false);
    }

    static Answer of(Expression condition, boolean exact) {
        return new Answer(Optional.of(condition), exact);
    }
}
