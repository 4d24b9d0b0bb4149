package dev.turnup.order;

import io.temporal.common.SearchAttributeKey;
import java.time.OffsetDateTime;
import java.util.List;

/** The search attributes by which operators find orders in the Temporal UI. */
public final class SearchKeys {
    public static final SearchAttributeKey<String> TENANT = SearchAttributeKey.forKeyword("Tenant");
    public static final SearchAttributeKey<String> ORDER_STATE = SearchAttributeKey.forKeyword("OrderState");
    /** The failure code of the order, or of a step in fallout; absent while all is well. */
    public static final SearchAttributeKey<String> FAILURE_CODE = SearchAttributeKey.forKeyword("FailureCode");
    /** The next instant at which a wait ends and an operator has to decide; absent while nothing waits. */
    public static final SearchAttributeKey<OffsetDateTime> DUE_BY = SearchAttributeKey.forOffsetDateTime("DueBy");

    public static final List<SearchAttributeKey<?>> ALL = List.of(TENANT, ORDER_STATE, FAILURE_CODE, DUE_BY);

    private SearchKeys() {}
}
