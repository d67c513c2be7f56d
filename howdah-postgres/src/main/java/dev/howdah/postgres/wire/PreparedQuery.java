package dev.howdah.postgres.wire;

import dev.howdah.postgres.error.CredentialMask;
import dev.howdah.postgres.error.HowdahException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A statement as the server understood it.
 *
 * @param parameterTypeOids the oid of each parameter's type, $1 first
 * @param columns the columns of the result, none for a statement without one
 */
public record PreparedQuery(String sql, List<Integer> parameterTypeOids, List<Column> columns) {
    public PreparedQuery {
        parameterTypeOids = List.copyOf(parameterTypeOids);
        columns = List.copyOf(columns);
    }

    /**
     * A column of a result.
     *
     * @param typeOid the type; for a domain that of its base
     * @param typmod the type's modifier, -1 if it has none
     */
    public record Column(String name, int typeOid, int typmod) {}

    /** Lets the server parse a statement; throws what the server has against it. */
    public static PreparedQuery prepare(MessageChannel channel, String sql) {
        channel.send(new FrontendMessages().parse(sql, new int[0]).describeStatement().sync());
        channel.awaitAnswer();
        List<Integer> parameters = List.of();
        List<Column> columns = List.of();
        boolean parsed = false;
        while (true) {
            byte type = channel.next();
            switch (type) {
                case BackendMessage.PARSE_COMPLETE -> parsed = true;
                case BackendMessage.NO_DATA -> {}
                case BackendMessage.PARAMETER_DESCRIPTION -> parameters = readParameters(channel);
                case BackendMessage.ROW_DESCRIPTION -> columns = readColumns(channel);
                case BackendMessage.ERROR_RESPONSE -> throw channel.failAfterReady();
                case BackendMessage.READY_FOR_QUERY -> {
                    if (!parsed) {
                        throw channel.nonsense("no answer to a statement to be prepared");
                    }
                    return new PreparedQuery(sql, parameters, columns);
                }
                default -> throw channel.unexpected(type, "preparing a statement");
            }
        }
    }

    @Override
    public String toString() {
        return "PreparedQuery[%s, columns=%s]".formatted(CredentialMask.mask(sql), columns);
    }

    int[] parameterTypes() {
        return parameterTypeOids.stream().mapToInt(Integer::intValue).toArray();
    }

    void requireMatching(int parameterCount, int formatCount) {
        if (parameterCount != parameterTypeOids.size()) {
            throw HowdahException.user(
                    "The statement has %d parameters, but %d values were given"
                            .formatted(parameterTypeOids.size(), parameterCount));
        }
        if (formatCount != columns.size()) {
            throw HowdahException.internal(
                    "%d result formats for %d columns".formatted(formatCount, columns.size()));
        }
    }

    private static List<Integer> readParameters(MessageChannel channel) {
        MessageBuffer message = channel.message;
        int at = message.start;
        if (message.end - at < 2) {
            throw channel.nonsense("a torn parameter description");
        }
        int count = message.uint16(at);
        if (message.end - at != 2 + 4 * count) {
            throw channel.nonsense("a torn parameter description");
        }
        List<Integer> oids = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            oids.add(message.int32(at + 2 + 4 * i));
        }
        return oids;
    }

    static List<Column> readColumns(MessageChannel channel) {
        MessageBuffer message = channel.message;
        int at = message.start;
        int end = message.end;
        if (end - at < 2) {
            throw channel.nonsense("a torn row description");
        }
        int count = message.uint16(at);
        at += 2;
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int zero = at;
            while (zero < end && message.bytes[zero] != 0) {
                zero++;
            }
            if (end - zero < 19) {
                throw channel.nonsense("a torn row description");
            }
            String name = new String(message.bytes, at, zero - at, StandardCharsets.UTF_8);
            // Behind the name: relation oid, column number, type oid, type length, typmod, format.
            columns.add(new Column(name, message.int32(zero + 7), message.int32(zero + 13)));
            at = zero + 19;
        }
        return columns;
    }
}
