package dev.turnup.intake;

/** A tenant would hold more than it may. */
public final class LimitReached extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String tenant;
    private final String limit;
    private final long most;
    private final long current;
    private final long asked;

    LimitReached(String tenant, String limit, long most, long current, long asked) {
        super(
                "%s: at most %d, there are %d, and %d more are asked for".formatted(limit, most, current, asked),
                null,
                false,
                false);
        this.tenant = tenant;
        this.limit = limit;
        this.most = most;
        this.current = current;
        this.asked = asked;
    }

    /** Whose limit it is: the one who asked, or the one whose sub-account that is. */
    public String tenant() {
        return tenant;
    }

    /** {@code openOrders}, {@code ports}, {@code speedMbps} or {@code keys}. */
    public String limit() {
        return limit;
    }

    public long most() {
        return most;
    }

    /** How many there are without what is asked for. */
    public long current() {
        return current;
    }

    public long asked() {
        return asked;
    }
}
