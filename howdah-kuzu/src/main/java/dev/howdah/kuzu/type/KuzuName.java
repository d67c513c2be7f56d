package dev.howdah.kuzu.type;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Names as Cypher writes them. */
public final class KuzuName {
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED =
            Set.of(
                    """
                    acyclic all and any asc ascending case cast column commit_skip_checkpoint create
                    dbtype default desc descending distinct else end ends exists false glob group
                    headers hint in install join macro multi_join none not null on only optional or
                    order primary profile rollback_skip_checkpoint shortest single starts table then
                    trail true union unwind when where with wshortest xor
                    """
                            .trim()
                            .split("\\s+"));

    private KuzuName() {}

    /**
     * The name in backticks, none if Cypher has no way to write it: Kùzu 0.11.2 takes a doubled
     * backtick for two of them.
     */
    public static Optional<String> quote(String name) {
        return name.isEmpty() || name.indexOf('`') >= 0
                ? Optional.empty()
                : Optional.of('`' + name + '`');
    }

    /** Whether a STRUCT's field can be declared by this name: Kùzu knows no quotes there. */
    static boolean isFieldName(String name) {
        return WORD.matcher(name).matches() && !RESERVED.contains(name.toLowerCase(Locale.ROOT));
    }
}
