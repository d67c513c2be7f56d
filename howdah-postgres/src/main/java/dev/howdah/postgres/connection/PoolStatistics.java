package dev.howdah.postgres.connection;

/**
 * What a pool holds and has done.
 *
 * @param lent connections that somebody uses now
 * @param resting open connections that nobody uses now
 * @param waiting borrowers that wait for one
 * @param opened connections made since the beginning
 * @param reused how often a connection was lent again
 * @param refused how often a borrower got none: not at once, or not in time
 * @param closedIdle connections closed because nobody used them
 * @param closedAged connections closed because of their age
 * @param closedBroken connections closed because they broke or failed a check
 * @param reset how often a connection's session state was reset before it was lent again
 * @param reaperRunning whether a thread watches resting connections
 */
public record PoolStatistics(
        int lent,
        int resting,
        int waiting,
        long opened,
        long reused,
        long refused,
        long closedIdle,
        long closedAged,
        long closedBroken,
        long reset,
        boolean reaperRunning) {}
