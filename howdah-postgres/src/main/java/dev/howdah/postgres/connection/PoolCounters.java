package dev.howdah.postgres.connection;

import dev.howdah.postgres.connection.PooledSession.Reason;

/** What a pool has done since the beginning; guarded by its line. */
final class PoolCounters {
    long opened;
    long reused;
    long refused;
    long reset;
    private long closedIdle;
    private long closedAged;
    private long closedBroken;

    void count(Reason reason) {
        switch (reason) {
            case IDLE -> closedIdle++;
            case AGED -> closedAged++;
            case BROKEN -> closedBroken++;
            case SURPLUS -> {
                // Nobody asks how often the rules left no place for one.
            }
        }
    }

    PoolStatistics statistics(int lent, int resting, int waiting, boolean reaperRunning) {
        return new PoolStatistics(
                lent,
                resting,
                waiting,
                opened,
                reused,
                refused,
                closedIdle,
                closedAged,
                closedBroken,
                reset,
                reaperRunning);
    }
}
