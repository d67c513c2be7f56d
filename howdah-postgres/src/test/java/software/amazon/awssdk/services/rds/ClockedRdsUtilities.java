package software.amazon.awssdk.services.rds;

import java.time.Clock;

/** Lies in the SDK's package for the sake of the constructor that takes a clock. */
public final class ClockedRdsUtilities {
    private ClockedRdsUtilities() {}

    public static RdsUtilities of(Clock clock) {
        return new DefaultRdsUtilities(new DefaultRdsUtilities.DefaultBuilder(), clock);
    }
}
