package dev.turnup.journal;

import dev.turnup.journal.Events.Event;
import dev.turnup.order.RecordBatch.CancelAnswer;
import dev.turnup.order.RecordBatch.Failure;
import dev.turnup.order.RecordBatch.StepChange;
import dev.turnup.step.FailureCode;
import dev.turnup.step.Party;
import java.util.Map;
import java.util.Optional;

/** The events of TMF622 and TMF637, by their names there. What of an order's history is told as which is here and nowhere else. */
@SuppressWarnings("MemberName") // as the TM Forum calls them
public enum HubEvent {
    ProductOrderCreateEvent(Hub.ordering, "productOrder"),
    ProductOrderAttributeValueChangeEvent(Hub.ordering, "productOrder"),
    ProductOrderStateChangeEvent(Hub.ordering, "productOrder"),
    ProductOrderInformationRequiredEvent(Hub.ordering, "productOrder"),
    ProductOrderMilestoneEvent(Hub.ordering, "productOrder"),
    ProductOrderJeopardyAlertEvent(Hub.ordering, "productOrder"),
    ProductOrderErrorMessageEvent(Hub.ordering, "productOrder"),
    ProductOrderDeleteEvent(Hub.ordering, "productOrder"),
    CancelProductOrderCreateEvent(Hub.ordering, "cancelProductOrder"),
    CancelProductOrderStateChangeEvent(Hub.ordering, "cancelProductOrder"),
    ProductCreateEvent(Hub.inventory, "product"),
    ProductAttributeValueChangeEvent(Hub.inventory, "product"),
    ProductStateChangeEvent(Hub.inventory, "product"),
    ProductDeleteEvent(Hub.inventory, "product");

    /** The API that an event belongs to; each numbers its events of an order by itself. */
    public enum Hub {
        /** TMF622. */
        ordering,
        /** TMF637. */
        inventory
    }

    private final Hub hub;
    private final String resource;

    HubEvent(Hub hub, String resource) {
        this.hub = hub;
        this.resource = resource;
    }

    public Hub hub() {
        return hub;
    }

    /** As the resource is called in the event's body. */
    public String resource() {
        return resource;
    }

    /** Empty for what is nobody's business but ours. */
    static Optional<HubEvent> of(Event event) {
        return Optional.ofNullable(
                switch (event.type()) {
                    case "orderState" -> begins(event) ? ProductOrderCreateEvent : ProductOrderStateChangeEvent;
                    case "itemState" -> begins(event) ? null : ProductOrderAttributeValueChangeEvent;
                    case "patched" -> ProductOrderAttributeValueChangeEvent;
                    case "milestone" -> ProductOrderMilestoneEvent;
                    case "jeopardy" -> ProductOrderJeopardyAlertEvent;
                    case "deleted" -> ProductOrderDeleteEvent;
                    case "failure" -> isCustomers(event) ? ProductOrderErrorMessageEvent : null;
                    case "step" -> waitsForCustomer(event) ? ProductOrderInformationRequiredEvent : null;
                    case "cancelRequest" -> CancelProductOrderCreateEvent;
                    case "cancel" -> isAsked(event) ? CancelProductOrderStateChangeEvent : null;
                    case "productState" -> begins(event) ? ProductCreateEvent : ProductStateChangeEvent;
                    case "productChange" -> ProductAttributeValueChangeEvent;
                    case "productEnd" -> ProductDeleteEvent;
                    default -> null;
                });
    }

    private static boolean begins(Event event) {
        return event.content() instanceof Map<?, ?> change && !change.containsKey("from");
    }

    /** A workflow that is lost is ours to find; its customer sees the order held. */
    private static boolean isCustomers(Event event) {
        return event.content() instanceof Failure failure && failure.code() != FailureCode.WORKFLOW_LOST;
    }

    private static boolean waitsForCustomer(Event event) {
        return event.content() instanceof StepChange change
                && change.pending() != null
                && change.pending().party() == Party.CUSTOMER;
    }

    /** One that was asked for in Temporal has no resource. */
    private static boolean isAsked(Event event) {
        return event.content() instanceof CancelAnswer answer
                && !answer.request().id().isEmpty();
    }
}
