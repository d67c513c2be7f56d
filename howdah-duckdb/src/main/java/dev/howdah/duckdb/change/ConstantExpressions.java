package dev.howdah.duckdb.change;

import dev.howdah.duckdb.statement.Lexer;
import dev.howdah.duckdb.statement.Token;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Says which expressions may have the same value for all rows, so that it is worth asking DuckDB to
 * compute them without a row.
 */
final class ConstantExpressions {
    /** Words that stand in front of brackets and are no functions. */
    private static final Set<String> SYNTAX =
            Set.of(
                    ("and array between by case cast decimal distinct else end from ilike in is like"
                                    + " list map not null nullif numeric or row struct then try_cast"
                                    + " varchar when coalesce")
                            .split(" "));

    /**
     * Functions whose value depends on nothing but their arguments and the moment. Any other may be
     * random() or a macro of the user's.
     */
    private static final Set<String> STABLE =
            Set.of(
                    ("abs age bar ceil ceiling concat concat_ws contains current_date"
                                    + " current_localtime current_localtimestamp current_timestamp"
                                    + " date_add date_diff date_part date_sub date_trunc datediff"
                                    + " datepart datesub datetrunc day extract floor format"
                                    + " from_base64 get_current_time get_current_timestamp greatest"
                                    + " hex hour ifnull instr json_array json_object least left"
                                    + " length list_value lower lpad ltrim make_date make_time"
                                    + " make_timestamp map md5 minute month now power printf"
                                    + " regexp_replace repeat replace reverse right round rpad rtrim"
                                    + " sha256 sign split_part sqrt strftime string_split strptime"
                                    + " struct_pack substr substring to_base64 to_days to_hours"
                                    + " to_json to_minutes to_months to_seconds to_timestamp to_years"
                                    + " today transaction_timestamp trim trunc unhex upper year")
                            .split(" "));

    private ConstantExpressions() {}

    /** Whether nothing in the expression speaks against it. */
    static boolean mayBeConstant(String expression, TargetScope scope) {
        List<Token> tokens = Lexer.tokenize(expression);
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            boolean call = i + 1 < tokens.size() && tokens.get(i + 1).is('(');
            if (token.isName() && !isHarmless(token, call, scope)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(Token token, boolean call, TargetScope scope) {
        if (token.kind() == Token.Kind.QUOTED_IDENTIFIER || token.is("SELECT")) {
            return false;
        }
        String word = token.value().toLowerCase(Locale.ROOT);
        if (call) {
            return SYNTAX.contains(word) || STABLE.contains(word);
        }
        return scope.target().find(word).isEmpty() && !word.equalsIgnoreCase(scope.name());
    }
}
