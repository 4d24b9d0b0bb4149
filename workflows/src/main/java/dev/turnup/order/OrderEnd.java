package dev.turnup.order;

/** What operators read as the workflow's result. */
public record OrderEnd(String orderId, OrderState state) {}
