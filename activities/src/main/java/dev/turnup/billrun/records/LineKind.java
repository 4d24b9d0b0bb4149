package dev.turnup.billrun.records;

/** Why a line is on a bill. */
@SuppressWarnings("MemberName") // as customers read them
public enum LineKind {
    /** What a product cost in the bill's period. */
    usage,
    /** What was billed too little or too much for the time before it, as facts that came late say. */
    adjustment,
    /** Charged once: set-up, a cancel, an early end. */
    oneOff,
    /** Given by an operator: less than zero. */
    credit
}
