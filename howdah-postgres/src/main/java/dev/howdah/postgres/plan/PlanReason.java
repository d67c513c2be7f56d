package dev.howdah.postgres.plan;

/** Why a scan is one query, or why it is several. */
public enum PlanReason {
    /** Several queries, each over a range of pages, that together see each row once. */
    SPLIT("split by pages"),
    COUNT("the server counts"),
    LIMIT("a limit ends the read early"),
    VIEW("a view has no pages of its own"),
    FOREIGN_TABLE("a foreign table has no pages of its own"),
    FOREIGN_PARTITION("a partition is a foreign table"),
    SPLITTING_OFF("splitting by pages is switched off"),
    ONE_THREAD("one thread reads"),
    /** Before version 14 a ctid range reads the whole relation and throws the rest away. */
    OLD_SERVER("the server is older than 14"),
    SMALL("the relation is small"),
    INDEX("the server does not read the whole relation");

    private final String description;

    PlanReason(String description) {
        this.description = description;
    }

    /** A few words for EXPLAIN. */
    public String description() {
        return description;
    }
}
