package dev.howdah.postgres.scan;

/**
 * What a scan has done so far.
 *
 * @param rows rows decoded
 * @param bytes bytes received in row messages
 * @param connections connections that carried rows
 * @param retries how often a part was read again because its connection was lost
 * @param millis since the scan began, until it ended
 * @param fraction the part of the work that is done, 0 to 1, or negative if unknown
 */
public record ScanStatistics(
        long rows, long bytes, int connections, int retries, long millis, double fraction) {}
