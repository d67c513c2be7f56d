package dev.howdah.postgres.scan;

import dev.howdah.postgres.connection.Session;

/**
 * A session for a single statement in the user's own words, in a transaction only because timeouts
 * hold in nothing less: what the statement does is kept if it went well.
 */
final class CommittingLease implements Lease {
    private static final byte IN_TRANSACTION = 'T';
    private static final byte FAILED = 'E';

    private final Leader leader;
    private final TransactionEnd end;
    private boolean spoiled;

    CommittingLease(Leader leader, TransactionEnd end) {
        this.leader = leader;
        this.end = end;
    }

    @Override
    public Session session() {
        return leader.session();
    }

    @Override
    public void spoil() {
        spoiled = true;
    }

    @Override
    public void settle() {
        if (spoiled || session().transactionStatus() == FAILED) {
            leader.rollback();
        }
        spoiled = false;
    }

    @Override
    public void close() {
        settle();
        if (session().isUsable() && session().transactionStatus() == IN_TRANSACTION) {
            end.commit();
        } else {
            end.rollback();
        }
    }
}
