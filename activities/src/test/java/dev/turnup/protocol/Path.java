package dev.turnup.protocol;

import java.util.Locale;

/** The ways an order can go. Each has a behaviour test, and recorded histories that every build replays. */
enum Path {
    PORT,
    GATEWAY_AND_CLOUDS,
    CIRCUIT,
    FIELD_CREW,
    REFUSED,
    VLAN_TAKEN,
    CUSTOMER_REFUSES,
    TRANSIENT,
    TIMEOUT_AFTER_SUCCESS,
    ANSWERS_LOST,
    UNREACHABLE_THEN_RETRY,
    RETRY_CHANGED,
    RETRY_CHANGED_CUT_OFF,
    TWO_DECISIONS,
    SKIP,
    SKIP_REFUSED,
    CANCEL_FROM_FALLOUT,
    WAIT_EXPIRED,
    CANCEL_BY_CUSTOMER,
    CANCEL_BY_OPERATOR,
    CANCEL_IN_TEMPORAL,
    CANCEL_BEFORE_ANYTHING,
    CANCEL_AFTER_COMMIT,
    CANCEL_TWICE,
    CANCEL_RACES_COMMIT,
    UNDO_STUCK,
    UNDO_ACCEPTED,
    UNDO_GHOST,
    LATE_LANDING,
    VIRTUAL_INTERFACE,
    BEST_EFFORT_PARTIAL,
    BEST_EFFORT_FAILED,
    BEST_EFFORT_CANCEL,
    BEST_EFFORT_GIVEN_UP,
    NO_WORKER,
    WORKFLOW_LOST,
    WORKFLOW_LOST_IN_UNDO,
    WORKFLOW_LOST_BEST_EFFORT,
    WORKFLOW_LOST_IN_FALLOUT,
    WORKFLOW_LOST_WITH_RESIDUE,
    WORKFLOW_LOST_WHILE_AN_ITEM_IS_TAKEN_BACK,
    WORKFLOW_LOST_IN_CANCEL,
    CANCEL_UNANSWERED,
    CONTINUED,
    CONTINUED_IN_UNDO,
    DATABASE_BUSY,
    SECRET,
    /** Too long to be kept. */
    HUNDRED_ITEMS;

    boolean isRecorded() {
        return this != HUNDRED_ITEMS;
    }

    /** As its histories' files are called. */
    String file() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
