package dev.turnup.plan;

/** How one action on one kind of product is done: its steps in reading order. Used only while a plan is made. */
public interface Recipe {
    void write(ItemPlan plan);
}
