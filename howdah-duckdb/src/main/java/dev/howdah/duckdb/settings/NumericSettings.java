package dev.howdah.duckdb.settings;

import dev.howdah.postgres.type.LogicalType.Decimal;
import dev.howdah.postgres.type.MappingOptions.NonFiniteNumeric;
import dev.howdah.postgres.type.MappingOptions.NumericAs;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the values of the settings about numeric. */
final class NumericSettings {
    private static final Pattern DECIMAL =
            Pattern.compile(
                    "(?:decimal|numeric)\\s*\\(\\s*(\\d{1,3})\\s*(?:,\\s*(\\d{1,3})\\s*)?\\)");

    private NumericSettings() {}

    static NumericAs numericAs(String value) {
        String form = value.strip().toLowerCase(Locale.ROOT);
        if (form.equals("double")) {
            return new NumericAs.NearestDouble();
        }
        if (form.equals("varchar")) {
            return new NumericAs.ExactText();
        }
        Matcher decimal = DECIMAL.matcher(form);
        if (!decimal.matches()) {
            throw Setting.PG_NUMERIC_AS.wrong(value, "expected double, varchar or decimal(p,s)");
        }
        int precision = Integer.parseInt(decimal.group(1));
        int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
        if (precision < 1 || precision > Decimal.MAX_PRECISION || scale > precision) {
            throw Setting.PG_NUMERIC_AS.wrong(
                    value, "a decimal has 1 to 38 digits, no more of them fractional");
        }
        return new NumericAs.ExactDecimal(new Decimal(precision, scale));
    }

    static NonFiniteNumeric nonFinite(String value) {
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "error" -> NonFiniteNumeric.ERROR;
            case "null" -> NonFiniteNumeric.NULL;
            default -> throw Setting.PG_NUMERIC_NAN.wrong(value, "expected error or null");
        };
    }
}
