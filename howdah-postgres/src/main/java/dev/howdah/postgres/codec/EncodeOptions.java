package dev.howdah.postgres.codec;

import java.util.Objects;
import java.util.Optional;

/**
 * What to do with values that PostgreSQL can't hold.
 *
 * @param nullByteReplacement what takes the place of a zero byte in text; empty: an error
 */
public record EncodeOptions(Optional<String> nullByteReplacement) {
    /** Every such value is an error. */
    public static final EncodeOptions STRICT = new EncodeOptions(Optional.empty());

    public EncodeOptions {
        Objects.requireNonNull(nullByteReplacement);
    }
}
