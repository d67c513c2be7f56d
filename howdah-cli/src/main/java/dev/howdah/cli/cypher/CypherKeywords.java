package dev.howdah.cli.cypher;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keywords of Kùzu 0.11.2, which has no list of them to ask for, and its functions. */
final class CypherKeywords {
    /** Those that can't name a thing without backticks. */
    static final Set<String> RESERVED =
            words(
                    """
                    acyclic all and any asc ascending case cast column commit_skip_checkpoint create
                    dbtype default desc descending distinct else end ends exists false glob group
                    headers hint in install join macro multi_join none not null on only optional or
                    order primary profile rollback_skip_checkpoint shortest single starts table then
                    trail true union unwind when where with wshortest xor
                    """);

    private static final Set<String> OTHERS =
            words(
                    """
                    add alter as attach begin by call checkpoint comment commit contains copy count
                    cycle database decimal delete detach drop explain export extension force from
                    graph if import increment is key limit load logical match maxvalue merge
                    minvalue no node project read rel rename return rollback sequence set skip start
                    struct to transaction type uninstall update use user write yield
                    """);

    static final Set<String> ALL =
            Stream.concat(RESERVED.stream(), OTHERS.stream())
                    .collect(Collectors.toUnmodifiableSet());

    /**
     * What is worth completing. Kùzu's own list is not asked for: SHOW_FUNCTIONS ends the JVM once
     * a macro exists.
     */
    static final Set<String> FUNCTIONS =
            words(
                    """
                    abs avg ceil clear_attached_db_cache coalesce collect concat contains count
                    current_date current_timestamp current_setting date date_part date_trunc dayname
                    db_version element_at ends_with epoch_ms error factorial floor gen_random_uuid
                    greatest id ifnull import_graph initcap interval is_acyclic is_trail label
                    labels last_day least left length levenshtein list_append list_concat
                    list_contains list_distinct list_extract list_filter list_has_all
                    list_position list_prepend list_product list_reduce list_reverse list_slice
                    list_sort list_sum list_to_string list_transform list_unique lower lpad ltrim
                    make_date map map_extract map_keys map_values max md5 min monthname nextval
                    nodes offset postgres_clear_cache pow prefix properties range regexp_extract
                    regexp_extract_all regexp_full_match regexp_matches regexp_replace
                    regexp_split_to_array rels repeat reverse right round rpad rtrim sha256
                    show_attached_databases show_connection show_tables show_warnings sign size
                    split_part sql_query sqrt starts_with storage_info string_split struct_extract
                    struct_pack substring suffix sum table_info timestamp to_days to_hours
                    to_interval to_microseconds to_months to_timestamp to_years trim typeof
                    union_extract union_tag union_value upper uuid
                    """);

    private CypherKeywords() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }
}
